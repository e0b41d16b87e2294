// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How fast a program can be at best, and what keeps it from being faster.
#ifndef HOCKET_ANALYSIS_BOUNDS_H
#define HOCKET_ANALYSIS_BOUNDS_H

#include "hocket/Analysis/TaskGraph.h"

namespace mlir::hocket::analysis {

/// A lower bound on the makespan that one limit imposes.
struct Bound {
  /// "critical path", "processors", "capacity of @web", "rate of @api".
  std::string constraint;
  double seconds = 0;
};

struct Bounds {
  /// The longest chain of tasks that wait for each other (T_inf).
  double criticalPath = 0;
  /// The tasks of one such chain, first to last.
  std::vector<unsigned> criticalTasks;
  /// The time of all tasks one after another (T_1).
  double totalSeconds = 0;
  /// Every bound, the critical path first.
  std::vector<Bound> all;
  /// The greatest of them. Ties go to the earlier one.
  Bound binding;
};

/// The length of the longest chain from the start of each task to the end of
/// the program: the upward rank without communication (Topcuoglu, Hariri, Wu:
/// Performance-effective and low-complexity task scheduling, IEEE TPDS 13(3),
/// 2002, section 4.2). `minimum` takes the least durations.
std::vector<double> computeUpwardRanks(const TaskGraph &graph, bool minimum = false);

/// max(T_inf, T_1 / P) of Graham (Bounds on multiprocessing timing anomalies,
/// SIAM J. Appl. Math. 17(2), 1969), with the same argument applied to every
/// capacity and rate. A capacity's bound includes the shortest way to its first
/// holder and the shortest way from its last one to the end; a rate's, the shortest
/// way from the start of the last call that it admits.
Bounds computeBounds(const TaskGraph &graph);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_BOUNDS_H
