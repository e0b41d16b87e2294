// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket.apply: how many operands each built-in takes, which kinds, and which
// of them can be computed at compile time.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

using namespace mlir;
using namespace mlir::hocket;

namespace {
struct Arity {
  unsigned least;
  unsigned most;
};
} // namespace

static constexpr unsigned many = ~0u;

static Arity arityOf(Builtin function) {
  switch (function) {
  case Builtin::Neg:
  case Builtin::Abs:
  case Builtin::Sum:
  case Builtin::Not:
  case Builtin::Len:
  case Builtin::Reversed:
  case Builtin::Keys:
  case Builtin::Values:
  case Builtin::Str:
  case Builtin::Int:
  case Builtin::Float:
  case Builtin::Bool:
  case Builtin::Upper:
  case Builtin::Lower:
  case Builtin::Strip:
  case Builtin::Concat:
  case Builtin::JsonParse:
  case Builtin::JsonDump:
  case Builtin::Unique:
  case Builtin::Truthy:
  case Builtin::Sqrt:
  case Builtin::Floor:
  case Builtin::Ceil:
    return {1, 1};
  case Builtin::Round:
  case Builtin::Sorted:
  case Builtin::Split:
    return {1, 2};
  case Builtin::Range:
    return {1, 3};
  case Builtin::Min:
  case Builtin::Max:
    return {1, many};
  case Builtin::Select:
  case Builtin::Replace:
  case Builtin::Slice:
    return {3, 3};
  default:
    return {2, 2};
  }
}

/// True if a value of this type can be a number.
static bool maybeNumber(Type type) {
  return isa<JsonType>(type) || type.isInteger(64) || type.isF64();
}

LogicalResult ApplyOp::verify() {
  Arity arity = arityOf(getFunction());
  unsigned count = getInputs().size();
  StringRef name = stringifyBuiltin(getFunction());
  if (count < arity.least || count > arity.most) {
    InFlightDiagnostic error = emitOpError("'") << name << "' takes " << arity.least;
    if (arity.most == many)
      error << " or more";
    else if (arity.most != arity.least)
      error << " to " << arity.most;
    return error << " operands, found " << count;
  }
  switch (getFunction()) {
  case Builtin::Sub:
  case Builtin::Div:
  case Builtin::Floordiv:
  case Builtin::Mod:
  case Builtin::Pow:
  case Builtin::Neg:
  case Builtin::Abs:
  case Builtin::Sqrt:
  case Builtin::Floor:
  case Builtin::Ceil:
    for (Value input : getInputs())
      if (!maybeNumber(input.getType()))
        return emitOpError("'") << name << "' expects numbers, found " << input.getType();
    break;
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Not:
    for (Value input : getInputs())
      if (!isa<JsonType>(input.getType()) && !input.getType().isInteger(1))
        return emitOpError("'") << name << "' expects booleans, found " << input.getType();
    break;
  case Builtin::Upper:
  case Builtin::Lower:
  case Builtin::Strip:
  case Builtin::Split:
  case Builtin::Replace:
  case Builtin::Startswith:
  case Builtin::Endswith:
  case Builtin::JsonParse:
    for (Value input : getInputs())
      if (!isa<JsonType, StringType>(input.getType()))
        return emitOpError("'") << name << "' expects strings, found " << input.getType();
    break;
  default:
    break;
  }
  return success();
}

// Conversions and comparisons that take any value cannot fail.
Speculation::Speculatability ApplyOp::getSpeculatability() {
  switch (getFunction()) {
  case Builtin::Eq:
  case Builtin::Ne:
  case Builtin::Str:
  case Builtin::Bool:
  case Builtin::Truthy:
  case Builtin::JsonDump:
    return Speculation::Speculatable;
  default:
    return Speculation::NotSpeculatable;
  }
}

// Folds what is exact on both sides of the schema: equality of equal constants,
// boolean connectives and the length of constant lists. The rest is left to the
// runtime, which alone defines the arithmetic.
OpFoldResult ApplyOp::fold(FoldAdaptor adaptor) {
  ArrayRef<Attribute> inputs = adaptor.getInputs();
  if (llvm::any_of(inputs, [](Attribute input) { return !input; }))
    return {};
  auto boolean = [&](bool value) -> OpFoldResult {
    return getType().isInteger(1) ? OpFoldResult(BoolAttr::get(getContext(), value))
                                  : OpFoldResult();
  };
  auto truth = [](Attribute attr) { return cast<BoolAttr>(attr).getValue(); };
  bool allBool = llvm::all_of(inputs, llvm::IsaPred<BoolAttr>);
  switch (getFunction()) {
  case Builtin::And:
    return allBool ? boolean(truth(inputs[0]) && truth(inputs[1])) : OpFoldResult();
  case Builtin::Or:
    return allBool ? boolean(truth(inputs[0]) || truth(inputs[1])) : OpFoldResult();
  case Builtin::Not:
    return allBool ? boolean(!truth(inputs[0])) : OpFoldResult();
  case Builtin::Len:
    if (auto array = dyn_cast<ArrayAttr>(inputs[0]); array && getType().isInteger(64))
      return IntegerAttr::get(getType(), array.size());
    return {};
  default:
    return {};
  }
}
