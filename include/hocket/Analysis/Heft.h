// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static placement on processors that differ.
#ifndef HOCKET_ANALYSIS_HEFT_H
#define HOCKET_ANALYSIS_HEFT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace mlir::hocket::analysis {

/// Tasks in topological order, with a duration for each processor.
struct HeftProblem {
  struct Predecessor {
    unsigned task;
    /// Seconds to move the value if the two tasks run on different processors.
    double transfer = 0;
  };
  unsigned processors = 1;
  /// seconds[task * processors + processor]
  std::vector<double> seconds;
  std::vector<llvm::SmallVector<Predecessor, 2>> preds;
  /// Tasks that occupy no processor: they wait for something outside. Values
  /// move to and from them for free.
  std::vector<bool> waits;

  unsigned size() const { return preds.size(); }
  unsigned add(llvm::ArrayRef<double> durations, llvm::ArrayRef<Predecessor> predecessors,
               bool isWait = false);
  double getSeconds(unsigned task, unsigned processor) const {
    return seconds[task * processors + processor];
  }
};

struct HeftSchedule {
  /// rank_u, with mean durations and transfers.
  std::vector<double> rank;
  /// The processor of each task; -1 for those that wait.
  std::vector<int> processor;
  std::vector<double> start, finish;
  double makespan = 0;
  /// max(critical path, work / processors), each task at its fastest and
  /// transfers free.
  double criticalPath = 0, work = 0;
};

/// The heterogeneous-earliest-finish-time heuristic: Topcuoglu, Hariri, Wu,
/// "Performance-effective and low-complexity task scheduling for heterogeneous
/// computing", IEEE TPDS 13(3), 2002, section 4.2: tasks by descending upward
/// rank (ties: order of the text), each on the processor where it finishes
/// first, in the earliest gap that holds it. O(edges * processors) besides the
/// search for gaps.
HeftSchedule scheduleHeft(const HeftProblem &problem);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_HEFT_H
