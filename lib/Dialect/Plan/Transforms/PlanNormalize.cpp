// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Brings plans into the form in which they are read back from a file.
#include "hocket/Dialect/Plan/Transforms/Order.h"
#include "hocket/Dialect/Plan/Transforms/Passes.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket::plan {
#define GEN_PASS_DEF_PLANNORMALIZE
#include "hocket/Dialect/Plan/Transforms/Passes.h.inc"

namespace {

/// Drops attributes that say what their absence says.
template <typename Op>
void dropDefaults(Op task) {
  auto isZero = [](FloatAttr number) { return number && number.getValue().isZero(); };
  if (isZero(task.getPriorityAttr()))
    task.removePriorityAttr();
  if (isZero(task.getCostAttr()))
    task.removeCostAttr();
  if (task.getQueueAttr() && TaskOpInterface(task).getQueueOrDefault() == getDefaultQueue(task))
    task.removeQueueAttr();
  if (task.getAcquiresAttr() && task.getAcquiresAttr().empty())
    task.removeAcquiresAttr();
  if (task.getLabelAttr() && task.getLabelAttr().empty())
    task.removeLabelAttr();
}

/// Names that are those of the first parameters, in order, say nothing.
void dropPositionalNames(CallOp call, SymbolTableCollection &tables) {
  std::optional<ArrayAttr> names = call.getArgNames();
  if (!names)
    return;
  auto tool = tables.lookupNearestSymbolFrom<ToolOp>(call, call.getCalleeAttr());
  if (tool.getParams().getValue().take_front(names->size()) == names->getValue())
    call.removeArgNamesAttr();
}

/// One copy of each constant, at the start of the block, in order of first use.
void poolConstants(Block &block) {
  llvm::MapVector<Attribute, ConstantOp> pool;
  for (Operation &op : block)
    for (OpOperand &operand : op.getOpOperands())
      if (auto constant = operand.get().getDefiningOp<ConstantOp>())
        operand.set(pool.insert({constant.getJsonAttr(), constant}).first->second);
  for (ConstantOp constant : llvm::make_early_inc_range(block.getOps<ConstantOp>()))
    if (constant.use_empty())
      constant.erase();
  Operation *last = nullptr;
  for (auto &[json, constant] : pool) {
    if (last)
      constant->moveAfter(last);
    else
      constant->moveBefore(&block, block.begin());
    last = constant;
  }
}

void normalizeBlock(Block &block, SymbolTableCollection &tables) {
  for (OutputOp output : llvm::to_vector(block.getOps<OutputOp>()))
    output->moveBefore(block.getTerminator());
  poolConstants(block);
  for (Operation &op : block) {
    llvm::TypeSwitch<Operation *>(&op)
        .Case<CallOp, ApproveOp, NopOp, ApplyOp, FormatOp, RecordOp, ListOp, GetOp, CastOp, MapOp, IfOp, ForOp,
              WhileOp>([](auto task) { dropDefaults(task); });
    if (auto call = dyn_cast<CallOp>(op))
      dropPositionalNames(call, tables);
    for (Region &region : op.getRegions())
      normalizeBlock(region.front(), tables);
  }
  TaskGraph graph(block);
  graph.reduce();
  setOrder(graph);
}

struct PlanNormalizePass : impl::PlanNormalizeBase<PlanNormalizePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTableCollection tables;
    for (ProgramOp program : module.getOps<ProgramOp>()) {
      normalizeBlock(program.getBody().front(), tables);
      for (auto [attr, drop] : {std::pair(program.getMakespanAttr(), &ProgramOp::removeMakespanAttr),
                                std::pair(program.getLowerBoundAttr(), &ProgramOp::removeLowerBoundAttr)})
        if (attr && attr.getValue().isZero())
          (program.*drop)();
    }
    // A file holds resources, tools and programs in this order.
    SmallVector<Operation *> resources, tools, programs;
    for (Operation &op : *module.getBody())
      (isa<ResourceOp>(op) ? resources : isa<ToolOp>(op) ? tools : programs).push_back(&op);
    for (Operation *op : llvm::concat<Operation *>(resources, tools, programs))
      op->moveBefore(module.getBody(), module.getBody()->end());
  }
};

} // namespace
} // namespace mlir::hocket::plan
