// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket.apply: the type of what each built-in gives for operands of given
// types. The table of built-ins in the plan schema (runtime/schema) rules.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

using namespace mlir;
using namespace mlir::hocket;

// What a value of a type can turn out to be at run time.
static bool isAny(Type type) { return isa<JsonType>(type); }
static bool mayBeNumber(Type type) {
  return isa<JsonType>(type) || type.isSignlessInteger(64) || type.isF64();
}
static bool mayBeText(Type type) { return isa<JsonType, StringType>(type); }
static bool mayBeList(Type type) { return isa<JsonType, ListType>(type); }
static bool mayBeRecord(Type type) { return isa<JsonType, RecordType>(type); }
static bool mayBeBool(Type type) { return isa<JsonType>(type) || type.isSignlessInteger(1); }

namespace {
class ApplyTyping {
public:
  ApplyTyping(Builtin function, TypeRange operands)
      : function(function), operands(operands.begin(), operands.end()),
        context(this->operands.front().getContext()) {}
  Type infer();

private:
  Type json() { return JsonType::get(context); }
  Type text() { return StringType::get(context); }
  Type integer() { return IntegerType::get(context, 64); }
  Type boolean() { return IntegerType::get(context, 1); }
  /// Also the type of a number of either kind: an i64 is assignable to it.
  Type number() { return Float64Type::get(context); }
  Type listOf(Type element) { return ListType::get(element); }

  bool all(bool (*mayBe)(Type)) { return llvm::all_of(operands, mayBe); }
  /// The type if every operand may be of the kind, else none.
  Type ifAll(bool (*mayBe)(Type), Type type) { return all(mayBe) ? type : Type(); }
  Type ifFirst(bool (*mayBe)(Type), Type type) { return mayBe(operands[0]) ? type : Type(); }
  /// int if all operands are, else a number of either kind.
  Type arithmetic() {
    bool integers = llvm::all_of(operands, [](Type type) { return type.isSignlessInteger(64); });
    return ifAll(mayBeNumber, integers ? integer() : number());
  }
  /// The element type of a list, json if the operand need not be a list.
  Type element() {
    auto list = dyn_cast<ListType>(operands[0]);
    return list ? list.getElementType() : json();
  }
  Type inferAdd();
  Type inferMul();
  Type inferExtreme();
  Type inferComparison();
  Type inferContains();
  Type inferSlice();
  Type inferOnLists();
  Type inferOnTexts();

  Builtin function;
  SmallVector<Type, 4> operands;
  MLIRContext *context;
};
} // namespace

Type ApplyTyping::inferAdd() {
  if (all(isAny))
    return json();
  if (all(mayBeText))
    return text();
  if (all(mayBeList)) {
    auto left = dyn_cast<ListType>(operands[0]), right = dyn_cast<ListType>(operands[1]);
    return left && right ? joinTypes(left, right) : listOf(json());
  }
  return arithmetic();
}

// A text is repeated by an integer on either side.
Type ApplyTyping::inferMul() {
  bool left = mayBeText(operands[0]) && mayBeNumber(operands[1]);
  bool right = mayBeNumber(operands[0]) && mayBeText(operands[1]);
  if (all(mayBeNumber))
    return left || right ? json() : arithmetic();
  return left || right ? text() : Type();
}

Type ApplyTyping::inferExtreme() {
  if (operands.size() == 1) {
    Type type = element();
    bool ordered = mayBeList(operands[0]) && (mayBeNumber(type) || mayBeText(type));
    return ordered ? type : Type();
  }
  if (all(isAny))
    return json();
  return all(mayBeText) ? text() : arithmetic();
}

Type ApplyTyping::inferComparison() {
  return all(mayBeNumber) || all(mayBeText) ? boolean() : Type();
}

Type ApplyTyping::inferContains() {
  if (isa<StringType>(operands[0]) || isa<RecordType>(operands[0]))
    return mayBeText(operands[1]) ? boolean() : Type();
  return ifFirst(mayBeList, boolean());
}

Type ApplyTyping::inferSlice() {
  bool bounds = mayBeNumber(operands[1]) && mayBeNumber(operands[2]);
  bool sliced = mayBeList(operands[0]) || mayBeText(operands[0]);
  return bounds && sliced ? operands[0] : Type();
}

Type ApplyTyping::inferOnLists() {
  if (!mayBeList(operands[0]))
    return {};
  Type type = element();
  switch (function) {
  case Builtin::Sum:
    if (!mayBeNumber(type))
      return {};
    return type.isSignlessInteger(64) ? type : number();
  case Builtin::Sorted:
    if (operands.size() > 1 && !mayBeBool(operands[1]))
      return {};
    return mayBeNumber(type) || mayBeText(type) ? listOf(type) : Type();
  case Builtin::Concat:
    return mayBeList(type) ? (isa<ListType>(type) ? type : listOf(json())) : Type();
  default: // reversed, unique
    return listOf(type);
  }
}

Type ApplyTyping::inferOnTexts() {
  switch (function) {
  case Builtin::Join: {
    auto list = dyn_cast<ListType>(operands[1]);
    bool texts = mayBeList(operands[1]) && (!list || mayBeText(list.getElementType()));
    return mayBeText(operands[0]) && texts ? text() : Type();
  }
  case Builtin::Split:
    return ifAll(mayBeText, listOf(text()));
  case Builtin::Startswith:
  case Builtin::Endswith:
    return ifAll(mayBeText, boolean());
  case Builtin::JsonParse:
    return ifAll(mayBeText, json());
  default: // upper, lower, strip, replace
    return ifAll(mayBeText, text());
  }
}

Type ApplyTyping::infer() {
  switch (function) {
  case Builtin::Add:
    return inferAdd();
  case Builtin::Mul:
    return inferMul();
  case Builtin::Sub:
  case Builtin::Floordiv:
  case Builtin::Mod:
  case Builtin::Neg:
  case Builtin::Abs:
    return arithmetic();
  case Builtin::Div:
  case Builtin::Pow:
  case Builtin::Sqrt:
    return ifAll(mayBeNumber, number());
  case Builtin::Floor:
  case Builtin::Ceil:
    return ifAll(mayBeNumber, integer());
  case Builtin::Round: {
    bool stays = operands.size() == 1 || operands[0].isSignlessInteger(64);
    return ifAll(mayBeNumber, stays ? integer() : number());
  }
  case Builtin::Min:
  case Builtin::Max:
    return inferExtreme();
  case Builtin::Eq:
  case Builtin::Ne:
  case Builtin::Bool:
  case Builtin::Truthy:
    return boolean();
  case Builtin::Lt:
  case Builtin::Le:
  case Builtin::Gt:
  case Builtin::Ge:
    return inferComparison();
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Not:
    return ifAll(mayBeBool, boolean());
  case Builtin::Select:
    return ifFirst(mayBeBool, joinTypes(operands[1], operands[2]));
  case Builtin::Len:
    return mayBeNumber(operands[0]) && !isa<JsonType>(operands[0]) ? Type()
           : operands[0].isSignlessInteger(1)                      ? Type()
                                                                   : integer();
  case Builtin::Contains:
    return inferContains();
  case Builtin::Range:
    return ifAll(mayBeNumber, listOf(integer()));
  case Builtin::Keys:
    return ifFirst(mayBeRecord, listOf(text()));
  case Builtin::Values:
    return ifFirst(mayBeRecord, listOf(json()));
  case Builtin::Str:
  case Builtin::JsonDump:
    return text();
  case Builtin::Int:
  case Builtin::Float:
    if (isa<ListType, RecordType>(operands[0]))
      return {};
    return function == Builtin::Int ? integer() : number();
  case Builtin::Slice:
    return inferSlice();
  case Builtin::Sum:
  case Builtin::Sorted:
  case Builtin::Reversed:
  case Builtin::Unique:
  case Builtin::Concat:
    return inferOnLists();
  case Builtin::Upper:
  case Builtin::Lower:
  case Builtin::Strip:
  case Builtin::Split:
  case Builtin::Join:
  case Builtin::Replace:
  case Builtin::Startswith:
  case Builtin::Endswith:
  case Builtin::JsonParse:
    return inferOnTexts();
  }
  llvm_unreachable("unknown built-in");
}

Type mlir::hocket::inferApplyType(Builtin function, TypeRange operands) {
  assert(!operands.empty() && "every built-in has an operand");
  return ApplyTyping(function, operands).infer();
}
