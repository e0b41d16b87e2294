// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparison, choice and logic.

#include "apply/apply.h"

#include <cmath>

using namespace hocket;

/// Exact order of an integer and a float; a conversion to float would round.
static Order compareIntFloat(int64_t a, double b) {
  if (std::isnan(b))
    return Order::Unordered;
  if (b >= 0x1p63)
    return Order::Less;
  if (b < -0x1p63)
    return Order::Greater;
  double whole = std::trunc(b);
  int64_t integer = static_cast<int64_t>(whole);
  if (a != integer)
    return a < integer ? Order::Less : Order::Greater;
  return b == whole ? Order::Equal : b > whole ? Order::Less : Order::Greater;
}

static Order flipped(Order order) {
  return order == Order::Less ? Order::Greater : order == Order::Greater ? Order::Less : order;
}

template <typename T>
static Order orderOf(const T &a, const T &b) {
  return a < b ? Order::Less : b < a ? Order::Greater : a == b ? Order::Equal : Order::Unordered;
}

Result<Order> hocket::compareValues(Builtin builtin, const Value &a, const Value &b) {
  // UTF-8 sorts by code point if its bytes are compared as unsigned, as they are.
  if (a.isString() && b.isString())
    return orderOf(a.asString(), b.asString());
  if (!a.isNumber())
    return operandError(builtin, "two numbers or two strings", a);
  if (!b.isNumber())
    return operandError(builtin, "two numbers or two strings", b);
  bool intA = a.kind() == Value::Kind::Int, intB = b.kind() == Value::Kind::Int;
  if (intA && intB)
    return orderOf(a.asInt(), b.asInt());
  if (intA)
    return compareIntFloat(a.asInt(), b.asFloat());
  if (intB)
    return flipped(compareIntFloat(b.asInt(), a.asFloat()));
  return orderOf(a.asFloat(), b.asFloat());
}

static Result<Value> extreme(Builtin builtin, Inputs inputs) {
  std::vector<const Value *> candidates(inputs.begin(), inputs.end());
  if (inputs.size() == 1) {
    if (!inputs[0]->isList())
      return operandError(builtin, "a list, or two or more values", *inputs[0]);
    candidates.clear();
    for (const Value &element : inputs[0]->asList())
      candidates.push_back(&element);
    if (candidates.empty())
      return Status(HOCKET_INVALID_ARGUMENT,
                    "'" + std::string(builtinInfo(builtin).name) + "' of an empty list");
  }
  const Value *best = candidates[0];
  if (!best->isNumber() && !best->isString())
    return operandError(builtin, "numbers or strings", *best);
  Order better = builtin == Builtin::Min ? Order::Less : Order::Greater;
  for (const Value *candidate : candidates) {
    Result<Order> order = compareValues(builtin, *candidate, *best);
    if (!order)
      return order.status();
    if (*order == better)
      best = candidate;
  }
  return *best;
}

bool hocket::isTruthy(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::Null:
    return false;
  case Value::Kind::Bool:
    return value.asBool();
  case Value::Kind::Int:
    return value.asInt() != 0;
  case Value::Kind::Float:
    return value.asFloat() != 0;
  case Value::Kind::String:
    return !value.asString().empty();
  case Value::Kind::List:
    return !value.asList().empty();
  case Value::Kind::Object:
    return !value.asObject().empty();
  }
  return false;
}

static Result<Value> logic(Builtin builtin, Inputs inputs) {
  size_t booleans = builtin == Builtin::Select ? 1 : inputs.size();
  for (size_t i = 0; i < booleans; ++i)
    if (inputs[i]->kind() != Value::Kind::Bool)
      return operandError(builtin, builtin == Builtin::Select ? "a boolean condition" : "booleans",
                          *inputs[i]);
  switch (builtin) {
  case Builtin::And:
    return Value::boolean(inputs[0]->asBool() && inputs[1]->asBool());
  case Builtin::Or:
    return Value::boolean(inputs[0]->asBool() || inputs[1]->asBool());
  case Builtin::Not:
    return Value::boolean(!inputs[0]->asBool());
  default:
    return *inputs[inputs[0]->asBool() ? 1 : 2];
  }
}

Result<Value> hocket::applyCompare(Builtin builtin, Inputs inputs) {
  switch (builtin) {
  case Builtin::Eq:
    return Value::boolean(*inputs[0] == *inputs[1]);
  case Builtin::Ne:
    return Value::boolean(!(*inputs[0] == *inputs[1]));
  case Builtin::Truthy:
    return Value::boolean(isTruthy(*inputs[0]));
  case Builtin::Min:
  case Builtin::Max:
    return extreme(builtin, inputs);
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Not:
  case Builtin::Select:
    return logic(builtin, inputs);
  default:
    break;
  }
  Result<Order> order = compareValues(builtin, *inputs[0], *inputs[1]);
  if (!order)
    return order.status();
  bool less = *order == Order::Less, greater = *order == Order::Greater;
  bool equal = *order == Order::Equal;
  switch (builtin) {
  case Builtin::Lt:
    return Value::boolean(less);
  case Builtin::Le:
    return Value::boolean(less || equal);
  case Builtin::Gt:
    return Value::boolean(greater);
  default:
    return Value::boolean(greater || equal);
  }
}
