// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constant JSON values as attributes: their types, which types they fit, and
// when two of them are equal.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

static Type inferType(Attribute value, unsigned depth) {
  MLIRContext *context = value.getContext();
  if (isa<NullAttr>(value))
    return JsonType::get(context);
  if (auto text = dyn_cast<StringAttr>(value))
    return isa<NoneType>(text.getType()) && llvm::json::isUTF8(text) ? StringType::get(context)
                                                                     : Type();
  if (auto number = dyn_cast<IntegerAttr>(value))
    return number.getType().isSignlessInteger(1) || number.getType().isSignlessInteger(64)
               ? number.getType()
               : Type();
  if (auto number = dyn_cast<FloatAttr>(value))
    return number.getType().isF64() && number.getValue().isFinite() ? number.getType() : Type();
  if (depth >= maxConstantDepth)
    return {};
  if (auto array = dyn_cast<ArrayAttr>(value)) {
    Type element;
    for (Attribute item : array) {
      Type type = inferType(item, depth + 1);
      if (!type)
        return {};
      element = element ? joinTypes(element, type) : type;
    }
    return ListType::get(element ? element : JsonType::get(context));
  }
  if (auto object = dyn_cast<ObjectAttr>(value)) {
    SmallVector<RecordField> fields;
    for (const ObjectMember &member : object.getMembers()) {
      Type type = inferType(member.value, depth + 1);
      if (!type)
        return {};
      fields.push_back({member.name, type, /*optional=*/false});
    }
    return RecordType::get(context, fields);
  }
  return {};
}

Type mlir::hocket::inferConstantType(Attribute value) {
  return value ? inferType(value, 0) : Type();
}

/// Whether a JSON value fits a type, kind by kind: `inferConstantType` has
/// already found it to be one.
static bool fits(Attribute value, Type type) {
  if (isa<JsonType>(type))
    return true;
  if (isa<StringType>(type))
    return isa<StringAttr>(value);
  if (auto list = dyn_cast<ListType>(type)) {
    auto array = dyn_cast<ArrayAttr>(value);
    return array && llvm::all_of(array, [&](Attribute item) {
             return fits(item, list.getElementType());
           });
  }
  if (auto record = dyn_cast<RecordType>(type)) {
    // A constant is known to lack a field, unlike a value of a record type.
    auto object = dyn_cast<ObjectAttr>(value);
    return object && llvm::all_of(record.getFields(), [&](const RecordField &field) {
             Attribute member = object.lookup(field.name.getValue());
             return member ? fits(member, field.type) : field.optional;
           });
  }
  auto number = dyn_cast<TypedAttr>(value);
  return number && isAssignable(number.getType(), type);
}

bool mlir::hocket::constantFits(Attribute value, Type type) {
  return inferConstantType(value) && fits(value, type);
}

/// An i64 equals the f64 that is the same number: neither is rounded.
static bool equalNumbers(IntegerAttr integer, FloatAttr number) {
  if (integer.getType().isSignlessInteger(1) || !number.getValue().isInteger())
    return false;
  llvm::APSInt exact(64, /*isUnsigned=*/false);
  bool isExact = false;
  auto status = number.getValue().convertToInteger(exact, llvm::APFloat::rmTowardZero, &isExact);
  return status == llvm::APFloat::opOK && exact.getSExtValue() == integer.getInt();
}

bool mlir::hocket::constantsEqual(Attribute a, Attribute b) {
  // Attributes are unique, so the same value of the same kind is the same
  // attribute, but for the two zeros, the numbers' kinds and the members' order.
  if (a == b)
    return true;
  if (auto number = dyn_cast<FloatAttr>(a)) {
    if (auto integer = dyn_cast<IntegerAttr>(b))
      return equalNumbers(integer, number);
    auto other = dyn_cast<FloatAttr>(b);
    return other && number.getValueAsDouble() == other.getValueAsDouble();
  }
  if (auto integer = dyn_cast<IntegerAttr>(a)) {
    auto number = dyn_cast<FloatAttr>(b);
    return number && equalNumbers(integer, number);
  }
  if (auto left = dyn_cast<ArrayAttr>(a)) {
    auto right = dyn_cast<ArrayAttr>(b);
    return right && left.size() == right.size() &&
           llvm::all_of(llvm::zip(left, right), [](auto pair) {
             return constantsEqual(std::get<0>(pair), std::get<1>(pair));
           });
  }
  auto left = dyn_cast<ObjectAttr>(a);
  auto right = dyn_cast<ObjectAttr>(b);
  if (!left || !right || left.getMembers().size() != right.getMembers().size())
    return false;
  return llvm::all_of(left.getMembers(), [&](const ObjectMember &member) {
    Attribute other = right.lookup(member.name.getValue());
    return other && constantsEqual(member.value, other);
  });
}
