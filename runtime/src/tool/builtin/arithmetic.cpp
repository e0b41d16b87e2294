// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operators of math.eval.
#include "tool/builtin/arithmetic.h"

#include <cmath>

namespace hocket {

static Status overflow() {
  return Status(HOCKET_OVERFLOW, "the result does not fit into 64 bits");
}

static Status divisionByZero() {
  return Status(HOCKET_DIVISION_BY_ZERO, "division by zero");
}

/// JSON has no infinities.
static Result<Value> finite(double number) {
  if (std::isfinite(number))
    return Value::number(number);
  return Status(HOCKET_OVERFLOW, "the result is too large for a number");
}

static Result<Value> floorDivide(int64_t a, int64_t b) {
  if (b == 0)
    return divisionByZero();
  if (a == INT64_MIN && b == -1)
    return overflow();
  int64_t quotient = a / b;
  return Value::integer(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1
                                                         : quotient);
}

static Result<Value> modulo(int64_t a, int64_t b) {
  if (b == 0)
    return divisionByZero();
  if (b == -1)
    return Value::integer(0); // a % b would overflow for the smallest a
  int64_t remainder = a % b;
  return Value::integer(
      remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder);
}

static Result<Value> power(int64_t base, int64_t exponent) {
  int64_t result = 1;
  while (exponent > 0) {
    if (exponent & 1 && __builtin_mul_overflow(result, base, &result))
      return overflow();
    exponent >>= 1;
    if (exponent && __builtin_mul_overflow(base, base, &base))
      return overflow();
  }
  return Value::integer(result);
}

static Result<Value> integerOperator(std::string_view op, int64_t a,
                                     int64_t b) {
  int64_t result;
  if (op == "+")
    return __builtin_add_overflow(a, b, &result) ? Result<Value>(overflow())
                                                 : Value::integer(result);
  if (op == "-")
    return __builtin_sub_overflow(a, b, &result) ? Result<Value>(overflow())
                                                 : Value::integer(result);
  if (op == "*")
    return __builtin_mul_overflow(a, b, &result) ? Result<Value>(overflow())
                                                 : Value::integer(result);
  if (op == "//")
    return floorDivide(a, b);
  if (op == "%")
    return modulo(a, b);
  return power(a, b);
}

/// The remainder with the sign of the divisor.
static double floorModulo(double a, double b) {
  double remainder = std::fmod(a, b);
  if (remainder != 0)
    return (remainder < 0) != (b < 0) ? remainder + b : remainder;
  return std::copysign(0.0, b);
}

static Result<Value> floatOperator(std::string_view op, double a, double b) {
  if (op == "+")
    return finite(a + b);
  if (op == "-")
    return finite(a - b);
  if (op == "*")
    return finite(a * b);
  if (op == "**") {
    if (a == 0 && b < 0)
      return divisionByZero();
    if (a < 0 && std::trunc(b) != b)
      return Status(HOCKET_INVALID_ARGUMENT,
                    "a negative number has no real power with a fraction");
    return finite(std::pow(a, b));
  }
  if (b == 0)
    return divisionByZero();
  if (op == "/")
    return finite(a / b);
  double remainder = floorModulo(a, b);
  if (op == "%")
    return finite(remainder);
  // Exact up to the last rounding, which the nearest integer undoes.
  return finite(std::round((a - remainder) / b));
}

Result<Value> applyOperator(std::string_view op, const Value &a,
                            const Value &b) {
  bool integers = a.kind() == Value::Kind::Int && b.kind() == Value::Kind::Int;
  bool toFloat = op == "/" || (op == "**" && integers && b.asInt() < 0);
  if (integers && !toFloat)
    return integerOperator(op, a.asInt(), b.asInt());
  return floatOperator(op, a.asFloat(), b.asFloat());
}

Result<Value> negate(const Value &a) {
  if (a.kind() == Value::Kind::Int)
    return integerOperator("-", 0, a.asInt());
  return Value::number(-a.asFloat());
}

} // namespace hocket
