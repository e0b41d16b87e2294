// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runtime will do with a task graph, in virtual time.
#ifndef HOCKET_ANALYSIS_LISTSCHEDULER_H
#define HOCKET_ANALYSIS_LISTSCHEDULER_H

#include "hocket/Analysis/TaskGraph.h"

namespace mlir::hocket::analysis {

struct ListSchedule {
  std::vector<double> start, finish;
  /// The processor of each task that holds exactly one, else -1.
  std::vector<int> processor;
  /// The most units of each resource that were held at once.
  std::vector<unsigned> peak;
  double makespan = 0;
};

/// Runs the tasks as the runtime does. A task whose predecessors have finished and
/// that computes waits for a processor, then for what else it holds, and with that,
/// if it had to wait, again for a processor; other tasks wait for what they hold
/// alone. Of several that wait for the same thing, the one with the greatest
/// priority comes first, then the one that comes first in the graph. So no processor
/// idles while some task that has all else could use it: the list scheduling of
/// Graham (1969, section 1), with capacities, and with rates as the least distance
/// between starts. (A region that holds several units of a resource keeps those
/// behind it in that resource's queue waiting, else it might never start.)
/// O((tasks + edges + holds) log tasks).
ListSchedule scheduleList(const TaskGraph &graph, llvm::ArrayRef<double> priority);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_LISTSCHEDULER_H
