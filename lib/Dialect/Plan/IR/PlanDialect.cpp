// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan dialect: registration, types and attributes.
#include "hocket/Dialect/Plan/IR/Plan.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::hocket::plan;

#include "hocket/Dialect/Plan/IR/PlanDialect.cpp.inc"
#include "hocket/Dialect/Plan/IR/PlanEnums.cpp.inc"
#define GET_TYPEDEF_CLASSES
#include "hocket/Dialect/Plan/IR/PlanTypes.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "hocket/Dialect/Plan/IR/PlanAttrs.cpp.inc"

void PlanDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "hocket/Dialect/Plan/IR/PlanTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "hocket/Dialect/Plan/IR/PlanAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "hocket/Dialect/Plan/IR/PlanOps.cpp.inc"
      >();
}

Operation *PlanDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type, Location loc) {
  auto json = dyn_cast<StringAttr>(value);
  if (!json || !isa<ValueType>(type))
    return nullptr;
  return ConstantOp::create(builder, loc, type, json);
}

LogicalResult PlanDialect::verifyOperationAttribute(Operation *op, NamedAttribute attr) {
  if (attr.getName() != sourceFormatAttrName)
    return op->emitOpError("has the attribute ") << attr.getName() << ", which the plan dialect does not know";
  if (!isa<ModuleOp>(op) || !isa<StringAttr>(attr.getValue()))
    return op->emitOpError("expected '") << sourceFormatAttrName << "' to be a string of a module";
  return success();
}
