// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants, and the operations of the hocket dialect that compute values.
#include "RegionLowering.h"

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

/// True if every value of the type is, as it stands, a value of the other. Where
/// a floating-point number is expected, there may be an integer (T1), of any type.
static bool isSameValue(Type from, Type to) {
  if (isa<JsonType>(to))
    return true;
  if (to.isF64())
    return false;
  if (from == to && !isa<ListType, RecordType>(to))
    return true;
  auto fromList = dyn_cast<ListType>(from), toList = dyn_cast<ListType>(to);
  if (fromList && toList)
    return isSameValue(fromList.getElementType(), toList.getElementType());
  auto fromRecord = dyn_cast<RecordType>(from), toRecord = dyn_cast<RecordType>(to);
  if (!fromRecord || !toRecord)
    return false;
  return llvm::all_of(toRecord.getFields(), [&](const RecordField &field) {
    const RecordField *source = fromRecord.lookup(field.name.getValue());
    if (!source)
      return field.optional && isa<JsonType>(field.type);
    return (field.optional || !source->optional) && isSameValue(source->type, field.type);
  });
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
