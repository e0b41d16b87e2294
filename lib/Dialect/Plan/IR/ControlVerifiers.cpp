// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold for regions and the tasks that own them.
#include "Verify.h"

namespace mlir::hocket::plan {

FailureOr<YieldOp> verifyRegion(Operation *owner, Region &region, StringRef name, size_t numArguments) {
  if (region.getNumArguments() != numArguments)
    return owner->emitOpError("expected ") << name << " to take " << numArguments << " values, found "
                                           << region.getNumArguments();
  for (BlockArgument argument : region.getArguments())
    if (!isa<ValueType>(argument.getType()))
      return owner->emitOpError("expected ") << name << " to take values, found " << argument.getType();
  for (Operation &op : region.front())
    if (!isa<TaskOpInterface, ConstantOp, OutputOp, YieldOp>(op)) {
      InFlightDiagnostic diagnostic =
          owner->emitOpError("expected tasks, constants, outputs and a yield, found ") << op.getName();
      diagnostic.attachNote(op.getLoc()) << "this operation";
      return diagnostic;
    }
  // MLIR sees to it that there is a terminator, and no other one passed.
  return cast<YieldOp>(region.front().back());
}

namespace {

LogicalResult verifyCaptures(Operation *op, OperandRange captures) {
  DenseSet<Value> seen;
  for (auto [i, capture] : llvm::enumerate(captures))
    if (!seen.insert(capture).second)
      return op->emitOpError("captures the same value twice, the second time as capture ") << i;
  unsigned depth = 1;
  for (Operation *parent = op->getParentOp(); parent && !isa<ModuleOp>(parent); parent = parent->getParentOp())
    ++depth;
  if (depth > maxRegionDepth)
    return op->emitOpError("is nested deeper than ") << maxRegionDepth << " regions";
  return success();
}

LogicalResult verifyYield(YieldOp yield, StringRef what, size_t expected) {
  if (yield.getValues().size() == expected)
    return success();
  return yield.emitOpError("expected ") << expected << " values, " << what << ", found "
                                        << yield.getValues().size();
}

} // namespace

LogicalResult MapOp::verify() {
  IntegerAttr width = getWidthAttr();
  if (width && (width.getInt() < 1 || width.getInt() > UINT32_MAX))
    return emitOpError("expected a width from 1 to 4294967295, found ") << width.getInt();
  return success();
}

LogicalResult MapOp::verifyRegions() {
  FailureOr<YieldOp> yield = verifyRegion(*this, getBody(), "the body", 2 + getCaptures().size());
  if (failed(yield) || failed(verifyCaptures(*this, getCaptures())))
    return failure();
  return verifyYield(*yield, "the element of the result", 1);
}

LogicalResult IfOp::verifyRegions() {
  if (failed(verifyCaptures(*this, getCaptures())))
    return failure();
  for (auto [region, name] : {std::pair<Region *, StringRef>(&getThenRegion(), "the then region"),
                              std::pair<Region *, StringRef>(&getElseRegion(), "the else region")}) {
    FailureOr<YieldOp> yield = verifyRegion(*this, *region, name, getCaptures().size());
    if (failed(yield) || failed(verifyYield(*yield, "the results of the if", getResults().size())))
      return failure();
  }
  return success();
}

LogicalResult ForOp::verifyRegions() {
  size_t numCarried = getInits().size();
  if (getResults().size() != numCarried)
    return emitOpError("expected as many results as carried values, found ")
           << getResults().size() << " and " << numCarried;
  FailureOr<YieldOp> yield = verifyRegion(*this, getBody(), "the body", 1 + numCarried + getCaptures().size());
  if (failed(yield) || failed(verifyCaptures(*this, getCaptures())))
    return failure();
  return verifyYield(*yield, "the carried values", numCarried);
}

LogicalResult WhileOp::verifyRegions() {
  size_t numCarried = getInits().size(), numResults = getResults().size(), numCaptures = getCaptures().size();
  if (failed(verifyCaptures(*this, getCaptures())))
    return failure();
  FailureOr<YieldOp> before = verifyRegion(*this, getBefore(), "the first region", numCarried + numCaptures);
  if (failed(before) || failed(verifyYield(*before, "the condition and the results of the while", 1 + numResults)))
    return failure();
  FailureOr<YieldOp> body = verifyRegion(*this, getBody(), "the second region", numResults + numCaptures);
  if (failed(body))
    return failure();
  return verifyYield(*body, "the carried values", numCarried);
}

} // namespace mlir::hocket::plan
