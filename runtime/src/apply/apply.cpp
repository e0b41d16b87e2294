// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "apply/apply.h"

using namespace hocket;

Status hocket::operandError(Builtin builtin, std::string_view expected, const Value &found) {
  return Status(HOCKET_TYPE_ERROR, "'" + std::string(builtinInfo(builtin).name) + "' expects " +
                                       std::string(expected) + ", found " +
                                       std::string(found.kindName()));
}

Result<Value> hocket::applyBuiltin(Builtin builtin, Inputs inputs) {
  switch (builtin) {
  case Builtin::Add:
    // The one function that is numeric, textual and about lists.
    if (inputs[0]->isString() && inputs[1]->isString())
      return Value::string(inputs[0]->asString() + inputs[1]->asString());
    if (inputs[0]->isList() && inputs[1]->isList()) {
      Value::List joined = inputs[0]->asList();
      const Value::List &second = inputs[1]->asList();
      joined.insert(joined.end(), second.begin(), second.end());
      return Value::list(std::move(joined));
    }
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
  case Builtin::Len:
  case Builtin::Contains:
  case Builtin::Sorted:
  case Builtin::Reversed:
  case Builtin::Range:
  case Builtin::Keys:
  case Builtin::Values:
  case Builtin::Concat:
  case Builtin::Slice:
  case Builtin::Unique:
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
