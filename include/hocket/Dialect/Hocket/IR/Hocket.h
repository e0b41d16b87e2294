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
/// a check at run time: the same type, any type as json, i64 as f64, lists and
/// records member by member.
bool isAssignable(Type from, Type to);

/// The narrowest type that both fit in without a check.
Type joinTypes(Type a, Type b);

/// The type of a constant attribute, or null if it is no JSON value.
Type inferConstantType(Attribute value);

/// True if the constant attribute fits the type.
bool constantFits(Attribute value, Type type);

/// The schema text of a type, as in the plan file: `"string"`, `{"list": …}`.
std::string typeToSchemaText(Type type);

/// The JSON text of a constant attribute.
std::string constantToJson(Attribute value);

/// Resources as upstream passes see them; the symbol tells one from another.
struct ToolResource : SideEffects::Resource::Base<ToolResource> {
  StringRef getName() override { return "hocket.resource"; }
};

} // namespace mlir::hocket

#include "hocket/Dialect/Hocket/IR/HocketDialect.h.inc"
#include "hocket/Dialect/Hocket/IR/HocketEnums.h.inc"

#include "hocket/Dialect/Hocket/IR/HocketAttrInterfaces.h.inc"
#define GET_ATTRDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketAttrs.h.inc"
#define GET_TYPEDEF_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketTypes.h.inc"
#define GET_OP_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketOps.h.inc"

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKET_H
