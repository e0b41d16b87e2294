// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants, and the operations of the hocket dialect that compute values.
#include "RegionLowering.h"

#include "hocket/Dialect/Hocket/IR/TypeRelations.h"
#include "hocket/Dialect/Plan/IR/JsonText.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket {

bool isPlanType(Type type) { return isValueType(type) || isa<IndexType>(type); }

FailureOr<std::string> getConstantJson(Operation *op) {
  if (auto constant = dyn_cast<ConstantOp>(op))
    return constantToJson(constant.getValue());
  auto constant = dyn_cast<arith::ConstantOp>(op);
  if (!constant || !isPlanType(constant.getType()))
    return failure();
  if (auto number = dyn_cast<IntegerAttr>(constant.getValue())) {
    if (number.getType().isInteger(1))
      return std::string(number.getValue().isOne() ? "true" : "false");
    return std::to_string(number.getInt());
  }
  auto number = dyn_cast<FloatAttr>(constant.getValue());
  if (!number || !number.getValue().isFinite())
    return failure();
  return plan::formatNumber(number.getValueAsDouble());
}

LogicalResult lowerValueOp(RegionLowering &region, Operation *op) {
  SmallVector<Value> operands = region.lookup(op->getOperands());
  int32_t count = operands.size();
  auto done = [&](auto task) {
    region.map(op->getResult(0), task.getResult());
    return success();
  };
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](ApplyOp apply) {
        return done(region.task<plan::ApplyOp>(
            op, operands, {count}, [&](auto &properties) { properties.function = apply.getFunctionAttr(); }));
      })
      .Case([&](FormatOp format) {
        return done(region.task<plan::FormatOp>(op, operands, {count},
                                                [&](auto &properties) { properties.text = format.getTextAttr(); }));
      })
      .Case([&](RecordOp record) {
        return done(region.task<plan::RecordOp>(op, operands, {count},
                                                [&](auto &properties) { properties.names = record.getNamesAttr(); }));
      })
      .Case([&](ListOp) { return done(region.task<plan::ListOp>(op, operands, {count})); })
      .Case([&](GetOp get) {
        return done(region.task<plan::GetOp>(op, operands, {1, count - 1},
                                             [&](auto &properties) { properties.path = get.getPathAttr(); }));
      })
      .Case([&](CastOp cast) {
        if (isSameValue(cast.getValue().getType(), cast.getType())) {
          region.map(cast.getResult(), operands.front());
          return success();
        }
        return done(region.task<plan::CastOp>(op, operands, {}, [&](auto &properties) {
          properties.schema = region.builder.getStringAttr(typeToSchemaText(cast.getType()));
        }));
      })
      .Case([&](SettleOp) {
        // Any value is json as it stands; a missing one ends the region.
        Type json = JsonType::get(op->getContext());
        return done(region.task<plan::CastOp>(op, operands, {}, [&](auto &properties) {
          properties.schema = region.builder.getStringAttr(typeToSchemaText(json));
        }));
      })
      .Default([](Operation *) { return failure(); });
}

} // namespace mlir::hocket
