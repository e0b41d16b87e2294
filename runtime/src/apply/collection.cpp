// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lists, objects, and strings as sequences of code points.

#include "apply/apply.h"
#include "apply/poll.h"

#include "base/utf8.h"

#include <algorithm>
#include <unordered_set>

using namespace hocket;

static Result<Value> length(const Value &value) {
  switch (value.kind()) {
  case Value::Kind::String:
    return Value::integer(static_cast<int64_t>(utf8Length(value.asString())));
  case Value::Kind::List:
    return Value::integer(static_cast<int64_t>(value.asList().size()));
  case Value::Kind::Object:
    return Value::integer(static_cast<int64_t>(value.asObject().size()));
  default:
    return operandError(Builtin::Len, "a string, list or object", value);
  }
}

static Result<Value> contains(const Value &container, const Value &item) {
  if (container.isList())
    return Value::boolean(std::ranges::find(container.asList(), item) != container.asList().end());
  if (!container.isString() && !container.isObject())
    return operandError(Builtin::Contains, "a string, list or object", container);
  if (!item.isString())
    return operandError(Builtin::Contains,
                        container.isString() ? "a string to look for" : "a string as key", item);
  if (container.isObject())
    return Value::boolean(container.get(item.asString()) != nullptr);
  return Value::boolean(findText(container.asString(), item.asString()) != std::string_view::npos);
}

static Result<Value> sorted(Inputs inputs) {
  if (!inputs[0]->isList())
    return operandError(Builtin::Sorted, "a list", *inputs[0]);
  bool descending = false;
  if (inputs.size() == 2) {
    if (inputs[1]->kind() != Value::Kind::Bool)
      return operandError(Builtin::Sorted, "a boolean for 'descending'", *inputs[1]);
    descending = inputs[1]->asBool();
  }
  const Value::List &list = inputs[0]->asList();
  // Everything is comparable, or nothing is sorted: the comparison must not fail.
  for (const Value &element : list) {
    bool comparable = list[0].isString() ? element.isString() : element.isNumber();
    if (!comparable)
      return operandError(Builtin::Sorted, "a list of numbers or of strings", element);
    if (element.kind() == Value::Kind::Float && element.asFloat() != element.asFloat())
      return Status(HOCKET_INVALID_ARGUMENT, "'sorted' of a list that contains NaN");
  }
  // Equal elements keep their order, which is that of their addresses.
  std::vector<const Value *> order;
  order.reserve(list.size());
  for (const Value &element : list)
    order.push_back(&element);
  Steps steps;
  std::ranges::sort(order, [&](const Value *a, const Value *b) {
    steps.next();
    Order found = *compareValues(Builtin::Sorted, descending ? *b : *a, descending ? *a : *b);
    return found == Order::Less || (found == Order::Equal && a < b);
  });
  Value::List result;
  result.reserve(list.size());
  for (const Value *element : order)
    result.push_back(*element);
  return Value::list(std::move(result));
}

static Result<Value> range(Inputs inputs) {
  for (const Value *input : inputs)
    if (input->kind() != Value::Kind::Int)
      return operandError(Builtin::Range, "integers", *input);
  int64_t start = inputs.size() == 1 ? 0 : inputs[0]->asInt();
  int64_t stop = inputs[inputs.size() == 1 ? 0 : 1]->asInt();
  int64_t step = inputs.size() == 3 ? inputs[2]->asInt() : 1;
  if (step == 0)
    return Status(HOCKET_INVALID_ARGUMENT, "'range' needs a step that is not zero");
  // In 128 bits, where no difference of two 64-bit numbers overflows.
  __int128 distance = step > 0 ? static_cast<__int128>(stop) - start
                               : static_cast<__int128>(start) - stop;
  __int128 stride = step > 0 ? step : -static_cast<__int128>(step);
  __int128 count = distance > 0 ? (distance + stride - 1) / stride : 0;
  if (count > static_cast<__int128>(maxElements))
    return tooManyElements(Builtin::Range);
  Value::List list;
  list.reserve(static_cast<size_t>(count));
  for (__int128 i = 0; i < count; ++i)
    list.push_back(Value::integer(static_cast<int64_t>(start + i * step)));
  return Value::list(std::move(list));
}

static Result<Value> members(Builtin builtin, const Value &object) {
  if (!object.isObject())
    return operandError(builtin, "an object", object);
  Value::List list;
  for (const auto &[key, value] : object.asObject())
    list.push_back(builtin == Builtin::Keys ? Value::string(key) : value);
  return Value::list(std::move(list));
}

static Result<Value> concat(const Value &lists) {
  if (!lists.isList())
    return operandError(Builtin::Concat, "a list of lists", lists);
  Value::List all;
  for (const Value &list : lists.asList()) {
    if (!list.isList())
      return operandError(Builtin::Concat, "a list of lists", list);
    if (all.size() + list.asList().size() > maxElements)
      return tooManyElements(Builtin::Concat);
    all.insert(all.end(), list.asList().begin(), list.asList().end());
  }
  return Value::list(std::move(all));
}

/// A bound of a slice as in Python: negative counts from the end, then clamped.
static size_t sliceBound(const Value &bound, size_t size, size_t otherwise) {
  if (bound.isNull())
    return otherwise;
  int64_t at = bound.asInt();
  if (at < 0)
    at = at < -static_cast<int64_t>(size) ? 0 : at + static_cast<int64_t>(size);
  return std::min(static_cast<size_t>(at), size);
}

static Result<Value> slice(Inputs inputs) {
  const Value &value = *inputs[0];
  if (!value.isString() && !value.isList())
    return operandError(Builtin::Slice, "a string or list", value);
  for (const Value *bound : {inputs[1], inputs[2]})
    if (!bound->isNull() && bound->kind() != Value::Kind::Int)
      return operandError(Builtin::Slice, "integers or null as bounds", *bound);
  size_t size = value.isList() ? value.asList().size() : utf8Length(value.asString());
  size_t begin = sliceBound(*inputs[1], size, 0);
  size_t end = std::max(begin, sliceBound(*inputs[2], size, size));
  if (value.isList())
    return Value::list({value.asList().begin() + static_cast<std::ptrdiff_t>(begin),
                        value.asList().begin() + static_cast<std::ptrdiff_t>(end)});
  size_t from = utf8Offset(value.asString(), begin), to = utf8Offset(value.asString(), end);
  return Value::string(value.asString().substr(from, to - from));
}

namespace {
/// Equal values have equal hashes: an Int and a Float of one number, and objects
/// whose members stand in another order.
struct HashValue {
  size_t operator()(const Value &value) const {
    switch (value.kind()) {
    case Value::Kind::Null:
      return 1;
    case Value::Kind::Bool:
      return value.asBool() ? 3 : 2;
    case Value::Kind::Int:
    case Value::Kind::Float:
      return std::hash<double>()(value.asFloat());
    case Value::Kind::String:
      return std::hash<std::string>()(value.asString());
    case Value::Kind::List: {
      size_t hash = value.asList().size();
      for (const Value &element : value.asList())
        hash = hash * 31 + (*this)(element);
      return hash;
    }
    case Value::Kind::Object: {
      size_t hash = 5;
      for (const auto &[key, member] : value.asObject())
        hash += (std::hash<std::string>()(key) ^ 7) * (2 * (*this)(member) + 1);
      return hash;
    }
    }
    return 0;
  }
};
} // namespace

static Result<Value> unique(const Value &list) {
  if (!list.isList())
    return operandError(Builtin::Unique, "a list", list);
  Value::List kept;
  std::unordered_set<Value, HashValue> seen;
  Steps steps;
  for (const Value &element : list.asList()) {
    steps.next();
    if (seen.insert(element).second)
      kept.push_back(element);
  }
  return Value::list(std::move(kept));
}

Result<Value> hocket::applyCollection(Builtin builtin, Inputs inputs) {
  switch (builtin) {
  case Builtin::Len:
    return length(*inputs[0]);
  case Builtin::Contains:
    return contains(*inputs[0], *inputs[1]);
  case Builtin::Sorted:
    return sorted(inputs);
  case Builtin::Range:
    return range(inputs);
  case Builtin::Keys:
  case Builtin::Values:
    return members(builtin, *inputs[0]);
  case Builtin::Concat:
    return concat(*inputs[0]);
  case Builtin::Slice:
    return slice(inputs);
  case Builtin::Unique:
    return unique(*inputs[0]);
  default:
    if (!inputs[0]->isList())
      return operandError(builtin, "a list", *inputs[0]);
    return Value::list({inputs[0]->asList().rbegin(), inputs[0]->asList().rend()});
  }
}
