// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-place

#include "Annotations.h"
#include "hocket/Analysis/Schedule.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/IR/Remarks.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_PLACEPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// Sums of what people declare may be more than there are numbers for.
static Attribute secondsAttr(Builder &builder, double seconds) {
  return builder.getF64FloatAttr(std::min(seconds, std::numeric_limits<double>::max()));
}

namespace {
struct PlacePass : public hocket::impl::PlacePassBase<PlacePass> {
  using PlacePassBase::PlacePassBase;

  void runOnOperation() override {
    auto &effects = getAnalysis<EffectAnalysis>();
    ScheduleOptions options;
    options.processors = processors;
    options.costs = {toolSeconds, approvalSeconds, tripCount};
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isExternal())
        continue;
      FailureOr<Schedule> schedule = estimateSchedule(function, effects, options);
      if (failed(schedule) || failed(annotate(*schedule, /*after=*/0, effects, options)))
        return signalPassFailure();
      Builder builder(&getContext());
      setAnnotations(function, {{"hocket.makespan_s", secondsAttr(builder, schedule->makespan)},
                                {"hocket.lower_bound_s", secondsAttr(builder, schedule->lowerBound)}});
      report(function, *schedule);
    }
    markAnalysesPreserved<EffectAnalysis>();
  }

  /// Annotates the operations of a block and, recursively, of their regions.
  /// `after` is what follows the block in the program, in seconds.
  LogicalResult annotate(const Schedule &schedule, double after, EffectAnalysis &effects,
                         const ScheduleOptions &options) {
    Builder builder(&getContext());
    for (const ScheduledOp &scheduled : schedule.ops) {
      Operation *op = scheduled.op;
      Attribute processor;
      if (schedule.heterogeneous && scheduled.processor >= 0)
        processor = builder.getI64IntegerAttr(scheduled.processor);
      setAnnotations(op,
                     {{"hocket.queue", builder.getStringAttr(scheduled.queue)},
                      {"hocket.priority", secondsAttr(builder, scheduled.priority + after)},
                      {"hocket.cost_s", secondsAttr(builder, scheduled.seconds)},
                      {"hocket.processor", processor}});
      for (Region &region : op->getRegions())
        for (Block &block : region) {
          FailureOr<Schedule> nested = estimateBlock(block, effects, options);
          if (failed(nested))
            return failure();
          // Every iteration but the last is followed by others: what counts for
          // the first is everything after it.
          double rest = std::max(0.0, scheduled.priority - nested->makespan);
          if (failed(annotate(*nested, after + rest, effects, options)))
            return failure();
        }
    }
    return success();
  }

  void report(func::FuncOp function, const Schedule &schedule) {
    remark::analysis(function.getLoc(), remark::RemarkOpts::name("schedule")
                                            .category("hocket-place")
                                            .function(function.getSymName()))
        << llvm::formatv("predicted {0:f3} s on {1} processors, at best {2:f3} s: {3}; one "
                         "after another {4:f3} s",
                         schedule.makespan, schedule.processors, schedule.lowerBound,
                         schedule.bindingConstraint, schedule.sequentialSeconds)
               .str();
  }
};
} // namespace
