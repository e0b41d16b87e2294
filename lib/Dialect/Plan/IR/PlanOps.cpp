// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operations of the plan dialect: generated code and small methods.
#include "Syntax.h"

#include "mlir/IR/Builders.h"

namespace mlir::hocket::plan {

Queue getDefaultQueue(Operation *task) {
  return isa<CallOp, ApproveOp>(task) ? Queue::Io : Queue::Inline;
}

OperandRange TaskOpInterface::getValueOperands() {
  return getOperation()->getOperands().drop_back(getAfter().size());
}

ResultRange TaskOpInterface::getValueResults() {
  return getOperation()->getResults().drop_back(getToken() ? 1 : 0);
}

Queue TaskOpInterface::getQueueOrDefault() {
  QueueAttr queue = getQueueAttr();
  return queue ? queue.getValue() : getDefaultQueue(getOperation());
}

void detail::nameToken(Value token, OpAsmSetValueNameFn setNameFn) {
  if (token)
    setNameFn(token, "t");
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getJsonAttr(); }

void ProgramOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setNameFn) {
  for (auto [name, argument] : llvm::zip(getParams().getAsRange<StringAttr>(), region.getArguments()))
    setNameFn(argument, name.getValue());
}

} // namespace mlir::hocket::plan

using namespace mlir;
using namespace mlir::hocket::plan;

#include "hocket/Dialect/Plan/IR/PlanInterfaces.cpp.inc"
#define GET_OP_CLASSES
#include "hocket/Dialect/Plan/IR/PlanOps.cpp.inc"
