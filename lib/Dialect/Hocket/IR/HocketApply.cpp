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
  Type type = inferApplyType(getFunction(), getInputs().getTypes());
  if (!type)
    return emitOpError("'") << name << "' takes no operands of type " << getInputs().getTypes();
  if (!isAssignable(type, getType()))
    return emitOpError("'") << name << "' gives " << type << ", found " << getType();
  return success();
}

// Only a function that is defined for all values of its operands' types can run
// where the program would not have run it.
Speculation::Speculatability ApplyOp::getSpeculatability() {
  auto when = [](bool total) {
    return total ? Speculation::Speculatable : Speculation::NotSpeculatable;
  };
  auto are = [&](auto &&predicate) { return when(llvm::all_of(getInputs().getTypes(), predicate)); };
  auto first = [&](auto &&predicate) { return when(predicate(getInputs()[0].getType())); };
  auto isBool = [](Type type) { return type.isSignlessInteger(1); };
  auto isNumber = [](Type type) { return type.isSignlessInteger(64) || type.isF64(); };
  switch (getFunction()) {
  case Builtin::Eq:
  case Builtin::Ne:
  case Builtin::Str:
  case Builtin::Bool:
  case Builtin::Truthy:
  case Builtin::JsonDump:
    return Speculation::Speculatable;
  case Builtin::Lt:
  case Builtin::Le:
  case Builtin::Gt:
  case Builtin::Ge:
    return llvm::all_of(getInputs().getTypes(), isNumber) ? Speculation::Speculatable
                                                          : are(llvm::IsaPred<StringType>);
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Not:
    return are(isBool);
  case Builtin::Select:
    return first(isBool);
  case Builtin::Len:
    return first(llvm::IsaPred<StringType, ListType, RecordType>);
  case Builtin::Reversed:
  case Builtin::Unique:
    return first(llvm::IsaPred<ListType>);
  case Builtin::Keys:
  case Builtin::Values:
    return first(llvm::IsaPred<RecordType>);
  case Builtin::Upper:
  case Builtin::Lower:
  case Builtin::Strip:
  case Builtin::Startswith:
  case Builtin::Endswith:
    return are(llvm::IsaPred<StringType>);
  default:
    return Speculation::NotSpeculatable;
  }
}

/// Code points of a text in UTF-8: the bytes that continue none.
static int64_t countCodePoints(StringRef text) {
  return llvm::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

// Folds what is exact on both sides of the schema: equality, boolean connectives
// and the length of constants. The rest is left to the runtime, which alone
// defines the arithmetic.
OpFoldResult ApplyOp::fold(FoldAdaptor adaptor) {
  ArrayRef<Attribute> inputs = adaptor.getInputs();
  auto truth = [](Attribute attr) { return cast<BoolAttr>(attr).getValue(); };
  auto boolean = [&](bool value) { return BoolAttr::get(getContext(), value); };
  // A value may take the result's place only if it has the result's type.
  auto value = [&](Value operand) {
    return operand.getType() == getType() ? OpFoldResult(operand) : OpFoldResult();
  };
  Type first = getInputs()[0].getType();
  switch (getFunction()) {
  case Builtin::Select:
    if (isa_and_present<BoolAttr>(inputs[0]))
      return value(getInputs()[truth(inputs[0]) ? 1 : 2]);
    return {};
  case Builtin::Str:
    if (isa<StringType>(first))
      return value(getInputs()[0]);
    return {};
  case Builtin::Not:
    if (auto inner = getInputs()[0].getDefiningOp<ApplyOp>();
        inner && inner.getFunction() == Builtin::Not)
      if (Value twice = inner.getInputs()[0]; twice.getType().isSignlessInteger(1))
        return value(twice);
    break;
  default:
    break;
  }
  if (llvm::any_of(inputs, [](Attribute input) { return !input || !inferConstantType(input); }))
    return {};
  bool allBool = llvm::all_of(inputs, llvm::IsaPred<BoolAttr>);
  switch (getFunction()) {
  case Builtin::And:
    return allBool ? boolean(truth(inputs[0]) && truth(inputs[1])) : Attribute();
  case Builtin::Or:
    return allBool ? boolean(truth(inputs[0]) || truth(inputs[1])) : Attribute();
  case Builtin::Not:
    return allBool ? boolean(!truth(inputs[0])) : Attribute();
  case Builtin::Eq:
    return boolean(constantsEqual(inputs[0], inputs[1]));
  case Builtin::Ne:
    return boolean(!constantsEqual(inputs[0], inputs[1]));
  case Builtin::Len: {
    auto length = [&](int64_t count) {
      return IntegerAttr::get(IntegerType::get(getContext(), 64), count);
    };
    if (auto array = dyn_cast<ArrayAttr>(inputs[0]))
      return length(array.size());
    if (auto text = dyn_cast<StringAttr>(inputs[0]))
      return length(countCodePoints(text));
    if (auto object = dyn_cast<ObjectAttr>(inputs[0]))
      return length(object.getMembers().size());
    return {};
  }
  default:
    return {};
  }
}
