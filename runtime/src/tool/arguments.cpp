// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checking arguments. The compiler has checked what it could see; values that
// only exist at run time are checked here.
#include "tool/arguments.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hocket {

/// A short rendering of a value for a message.
static std::string shown(const Value &value) {
  std::string text = value.toJson();
  constexpr size_t limit = 40;
  if (text.size() <= limit)
    return text;
  return std::string(value.kindName()) + " of " + std::to_string(text.size()) +
         " bytes";
}

static bool hasType(const Value &value, std::string_view type) {
  switch (value.kind()) {
  case Value::Kind::Null:
    return type == "null";
  case Value::Kind::Bool:
    return type == "boolean";
  case Value::Kind::Int:
    return type == "integer" || type == "number";
  case Value::Kind::Float:
    return type == "number" ||
           (type == "integer" &&
            std::trunc(value.asFloat()) == value.asFloat() &&
            std::abs(value.asFloat()) < 9e18);
  case Value::Kind::String:
    return type == "string";
  case Value::Kind::List:
    return type == "array";
  case Value::Kind::Object:
    return type == "object";
  }
  return false;
}

static bool hasOneOf(const Value &value,
                     const std::vector<std::string> &types) {
  return types.empty() ||
         std::any_of(types.begin(), types.end(), [&](const std::string &type) {
           return hasType(value, type);
         });
}

static std::string joined(const std::vector<std::string> &words,
                          const char *quote) {
  std::string text;
  for (const std::string &word : words) {
    text += text.empty() ? "" : " or ";
    text += quote + word + quote;
  }
  return text;
}

/// "64", not "64.0".
static std::string numberText(double number) {
  if (std::trunc(number) == number && std::abs(number) < 1e15)
    return std::to_string(static_cast<int64_t>(number));
  return Value::number(number).toJson();
}

static Status wrong(const ParameterSpec &spec, const std::string &expected,
                    const Value &found, Code code = HOCKET_TYPE_ERROR) {
  return Status(code, "argument '" + spec.name + "': expected " + expected +
                          ", found " + shown(found));
}

static Status checkValue(const ParameterSpec &spec, const Value &value) {
  if (!hasOneOf(value, spec.types))
    return wrong(spec, joined(spec.types, ""), value);
  if (!spec.choices.empty() &&
      std::find(spec.choices.begin(), spec.choices.end(), value.asString()) ==
          spec.choices.end())
    return wrong(spec, joined(spec.choices, "\""), value,
                 HOCKET_INVALID_ARGUMENT);
  if (value.isNumber()) {
    double number = value.asFloat();
    if (!(number >= spec.minimum.value_or(-INFINITY)))
      return wrong(spec, "at least " + numberText(*spec.minimum), value,
                   HOCKET_INVALID_ARGUMENT);
    if (!(number <= spec.maximum.value_or(INFINITY)))
      return wrong(spec, "at most " + numberText(*spec.maximum), value,
                   HOCKET_INVALID_ARGUMENT);
  }
  if (value.isList() && !spec.itemTypes.empty()) {
    const Value::List &elements = value.asList();
    for (size_t i = 0; i < elements.size(); ++i)
      if (!hasOneOf(elements[i], spec.itemTypes))
        return Status(HOCKET_TYPE_ERROR,
                      "argument '" + spec.name + "[" + std::to_string(i) +
                          "]': expected " + joined(spec.itemTypes, "") +
                          ", found " + shown(elements[i]));
  }
  return Status();
}

/// The declared parameter that `name` may be a misspelling of, or null.
static const ParameterSpec *closest(const ToolSpec &spec,
                                    std::string_view name) {
  const ParameterSpec *best = nullptr;
  size_t bestDistance = 3;
  for (const ParameterSpec &parameter : spec.parameters) {
    // Levenshtein's distance, one row at a time.
    std::vector<size_t> row(parameter.name.size() + 1);
    for (size_t j = 0; j < row.size(); ++j)
      row[j] = j;
    for (size_t i = 0; i < name.size(); ++i) {
      size_t diagonal = row[0]++;
      for (size_t j = 1; j < row.size(); ++j) {
        size_t replaced = diagonal + (name[i] != parameter.name[j - 1]);
        diagonal = row[j];
        row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      }
    }
    if (row.back() < bestDistance) {
      bestDistance = row.back();
      best = &parameter;
    }
  }
  return best;
}

Result<Arguments> Arguments::check(const ToolSpec &spec, const Value &given) {
  if (!given.isObject())
    return Status(HOCKET_TYPE_ERROR,
                  "expected the arguments as an object, found " + shown(given));
  for (const auto &[name, value] : given.asObject()) {
    if (spec.find(name))
      continue;
    std::string message = spec.name + " has no parameter '" + name + "'";
    if (const ParameterSpec *meant = closest(spec, name))
      message += "; did you mean '" + meant->name + "'?";
    return Status(HOCKET_INVALID_ARGUMENT, std::move(message));
  }
  Arguments result(spec);
  result.values.reserve(spec.parameters.size());
  for (const ParameterSpec &parameter : spec.parameters) {
    const Value *value = given.get(parameter.name);
    bool useDefault = !value || (value->isNull() && !parameter.required &&
                                 !hasOneOf(*value, parameter.types));
    if (useDefault) {
      if (parameter.required)
        return Status(HOCKET_INVALID_ARGUMENT, spec.name +
                                                   " needs an argument '" +
                                                   parameter.name + "'");
      result.values.push_back(parameter.defaultValue.value_or(Value()));
      continue;
    }
    HOCKET_RETURN_IF_ERROR(checkValue(parameter, *value));
    result.values.push_back(*value);
  }
  return result;
}

const Value &Arguments::value(std::string_view name) const {
  const ParameterSpec *parameter = spec->find(name);
  assert(parameter && "the catalogue declares no such parameter");
  return values[parameter - spec->parameters.data()];
}

const std::string &Arguments::text(std::string_view name) const {
  return value(name).asString();
}

const Value::List &Arguments::list(std::string_view name) const {
  return value(name).asList();
}

bool Arguments::flag(std::string_view name) const {
  return value(name).asBool();
}

int64_t Arguments::integer(std::string_view name) const {
  const Value &number = value(name);
  return number.kind() == Value::Kind::Int
             ? number.asInt()
             : static_cast<int64_t>(number.asFloat());
}

double Arguments::number(std::string_view name) const {
  return value(name).asFloat();
}

size_t Arguments::size(std::string_view name) const {
  return static_cast<size_t>(integer(name));
}

} // namespace hocket
