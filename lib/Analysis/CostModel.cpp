// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Durations from declarations, and what is usual where there are none.

#include "hocket/Analysis/CostModel.h"

#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

double mlir::hocket::analysis::estimateSeconds(double operations, double bytes,
                                               const Device &device) {
  return device.latency +
         std::max(operations / device.operationsPerSecond, bytes / device.bytesPerSecond);
}

Device mlir::hocket::analysis::readDevice(Operation *op) {
  Device device;
  MLIRContext *context = op->getContext();
  auto query = [&](StringRef property) -> std::optional<double> {
    DataLayoutEntryKey keys[] = {StringAttr::get(context, "CPU"),
                                 StringAttr::get(context, property)};
    FailureOr<Attribute> value = dlti::query(op, keys, /*emitError=*/false);
    if (failed(value))
      return std::nullopt;
    if (auto integer = dyn_cast<IntegerAttr>(*value))
      return integer.getType().isUnsignedInteger() ? integer.getValue().roundToDouble()
                                                   : integer.getValue().signedRoundToDouble();
    if (auto number = dyn_cast<FloatAttr>(*value))
      return number.getValueAsDouble();
    return std::nullopt;
  };
  auto read = [&](StringRef property, double &field) {
    if (std::optional<double> value = query(property); value && *value > 0)
      field = *value;
  };
  read("operations_per_second", device.operationsPerSecond);
  read("bytes_per_second", device.bytesPerSecond);
  read("latency", device.latency);
  if (std::optional<double> processors = query("processors"); processors && *processors >= 1)
    device.processors = static_cast<unsigned>(*processors);
  return device;
}

/// Seconds that a call of a provider usually takes, where nothing is declared.
static double getProviderSeconds(ToolOp tool, const CostOptions &options) {
  auto provider = tool ? tool.getProviderAttr() : ProviderAttrInterface();
  if (!provider)
    return options.toolSeconds;
  return llvm::StringSwitch<double>(provider.getScheme())
      .Case("builtin", 1e-3)
      .Case("native", 1e-3)
      .Case("process", 0.05)
      .Case("mcp", 0.3)
      .Default(options.toolSeconds);
}

SmallVector<double, 4> CostModel::getProcessorSeconds(Operation *op) {
  if (auto call = dyn_cast<CallOp>(op)) {
    const ToolInfo *tool = effects.getTool(call);
    CostAttr cost = call.getCostAttr();
    ToolOp declaration = tool ? tool->op : ToolOp();
    if (!cost && declaration)
      cost = declaration.getCostAttr();
    if (cost)
      return llvm::to_vector<4>(cost.getSeconds());
    return {getProviderSeconds(declaration, options)};
  }
  if (isa<ApproveOp>(op))
    return {options.approvalSeconds};
  // Making and passing on a value: a few hundred instructions and cache lines.
  return {estimateSeconds(/*operations=*/100, /*bytes=*/256, device)};
}

double CostModel::getSeconds(Operation *op) {
  SmallVector<double, 4> seconds = getProcessorSeconds(op);
  double sum = 0;
  for (double value : seconds)
    sum += value;
  return sum / seconds.size();
}

bool CostModel::needsProcessor(Operation *op) {
  auto call = dyn_cast<CallOp>(op);
  const ToolInfo *tool = call ? effects.getTool(call) : nullptr;
  return tool && ToolOp(tool->op).getCompute();
}

StringRef CostModel::getQueue(Operation *op) {
  if (needsProcessor(op))
    return "cpu";
  return isa<CallOp, ApproveOp>(op) ? "io" : "inline";
}

int64_t CostModel::getTripCount(Operation *op) {
  if (auto loop = dyn_cast<scf::ForOp>(op))
    if (std::optional<APInt> count = loop.getStaticTripCount())
      return static_cast<int64_t>(count->getLimitedValue(INT64_MAX));
  if (auto map = dyn_cast<MapOp>(op)) {
    ArrayAttr constant;
    if (matchPattern(map.getList(), m_Constant(&constant)) && constant)
      return constant.size();
    if (auto list = map.getList().getDefiningOp<ListOp>())
      return list.getElements().size();
  }
  return options.tripCount;
}
