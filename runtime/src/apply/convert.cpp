// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions between kinds.

#include "apply/apply.h"

#include <charconv>
#include <cmath>

using namespace hocket;

/// The text without white space around it, as Python's int() and float() read it.
static std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\n\v\f\r";
  size_t begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

static Status notANumber(Builtin builtin, const std::string &text) {
  return Status(HOCKET_INVALID_ARGUMENT, "'" + std::string(builtinInfo(builtin).name) +
                                             "' expects a decimal number, found " +
                                             Value::string(text.substr(0, 80)).toJson());
}

template <typename T>
static Result<T> parseNumber(Builtin builtin, const std::string &text) {
  std::string_view digits = trimmed(text);
  bool signedTwice = digits.size() > 1 && digits[0] == '+' && (digits[1] == '+' || digits[1] == '-');
  if (digits.starts_with('+') && !signedTwice)
    digits.remove_prefix(1); // from_chars takes no plus
  T value{};
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range && end == digits.data() + digits.size())
    return Status(HOCKET_OVERFLOW, "the number " + std::string(digits.substr(0, 80)) +
                                       " is out of range");
  if (error != std::errc() || end != digits.data() + digits.size())
    return notANumber(builtin, text);
  return value;
}

static Result<Value> toInt(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::Int:
    return value;
  case Value::Kind::Bool:
    return Value::integer(value.asBool());
  case Value::Kind::Float: {
    double whole = std::trunc(value.asFloat());
    if (!std::isfinite(whole))
      return Status(HOCKET_INVALID_ARGUMENT, "'int' of a number that is not finite");
    if (!(whole >= -0x1p63 && whole < 0x1p63))
      return Status(HOCKET_OVERFLOW, "the result of 'int' exceeds 64 bits");
    return Value::integer(static_cast<int64_t>(whole));
  }
  case Value::Kind::String: {
    Result<int64_t> number = parseNumber<int64_t>(Builtin::Int, value.asString());
    return number ? Result<Value>(Value::integer(*number)) : number.status();
  }
  default:
    return operandError(Builtin::Int, "a number, boolean or string", value);
  }
}

static Result<Value> toFloat(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::Int:
  case Value::Kind::Float:
    return Value::number(value.asFloat());
  case Value::Kind::Bool:
    return Value::number(value.asBool());
  case Value::Kind::String: {
    Result<double> number = parseNumber<double>(Builtin::Float, value.asString());
    if (!number)
      return number.status();
    // A value is a JSON value: it has no infinity and no NaN.
    return std::isfinite(*number) ? Result<Value>(Value::number(*number))
                                  : notANumber(Builtin::Float, value.asString());
  }
  default:
    return operandError(Builtin::Float, "a number, boolean or string", value);
  }
}

static Result<Value> toText(Builtin builtin, const Value &value) {
  if (value.jsonSize() > Value::maxTextSize)
    return tooLong(builtin);
  return Value::string(value.toJson());
}

Result<Value> hocket::applyConvert(Builtin builtin, Inputs inputs) {
  const Value &value = *inputs[0];
  switch (builtin) {
  case Builtin::Str:
    return value.isString() ? Result<Value>(value) : toText(builtin, value);
  case Builtin::Int:
    return toInt(value);
  case Builtin::Float:
    return toFloat(value);
  case Builtin::Bool:
    return Value::boolean(isTruthy(value));
  case Builtin::JsonParse:
    if (!value.isString())
      return operandError(builtin, "a string", value);
    return Value::parse(value.asString());
  default:
    return toText(builtin, value);
  }
}
