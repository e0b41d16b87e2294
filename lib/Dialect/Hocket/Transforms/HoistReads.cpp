// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-hoist-reads

#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_HOISTREADSPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// Tells why a call has to stay in a loop, or "" if it may leave.
static std::string findObstacle(CallOp call, const EffectSummary &loop, EffectAnalysis &effects) {
  EffectSummary own = effects.getEffects(call);
  if (own.writes())
    return "it writes";
  if (loop.gate && !(own.isPure() && !own.mayFail))
    return "the loop asks a person first";
  for (const ResourceEffect &read : own.effects)
    for (const ResourceEffect &write : loop.effects)
      if (write.writes() && write.conflictsWith(read)) {
        std::string text;
        llvm::raw_string_ostream os(text);
        os << "it ";
        read.print(os);
        os << ", and the loop ";
        write.print(os);
        return text;
      }
  return "";
}

/// The failure of an early call would show at the operation, which cannot be
/// early itself.
static bool usesEarlyCall(Operation *op) {
  return llvm::any_of(op->getOperands(), [](Value operand) {
    auto call = operand.getDefiningOp<CallOp>();
    return call && call.getEarly();
  });
}

/// True if the call's failure may show too late once the call is early: after
/// its place something writes or may fail before an ordered operation takes the
/// result.
static bool needsSettling(CallOp call, EffectAnalysis &effects) {
  // The results of value operations that cannot fail by themselves.
  llvm::SmallDenseSet<Value> carriers{call.getResult()};
  for (Operation *op = call->getNextNode(); op; op = op->getNextNode()) {
    bool takes = llvm::any_of(op->getOperands(), [&](Value operand) { return carriers.contains(operand); });
    if (isValueOp(op) && isSpeculatable(op)) {
      if (takes)
        carriers.insert_range(op->getResults());
      continue;
    }
    if (takes) {
      auto taker = dyn_cast<CallOp>(op);
      return taker ? taker.getUnordered() : !isValueOp(op);
    }
    EffectSummary summary = effects.getEffects(op);
    if (summary.mayFail || summary.writes() || summary.gate)
      return true;
  }
  return true;
}

namespace {
struct HoistReadsPass : public hocket::impl::HoistReadsPassBase<HoistReadsPass> {
  void runOnOperation() override {
    EffectAnalysis effects(getOperation());
    // Inner loops first, so that a call can leave several loops.
    getOperation().walk([&](LoopLikeOpInterface loop) { hoist(loop, effects); });
  }

  void hoist(LoopLikeOpInterface loop, EffectAnalysis &effects) {
    EffectSummary summary = effects.getEffects(loop);
    moveLoopInvariantCode(
        loop.getLoopRegions(),
        [&](Value value, Region *) { return loop.isDefinedOutsideOfLoop(value); },
        [&](Operation *op, Region *) {
          auto call = dyn_cast<CallOp>(op);
          if (!call)
            return isMemoryEffectFree(op) && isSpeculatable(op) && !usesEarlyCall(op);
          std::string obstacle = findObstacle(call, summary, effects);
          if (!obstacle.empty())
            remark::missed(op->getLoc(), remarkName("stays"))
                << getLabel(op) + " stays in the loop at " + formatLocation(loop.getLoc()) + ": " +
                       obstacle;
          return obstacle.empty();
        },
        [&](Operation *op, Region *) { moveOut(op, loop, effects); });
  }

  static remark::RemarkOpts remarkName(StringRef name) {
    return remark::RemarkOpts::name(name).category("hocket-hoist-reads");
  }

  void moveOut(Operation *op, LoopLikeOpInterface loop, EffectAnalysis &effects) {
    if (auto call = dyn_cast<CallOp>(op)) {
      // An unordered call's failure counts only where its result is used anyway.
      if (effects.mayFail(call) && !call.getUnordered() && !call.getEarly()) {
        if (needsSettling(call, effects)) {
          OpBuilder builder(call->getContext());
          builder.setInsertionPointAfter(call);
          auto settled = SettleOp::create(builder, call.getLoc(), call.getResult());
          call.getResult().replaceAllUsesExcept(settled, settled);
        }
        call.setEarly(true);
      }
      remark::passed(op->getLoc(), remarkName("hoisted"))
          << getLabel(op) + " moved out of the loop at " + formatLocation(loop.getLoc());
    }
    op->moveBefore(loop);
  }
};
} // namespace
