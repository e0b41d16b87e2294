// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic: integers stay integers until they leave 64 bits, which is an error.

#include "apply/apply.h"

#include <cfloat>
#include <cmath>

using namespace hocket;

static Status overflow(Builtin builtin) {
  return Status(HOCKET_OVERFLOW,
                "the result of '" + std::string(builtinInfo(builtin).name) + "' exceeds 64 bits");
}

/// A value is a JSON value: it has no infinity and no NaN.
static Result<Value> finite(Builtin builtin, double value) {
  if (!std::isfinite(value))
    return Status(HOCKET_OVERFLOW, "the result of '" + std::string(builtinInfo(builtin).name) +
                                       "' exceeds the range of a float");
  return Value::number(value);
}

static Status divisionByZero(Builtin builtin) {
  return Status(HOCKET_DIVISION_BY_ZERO,
                "division by zero in '" + std::string(builtinInfo(builtin).name) + "'");
}

/// A float as an integer, if it is in range.
static Result<Value> toInteger(Builtin builtin, double value) {
  if (!(value >= -0x1p63 && value < 0x1p63))
    return std::isnan(value) || std::isinf(value)
               ? Status(HOCKET_INVALID_ARGUMENT, "'" + std::string(builtinInfo(builtin).name) +
                                                     "' of a number that is not finite")
               : overflow(builtin);
  return Value::integer(static_cast<int64_t>(value));
}

/// Integer power by squaring; fails on overflow. `exponent` is not negative.
static Result<Value> integerPower(int64_t base, int64_t exponent) {
  int64_t result = 1;
  for (;;) {
    if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
      return overflow(Builtin::Pow);
    exponent >>= 1;
    if (exponent == 0)
      return Value::integer(result);
    if (__builtin_mul_overflow(base, base, &base))
      return overflow(Builtin::Pow);
  }
}

static Result<Value> onIntegers(Builtin builtin, int64_t a, int64_t b) {
  int64_t result;
  switch (builtin) {
  case Builtin::Add:
    return __builtin_add_overflow(a, b, &result) ? Result<Value>(overflow(builtin))
                                                 : Value::integer(result);
  case Builtin::Sub:
    return __builtin_sub_overflow(a, b, &result) ? Result<Value>(overflow(builtin))
                                                 : Value::integer(result);
  case Builtin::Mul:
    return __builtin_mul_overflow(a, b, &result) ? Result<Value>(overflow(builtin))
                                                 : Value::integer(result);
  case Builtin::Pow:
    if (b >= 0)
      return integerPower(a, b);
    if (a == 0)
      return divisionByZero(builtin);
    return Value::number(std::pow(static_cast<double>(a), static_cast<double>(b)));
  case Builtin::FloorDiv:
  case Builtin::Mod: {
    if (b == 0)
      return divisionByZero(builtin);
    // The one quotient that overflows, and the remainder that would trap.
    if (b == -1) {
      if (builtin == Builtin::Mod)
        return Value::integer(0);
      return __builtin_sub_overflow(int64_t(0), a, &result) ? Result<Value>(overflow(builtin))
                                                            : Value::integer(result);
    }
    int64_t quotient = a / b, remainder = a % b;
    bool adjust = remainder != 0 && (remainder < 0) != (b < 0);
    return Value::integer(builtin == Builtin::FloorDiv ? quotient - adjust
                                                       : remainder + (adjust ? b : 0));
  }
  default:
    if (b == 0)
      return divisionByZero(builtin);
    return Value::number(static_cast<double>(a) / static_cast<double>(b));
  }
}

/// Python's float modulo: the sign of the divisor.
static double floorMod(double a, double b) {
  double remainder = std::fmod(a, b);
  if (remainder != 0 ? (remainder < 0) != (b < 0) : std::signbit(remainder) != std::signbit(b))
    remainder = remainder != 0 ? remainder + b : std::copysign(0.0, b);
  return remainder;
}

static Result<Value> onFloats(Builtin builtin, double a, double b) {
  switch (builtin) {
  case Builtin::Add:
    return finite(builtin, a + b);
  case Builtin::Sub:
    return finite(builtin, a - b);
  case Builtin::Mul:
    return finite(builtin, a * b);
  case Builtin::Pow:
    if (a == 0 && b < 0)
      return divisionByZero(builtin);
    if (a < 0 && b != std::floor(b))
      return Status(HOCKET_INVALID_ARGUMENT, "'pow' of a negative number to a fraction");
    return finite(builtin, std::pow(a, b));
  default:
    break;
  }
  if (b == 0)
    return divisionByZero(builtin);
  if (builtin == Builtin::Div)
    return finite(builtin, a / b);
  double mod = floorMod(a, b);
  if (builtin == Builtin::Mod)
    return Value::number(mod);
  // As CPython: the quotient follows from the exact remainder, then rounds.
  double quotient = (a - mod) / b;
  double floored = std::floor(quotient);
  if (quotient - floored > 0.5)
    floored += 1;
  return finite(builtin, quotient != 0 ? floored : std::copysign(0.0, a / b));
}

static Result<Value> binary(Builtin builtin, const Value &a, const Value &b) {
  for (const Value *value : {&a, &b})
    if (!value->isNumber())
      return operandError(builtin, builtin == Builtin::Add ? "two numbers, strings or lists"
                                                           : "numbers", *value);
  if (a.kind() == Value::Kind::Int && b.kind() == Value::Kind::Int)
    return onIntegers(builtin, a.asInt(), b.asInt());
  return onFloats(builtin, a.asFloat(), b.asFloat());
}

Result<Value> hocket::addNumbers(const Value &a, const Value &b) {
  return binary(Builtin::Add, a, b);
}

static Result<Value> sum(const Value &list) {
  if (!list.isList())
    return operandError(Builtin::Sum, "a list of numbers", list);
  Value total = Value::integer(0);
  for (const Value &element : list.asList()) {
    if (!element.isNumber())
      return operandError(Builtin::Sum, "a list of numbers", element);
    Result<Value> next = addNumbers(total, element);
    if (!next)
      return next;
    total = std::move(*next);
  }
  return total;
}

/// Rounds to `digits` decimals, ties to even. What is rounded is the decimal
/// expansion of the double itself, as in Python: printf does exactly that.
static double roundDecimals(double value, int64_t digits) {
  if (!std::isfinite(value) || digits > DBL_DIG + 308)
    return value;
  if (digits < -308)
    return std::copysign(0.0, value);
  if (digits >= 0) {
    std::string text(std::snprintf(nullptr, 0, "%.*f", static_cast<int>(digits), value), '\0');
    std::snprintf(text.data(), text.size() + 1, "%.*f", static_cast<int>(digits), value);
    return std::strtod(text.c_str(), nullptr);
  }
  double scale = std::pow(10.0, static_cast<double>(-digits));
  return std::nearbyint(value / scale) * scale;
}

/// An integer rounded to tens, hundreds …, ties to even.
static Result<Value> roundInteger(int64_t value, int64_t digits) {
  if (digits >= 0)
    return Value::integer(value);
  if (digits < -19)
    return Value::integer(0);
  if (digits == -19) // half of 10^19, which no integer is, or more rounds up to it
    return value > 5'000'000'000'000'000'000 || value < -5'000'000'000'000'000'000
               ? Result<Value>(overflow(Builtin::Round))
               : Value::integer(0);
  int64_t scale = 1;
  for (int64_t i = digits; i < 0; ++i)
    scale *= 10;
  int64_t down = value / scale, rest = value % scale;
  int64_t half = scale / 2, distance = rest < 0 ? -rest : rest;
  if (distance > half || (distance == half && (down & 1)))
    down += value < 0 ? -1 : 1;
  int64_t result;
  if (__builtin_mul_overflow(down, scale, &result))
    return overflow(Builtin::Round);
  return Value::integer(result);
}

static Result<Value> round(Inputs inputs) {
  const Value &value = *inputs[0];
  if (!value.isNumber())
    return operandError(Builtin::Round, "a number", value);
  bool hasDigits = inputs.size() == 2 && !inputs[1]->isNull();
  if (hasDigits && inputs[1]->kind() != Value::Kind::Int)
    return operandError(Builtin::Round, "an integer number of digits", *inputs[1]);
  if (value.kind() == Value::Kind::Int)
    return roundInteger(value.asInt(), hasDigits ? inputs[1]->asInt() : 0);
  if (!hasDigits)
    return toInteger(Builtin::Round, std::nearbyint(value.asFloat()));
  return finite(Builtin::Round, roundDecimals(value.asFloat(), inputs[1]->asInt()));
}

static Result<Value> unary(Builtin builtin, const Value &value) {
  if (!value.isNumber())
    return operandError(builtin, "a number", value);
  bool integer = value.kind() == Value::Kind::Int;
  switch (builtin) {
  case Builtin::Neg:
  case Builtin::Abs: {
    bool negate = builtin == Builtin::Neg || (integer && value.asInt() < 0);
    if (!integer)
      return Value::number(builtin == Builtin::Neg ? -value.asFloat() : std::fabs(value.asFloat()));
    int64_t result = value.asInt();
    if (negate && __builtin_sub_overflow(int64_t(0), value.asInt(), &result))
      return overflow(builtin);
    return Value::integer(result);
  }
  case Builtin::Sqrt:
    if (value.asFloat() < 0)
      return Status(HOCKET_INVALID_ARGUMENT, "'sqrt' of a negative number");
    return Value::number(std::sqrt(value.asFloat()));
  case Builtin::Floor:
    return integer ? Result<Value>(value) : toInteger(builtin, std::floor(value.asFloat()));
  default:
    return integer ? Result<Value>(value) : toInteger(builtin, std::ceil(value.asFloat()));
  }
}

Result<Value> hocket::applyNumeric(Builtin builtin, Inputs inputs) {
  switch (builtin) {
  case Builtin::Sum:
    return sum(*inputs[0]);
  case Builtin::Round:
    return round(inputs);
  case Builtin::Neg:
  case Builtin::Abs:
  case Builtin::Sqrt:
  case Builtin::Floor:
  case Builtin::Ceil:
    return unary(builtin, *inputs[0]);
  default:
    return binary(builtin, *inputs[0], *inputs[1]);
  }
}
