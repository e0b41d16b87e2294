// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hocket dialect: its types, attributes and operations.
#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKET_H
#define HOCKET_DIALECT_HOCKET_IR_HOCKET_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "hocket/Dialect/Hocket/IR/HocketEnums.h.inc"

namespace mlir::hocket {

/// A field of a record type.
struct RecordField {
  StringAttr name;
  Type type;
  bool optional = false;
  bool operator==(const RecordField &other) const {
    return name == other.name && type == other.type && optional == other.optional;
  }
};
llvm::hash_code hash_value(const RecordField &field);

/// A member of an object constant.
struct ObjectMember {
  StringAttr name;
  Attribute value;
  bool operator==(const ObjectMember &other) const {
    return name == other.name && value == other.value;
  }
};
llvm::hash_code hash_value(const ObjectMember &member);

/// True for the types that values of a program have.
bool isValueType(Type type);

/// True if a value of type `from` may be used where `to` is expected without
/// a check at run time (T1): the same type, any type as json, i64 as f64, lists
/// and records member by member. The use does not change the value, so one of
/// type f64 may be an integer.
bool isAssignable(Type from, Type to);

/// The narrowest type that both fit in without a check (T2). Types that are
/// assignable to each other count as equal.
Type joinTypes(Type a, Type b);

/// The type of a constant attribute, or null if it is no JSON value: text must
/// be UTF-8, numbers signless i64 or finite f64, nesting at most
/// `maxConstantDepth`.
Type inferConstantType(Attribute value);

/// Levels of lists and objects in a constant; the runtime refuses deeper values.
inline constexpr unsigned maxConstantDepth = 512;

/// True if the constant attribute fits the type.
bool constantFits(Attribute value, Type type);

/// Equality of two constants as `apply eq` defines it: 1 equals 1.0, the order
/// of an object's members does not matter.
bool constantsEqual(Attribute a, Attribute b);

/// The type of what a built-in gives for operands of these types, null if it
/// fails for every value that they can have.
Type inferApplyType(Builtin function, TypeRange operands);

/// The schema text of a type, as in the plan file: `"string"`, `{"list": …}`.
std::string typeToSchemaText(Type type);

/// The JSON text of a constant attribute, byte for byte what the runtime writes
/// for the value.
std::string constantToJson(Attribute value);

/// Resources as upstream passes see them; the symbol tells one from another.
struct ToolResource : SideEffects::Resource::Base<ToolResource> {
  StringRef getName() override { return "hocket.resource"; }
};

} // namespace mlir::hocket

namespace mlir {
/// Lets walks and replacements of types and attributes reach into records.
template <>
struct AttrTypeSubElementHandler<hocket::RecordField> {
  static void walk(const hocket::RecordField &field, AttrTypeImmediateSubElementWalker &walker) {
    walker.walk(field.name);
    walker.walk(field.type);
  }
  static hocket::RecordField replace(const hocket::RecordField &field,
                                     AttrSubElementReplacements &attrs,
                                     TypeSubElementReplacements &types) {
    return {cast<StringAttr>(attrs.take_front(1)[0]), types.take_front(1)[0], field.optional};
  }
};

/// Lets walks and replacements of attributes reach into objects.
template <>
struct AttrTypeSubElementHandler<hocket::ObjectMember> {
  static void walk(const hocket::ObjectMember &member, AttrTypeImmediateSubElementWalker &walker) {
    walker.walk(member.name);
    walker.walk(member.value);
  }
  static hocket::ObjectMember replace(const hocket::ObjectMember &,
                                      AttrSubElementReplacements &attrs,
                                      TypeSubElementReplacements &) {
    ArrayRef<Attribute> parts = attrs.take_front(2);
    return {cast<StringAttr>(parts[0]), parts[1]};
  }
};
} // namespace mlir

#include "hocket/Dialect/Hocket/IR/HocketDialect.h.inc"

#include "hocket/Dialect/Hocket/IR/HocketAttrInterfaces.h.inc"
#define GET_ATTRDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketAttrs.h.inc"
#define GET_TYPEDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketTypes.h.inc"
#define GET_OP_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketOps.h.inc"

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKET_H
