// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "apply/apply.h"

#include "apply/poll.h"

using namespace hocket;

Status hocket::operandError(Builtin builtin, std::string_view expected, const Value &found) {
  return Status(HOCKET_TYPE_ERROR, "'" + std::string(builtinInfo(builtin).name) + "' expects " +
                                       std::string(expected) + ", found " +
                                       std::string(found.kindName()));
}

Status hocket::tooManyElements(Builtin builtin) {
  return Status(HOCKET_RESOURCE_EXHAUSTED, "the result of '" +
                                               std::string(builtinInfo(builtin).name) +
                                               "' exceeds " + std::to_string(maxElements) +
                                               " elements");
}

Status hocket::tooLong(Builtin builtin) {
  return Status(HOCKET_RESOURCE_EXHAUSTED, "the result of '" +
                                               std::string(builtinInfo(builtin).name) +
                                               "' exceeds 256 MiB");
}

static Result<Value> joinTexts(const std::string &first, const std::string &second) {
  if (first.size() + second.size() > Value::maxTextSize)
    return tooLong(Builtin::Add);
  return Value::string(first + second);
}

static Result<Value> joinLists(const Value::List &first, const Value::List &second) {
  if (first.size() + second.size() > maxElements)
    return tooManyElements(Builtin::Add);
  Value::List joined = first;
  joined.insert(joined.end(), second.begin(), second.end());
  return Value::list(std::move(joined));
}

/// The functions that look at all of an operand take time with its size; what it
/// shares counts wherever it stands. Most of them nothing can stop, so they are short.
static Status checkWalk(Builtin builtin, Inputs inputs) {
  for (const Value *input : inputs)
    if (!input->isString() && input->jsonSize() > Value::maxTextSize)
      return Status(HOCKET_RESOURCE_EXHAUSTED, "an operand of '" +
                                                   std::string(builtinInfo(builtin).name) +
                                                   "' exceeds 256 MiB");
  return {};
}

Result<Value> hocket::applyBuiltin(Builtin builtin, Inputs inputs) {
  switch (builtin) {
  case Builtin::Add:
    // The one function that is numeric, textual and about lists.
    if (inputs[0]->isString() && inputs[1]->isString())
      return joinTexts(inputs[0]->asString(), inputs[1]->asString());
    if (inputs[0]->isList() && inputs[1]->isList())
      return joinLists(inputs[0]->asList(), inputs[1]->asList());
    return applyNumeric(builtin, inputs);
  case Builtin::Mul:
    if (inputs[0]->isString() || inputs[1]->isString())
      return applyText(builtin, inputs);
    return applyNumeric(builtin, inputs);
  case Builtin::Sub:
  case Builtin::Div:
  case Builtin::FloorDiv:
  case Builtin::Mod:
  case Builtin::Pow:
  case Builtin::Neg:
  case Builtin::Abs:
  case Builtin::Sum:
  case Builtin::Round:
  case Builtin::Sqrt:
  case Builtin::Floor:
  case Builtin::Ceil:
    return applyNumeric(builtin, inputs);
  case Builtin::Min:
  case Builtin::Max:
  case Builtin::Eq:
  case Builtin::Ne:
    HOCKET_RETURN_IF_ERROR(checkWalk(builtin, inputs));
    return applyCompare(builtin, inputs);
  case Builtin::Lt:
  case Builtin::Le:
  case Builtin::Gt:
  case Builtin::Ge:
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Not:
  case Builtin::Select:
  case Builtin::Truthy:
    return applyCompare(builtin, inputs);
  case Builtin::Upper:
  case Builtin::Lower:
  case Builtin::Strip:
  case Builtin::Split:
  case Builtin::Join:
  case Builtin::Replace:
  case Builtin::StartsWith:
  case Builtin::EndsWith:
    return applyText(builtin, inputs);
  case Builtin::Contains:
  case Builtin::Sorted:
  case Builtin::Unique:
    HOCKET_RETURN_IF_ERROR(checkWalk(builtin, inputs));
    try {
      return applyCollection(builtin, inputs);
    } catch (Steps::Interrupted) {
      return Status(HOCKET_CANCELLED,
                    "'" + std::string(builtinInfo(builtin).name) + "' was interrupted");
    }
  case Builtin::Len:
  case Builtin::Reversed:
  case Builtin::Range:
  case Builtin::Keys:
  case Builtin::Values:
  case Builtin::Concat:
  case Builtin::Slice:
    return applyCollection(builtin, inputs);
  case Builtin::Str:
  case Builtin::Int:
  case Builtin::Float:
  case Builtin::Bool:
  case Builtin::JsonParse:
  case Builtin::JsonDump:
    return applyConvert(builtin, inputs);
  case Builtin::Unspecified:
    break;
  }
  return Status(HOCKET_INTERNAL, "unknown built-in " + std::to_string(static_cast<int>(builtin)));
}
