// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of math.eval.
#include "tool/builtin/arithmetic.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace hocket {

using Args = Value::List;

static Result<Value> toInteger(double number) {
  if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0))
    return Status(HOCKET_OVERFLOW, "the result does not fit into 64 bits");
  return Value::integer(static_cast<int64_t>(number));
}

/// A function of real numbers; where it has no value, that is an error.
template <double (*function)(double)>
static Result<Value> real(const Args &args) {
  double result = function(args[0].asFloat());
  if (std::isnan(result))
    return Status(HOCKET_INVALID_ARGUMENT,
                  "the function has no value at " + args[0].toJson());
  if (std::isinf(result))
    return Status(HOCKET_OVERFLOW, "the result is too large for a number");
  return Value::number(result);
}

template <double (*function)(double)>
static Result<Value> logarithm(const Args &args) {
  if (args[0].asFloat() <= 0)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "there is no logarithm of " + args[0].toJson());
  return real<function>(args);
}

template <double (*function)(double)>
static Result<Value> whole(const Args &args) {
  if (args[0].kind() == Value::Kind::Int)
    return args[0];
  return toInteger(function(args[0].asFloat()));
}

static Result<Value> absolute(const Args &args) {
  if (args[0].asFloat() < 0)
    return negate(args[0]);
  return args[0].kind() == Value::Kind::Int
             ? args[0]
             : Value::number(std::abs(args[0].asFloat()));
}

static Result<Value> hypotenuse(const Args &args) {
  double result = std::hypot(args[0].asFloat(), args[1].asFloat());
  if (std::isinf(result))
    return Status(HOCKET_OVERFLOW, "the result is too large for a number");
  return Value::number(result);
}

/// Rounds an integer to a multiple of a power of ten, ties to even.
static Result<Value> roundInteger(int64_t number, int64_t digits) {
  if (digits >= 0)
    return Value::integer(number);
  if (digits < -19)
    return Value::integer(0);
  unsigned __int128 unit = 1;
  for (int64_t i = 0; i > digits; --i)
    unit *= 10;
  unsigned __int128 magnitude =
      number < 0 ? -static_cast<unsigned __int128>(number) : number;
  unsigned __int128 quotient = magnitude / unit, twice = magnitude % unit * 2;
  if (twice > unit || (twice == unit && quotient % 2 == 1))
    ++quotient;
  __int128 result = static_cast<__int128>(quotient * unit);
  if (number < 0)
    result = -result;
  if (result > INT64_MAX || result < INT64_MIN)
    return Status(HOCKET_OVERFLOW, "the result does not fit into 64 bits");
  return Value::integer(static_cast<int64_t>(result));
}

static Result<Value> rounded(const Args &args) {
  const Value &number = args[0];
  bool isInteger = number.kind() == Value::Kind::Int;
  if (args.size() == 1)
    return isInteger ? number : toInteger(std::nearbyint(number.asFloat()));
  if (args[1].kind() != Value::Kind::Int)
    return Status(HOCKET_TYPE_ERROR,
                  "expected an integer number of digits, found " +
                      args[1].toJson());
  int64_t digits = args[1].asInt();
  if (isInteger)
    return roundInteger(number.asInt(), digits);
  // Beyond these, nothing of a double is cut off, or everything.
  if (digits > 323)
    return number;
  if (digits < -308)
    return Value::number(0);
  if (digits < 0) {
    double unit = std::pow(10.0, static_cast<double>(-digits));
    return Value::number(std::nearbyint(number.asFloat() / unit) * unit);
  }
  // printf rounds the exact binary value, as Python does.
  char text[700];
  snprintf(text, sizeof text, "%.*f", static_cast<int>(digits),
           number.asFloat());
  return Value::number(strtod(text, nullptr));
}

/// One list stands for its elements.
static const Args &elements(const Args &args) {
  return args.size() == 1 && args[0].isList() ? args[0].asList() : args;
}

static Result<Value> total(const Args &args) {
  Value sum = Value::integer(0);
  for (const Value &element : elements(args)) {
    Result<Value> next = applyOperator("+", sum, element);
    if (!next)
      return next;
    sum = std::move(*next);
  }
  return sum;
}

template <bool largest> static Result<Value> extreme(const Args &args) {
  const Args &values = elements(args);
  if (values.empty())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected at least one number, found none");
  const Value *best = &values[0];
  for (const Value &value : values) {
    // Integers are compared as such: a double would merge large ones.
    bool integers =
        value.kind() == Value::Kind::Int && best->kind() == Value::Kind::Int;
    bool less = integers ? value.asInt() < best->asInt()
                         : value.asFloat() < best->asFloat();
    bool greater = integers ? value.asInt() > best->asInt()
                            : value.asFloat() > best->asFloat();
    if (largest ? greater : less)
      best = &value;
  }
  return *best;
}

namespace {
struct Function {
  std::string_view name;
  size_t least, most; // number of arguments
  bool takesLists;
  Result<Value> (*apply)(const Args &);
};
} // namespace

static constexpr size_t any = SIZE_MAX;
static constexpr Function functions[] = {
    {"abs", 1, 1, false, absolute},
    {"ceil", 1, 1, false, whole<std::ceil>},
    {"cos", 1, 1, false, real<std::cos>},
    {"exp", 1, 1, false, real<std::exp>},
    {"floor", 1, 1, false, whole<std::floor>},
    {"hypot", 2, 2, false, hypotenuse},
    {"log", 1, 1, false, logarithm<std::log>},
    {"log10", 1, 1, false, logarithm<std::log10>},
    {"log2", 1, 1, false, logarithm<std::log2>},
    {"max", 1, any, true, extreme<true>},
    {"min", 1, any, true, extreme<false>},
    {"round", 1, 2, false, rounded},
    {"sin", 1, 1, false, real<std::sin>},
    {"sqrt", 1, 1, false, real<std::sqrt>},
    {"sum", 0, any, true, total},
    {"tan", 1, 1, false, real<std::tan>},
};

static const Function *findFunction(std::string_view name) {
  for (const Function &function : functions)
    if (function.name == name)
      return &function;
  return nullptr;
}

bool isFunction(std::string_view name) { return findFunction(name); }

static std::string expectedCount(const Function &function) {
  std::string least = std::to_string(function.least);
  if (function.most == any)
    return "at least " + least;
  return function.least == function.most
             ? least
             : least + " to " + std::to_string(function.most);
}

Result<Value> applyFunction(std::string_view name, const Args &args) {
  const Function *function = findFunction(name);
  if (!function)
    return Status(HOCKET_NOT_FOUND,
                  "there is no function '" + std::string(name) + "'");
  if (args.size() < function->least || args.size() > function->most)
    return Status(HOCKET_INVALID_ARGUMENT,
                  std::string(name) + ": expected " + expectedCount(*function) +
                      " arguments, found " + std::to_string(args.size()));
  bool oneList = function->takesLists && args.size() == 1 && args[0].isList();
  for (const Value &arg : oneList ? args[0].asList() : args)
    if (!arg.isNumber())
      return Status(HOCKET_TYPE_ERROR, std::string(name) +
                                           ": expected numbers, found " +
                                           std::string(arg.kindName()));
  return function->apply(args);
}

} // namespace hocket
