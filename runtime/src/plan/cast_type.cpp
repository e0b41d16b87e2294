// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of CAST nodes.
#include "plan/cast_type.h"

#include "base/utf8.h"

#include <algorithm>
#include <cmath>

namespace hocket {

struct CastType::Field {
  std::string name;
  bool optional;
  CastType type;
};

/// Where and why a value does not fit; the path grows from the inside out.
struct CastType::Failure {
  bool failed = false;
  std::string path;
  std::string reason;
};

static constexpr unsigned maxTypeDepth = 64;

Result<CastType> CastType::parse(std::string_view json) {
  Result<Value> value = Value::parse(json);
  if (!value)
    return value.status();
  return fromJson(*value, 0);
}

static Status badType(const Value &json, const char *expected) {
  return {HOCKET_CORRUPT, std::string("expected ") + expected + ", found " +
                              json.toJson().substr(0, 80)};
}

Status CastType::readRecord(const Value &members, unsigned depth) {
  if (!members.isObject())
    return badType(members, "an object of field types");
  auto list = std::make_shared<std::vector<Field>>();
  for (const auto &[key, member] : members.asObject()) {
    Result<CastType> type = fromJson(member, depth + 1);
    if (!type)
      return type.status();
    bool optional = !key.empty() && key.back() == '?';
    list->push_back(
        {key.substr(0, key.size() - optional), optional, *std::move(type)});
  }
  fields = std::move(list);
  return {};
}

Result<CastType> CastType::fromJson(const Value &json, unsigned depth) {
  static constexpr std::pair<std::string_view, Kind> simple[] = {
      {"json", Kind::Any}, {"string", Kind::String}, {"bool", Kind::Bool},
      {"int", Kind::Int},  {"float", Kind::Float},   {"null", Kind::Null}};
  if (depth > maxTypeDepth)
    return Status(HOCKET_CORRUPT,
                  "type nested deeper than " + std::to_string(maxTypeDepth));
  CastType type;
  if (json.isString()) {
    for (auto [name, kind] : simple)
      if (json.asString() == name) {
        type.kind = kind;
        return type;
      }
    return badType(json, "a type name");
  }
  if (!json.isObject() || json.asObject().size() != 1)
    return badType(json, "a type name or an object with one member");
  const auto &[key, body] = json.asObject().front();
  if (key == "list" || key == "optional") {
    Result<CastType> inner = fromJson(body, depth + 1);
    if (!inner)
      return inner.status();
    type.kind = key == "list" ? Kind::List : Kind::Optional;
    type.element = std::make_shared<CastType>(*std::move(inner));
    return type;
  }
  if (key == "record") {
    type.kind = Kind::Record;
    HOCKET_RETURN_IF_ERROR(type.readRecord(body, depth));
    return type;
  }
  if (key == "enum") {
    if (!body.isList() || body.asList().empty())
      return badType(body, "a list of one or more values");
    type.kind = Kind::Enum;
    type.choices = body;
    return type;
  }
  return badType(json, "list, optional, record or enum");
}

std::string CastType::describe() const {
  switch (kind) {
  case Kind::Any:
    return "json";
  case Kind::String:
    return "string";
  case Kind::Bool:
    return "bool";
  case Kind::Int:
    return "int";
  case Kind::Float:
    return "float";
  case Kind::Null:
    return "null";
  case Kind::List:
    return "list of " + element->describe();
  case Kind::Optional:
    return element->describe() + " or null";
  case Kind::Record:
    return "record";
  case Kind::Enum:
    return "one of " + choices.toJson();
  }
  return "json";
}

/// The value's kind and the beginning of its text.
static std::string describeValue(const Value &value) {
  std::string text(value.kindName());
  if (value.isNull())
    return text;
  if (value.isList())
    return text + " of " + std::to_string(value.asList().size());
  if (value.isObject())
    return text;
  constexpr size_t maxShown = 40;
  std::string shown = value.toJson();
  if (shown.size() > maxShown)
    shown = sanitizeUtf8(shown.substr(0, utf8Offset(shown, maxShown))) + "…";
  return text + " " + shown;
}

bool CastType::mismatch(const Value &value, Failure &failure) const {
  failure.failed = true;
  failure.reason = "expected " + describe() + ", found " + describeValue(value);
  return false;
}

static bool isIdentifier(std::string_view name) {
  auto isWordByte = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), isWordByte);
}

static std::string memberStep(const std::string &name) {
  if (isIdentifier(name))
    return "." + name;
  return "[" + Value::string(name).toJson() + "]";
}

bool CastType::checkList(const Value &value, Value &out,
                         Failure &failure) const {
  if (!value.isList())
    return mismatch(value, failure);
  const Value::List &elements = value.asList();
  Value::List converted; // filled from the first conversion on
  for (size_t i = 0; i < elements.size(); ++i) {
    Value element;
    bool changed = this->element->check(elements[i], element, failure);
    if (failure.failed) {
      failure.path = "[" + std::to_string(i) + "]" + failure.path;
      return false;
    }
    if (changed && converted.empty())
      converted = elements;
    if (changed)
      converted[i] = std::move(element);
  }
  if (converted.empty())
    return false;
  out = Value::list(std::move(converted));
  return true;
}

bool CastType::checkRecord(const Value &value, Value &out,
                           Failure &failure) const {
  if (!value.isObject())
    return mismatch(value, failure);
  Value::Object converted; // filled from the first conversion on
  for (const Field &field : *fields) {
    const Value *member = value.get(field.name);
    if (!member) {
      if (field.optional)
        continue;
      failure.failed = true;
      failure.path = memberStep(field.name);
      failure.reason = "expected " + field.type.describe() + ", found nothing";
      return false;
    }
    Value result;
    bool changed = field.type.check(*member, result, failure);
    if (failure.failed) {
      failure.path = memberStep(field.name) + failure.path;
      return false;
    }
    if (changed && converted.empty())
      converted = value.asObject();
    if (changed)
      for (auto &[key, place] : converted)
        if (key == field.name)
          place = std::move(result);
  }
  if (converted.empty())
    return false;
  out = Value::object(std::move(converted));
  return true;
}

bool CastType::check(const Value &value, Value &out, Failure &failure) const {
  using VK = Value::Kind;
  switch (kind) {
  case Kind::Any:
    return false;
  case Kind::String:
    return value.kind() == VK::String ? false : mismatch(value, failure);
  case Kind::Bool:
    return value.kind() == VK::Bool ? false : mismatch(value, failure);
  case Kind::Null:
    return value.isNull() ? false : mismatch(value, failure);
  case Kind::Int: {
    if (value.kind() == VK::Int)
      return false;
    if (value.kind() != VK::Float ||
        std::trunc(value.asFloat()) != value.asFloat() ||
        value.asFloat() < -0x1p63 || value.asFloat() >= 0x1p63)
      return mismatch(value, failure);
    out = Value::integer(static_cast<int64_t>(value.asFloat()));
    return true;
  }
  case Kind::Float:
    if (value.kind() == VK::Float)
      return false;
    if (value.kind() != VK::Int)
      return mismatch(value, failure);
    out = Value::number(value.asFloat());
    return true;
  case Kind::Optional:
    return value.isNull() ? false : element->check(value, out, failure);
  case Kind::List:
    return checkList(value, out, failure);
  case Kind::Record:
    return checkRecord(value, out, failure);
  case Kind::Enum:
    for (const Value &choice : choices.asList())
      if (choice == value)
        return false;
    return mismatch(value, failure);
  }
  return false;
}

Result<Value> CastType::apply(const Value &value) const {
  // It takes time with all that the value shares, and nothing can stop it.
  if (kind != Kind::Any && !value.isString() &&
      value.jsonSize() > Value::maxTextSize)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "the value exceeds 256 MiB");
  Failure failure;
  Value out;
  bool changed = check(value, out, failure);
  if (failure.failed)
    return Status(HOCKET_TYPE_ERROR,
                  "$" + failure.path + ": " + failure.reason);
  return changed ? std::move(out) : value;
}

} // namespace hocket
