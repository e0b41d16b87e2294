// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The predicted run of a function: when each operation starts and finishes, how
// long it all takes, and what keeps it from being faster.
#ifndef HOCKET_ANALYSIS_SCHEDULE_H
#define HOCKET_ANALYSIS_SCHEDULE_H

#include "hocket/Analysis/Bounds.h"
#include "hocket/Analysis/CostModel.h"
#include "hocket/Analysis/DependenceGraph.h"

namespace mlir::hocket::analysis {

struct ListSchedule;

struct ScheduleOptions {
  /// Processors for tools that compute; 0: what the module's
  /// `dlti.target_system_spec` says, else Device::processors.
  unsigned processors = 0;
  CostOptions costs;
};

/// One operation of the function's body.
struct ScheduledOp {
  explicit ScheduledOp(Operation *op) : op(op), location(op->getLoc()) {}

  Operation *op;
  /// The tool, or the operation's name.
  std::string label;
  /// The caller's name for the call ("1", "call_abc"), or empty.
  std::string name;
  Location location;
  /// "inline", "cpu" or "io".
  std::string queue;
  double start = 0, finish = 0;
  /// What it takes: finish - start, without the rounding of large times.
  double seconds = 0;
  /// Upward rank: seconds from its start to the end of the program.
  double priority = 0;
  /// Where it runs, if it needs one whole processor, else -1.
  int processor = -1;
  /// On the critical path.
  bool critical = false;
};

struct Schedule {
  /// In the order of the text.
  std::vector<ScheduledOp> ops;
  /// Positions in `ops` of a longest chain, first to last.
  std::vector<unsigned> criticalPath;
  /// What the runtime is expected to take.
  double makespan = 0;
  /// No schedule takes less; which of `bounds` says so; its name, such as
  /// "critical path", "processors" or "capacity of @web".
  double lowerBound = 0;
  std::string bindingConstraint;
  /// Every bound that applies.
  std::vector<Bound> bounds;
  double criticalPathSeconds = 0;
  /// All operations one after another.
  double sequentialSeconds = 0;
  unsigned processors = 0;
  /// Calls have a cost for each processor, and are placed statically (HEFT).
  bool heterogeneous = false;

  /// Takes over what holds for the whole of it.
  void summarize(const ListSchedule &list, const Bounds &bounds);
};

/// Predicts the run of a function. If it is marked `hocket.parallel`, the order
/// is that of its `hocket.after` attributes, else what the dependence graph
/// says. A region (loop, branch, map) is one operation; its duration is that of
/// the schedule of its body, once per iteration, and it holds what its body holds
/// at the most. A branch takes as long as its longer side. Fails, with an error,
/// if the function has no body or its costs do not fit together.
FailureOr<Schedule> estimateSchedule(func::FuncOp function, const ScheduleOptions &options = {});

/// The same with an analysis of the module that the caller already has.
FailureOr<Schedule> estimateSchedule(func::FuncOp function, EffectAnalysis &effects,
                                     const ScheduleOptions &options = {});

/// The schedule of any block of a function, as part of `estimateSchedule`.
FailureOr<Schedule> estimateBlock(Block &block, EffectAnalysis &effects,
                                  const ScheduleOptions &options = {});

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_SCHEDULE_H
