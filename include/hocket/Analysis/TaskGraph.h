// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduling problem without IR: tasks, what they wait for, what they hold.
#ifndef HOCKET_ANALYSIS_TASKGRAPH_H
#define HOCKET_ANALYSIS_TASKGRAPH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <string>
#include <vector>

namespace mlir::hocket::analysis {

/// Something of which there is a limited amount.
struct ResourceLimit {
  std::string name;
  /// How many units can be held at once; 0: any number.
  unsigned capacity = 0;
  /// How many holders may start per second; 0: any number.
  double rate = 0;

  /// Seconds between two starts, as the runtime keeps them: at most 1e9.
  double gap() const { return rate > 0 ? std::min(1e9, 1 / rate) : 0; }
};

/// A task's use of a limited resource.
struct Hold {
  unsigned resource = 0;
  /// Units held from start to finish.
  unsigned units = 1;
  /// Unit-seconds of real use: units * seconds for a single call, less for a
  /// region, which holds its peak all the time.
  double work = 0;
  /// How many times the rate is charged.
  double starts = 1;
  /// Where in the expected run of the task the rate is charged: seconds before the
  /// first time, and from the last time to the end. A call is charged for all its
  /// units at its start, as if the last of them came that much later.
  double head = 0, tail = 0;
  /// Seconds from the last time to the end in any run.
  double minTail = 0;
};

struct Task {
  double seconds = 0;
  /// What it takes at least; differs from `seconds` for a region, whose own
  /// estimate is a schedule and not a bound.
  double minSeconds = 0;
  llvm::SmallVector<Hold, 1> holds;

  /// A task without regions.
  static Task withSeconds(double seconds) { return {seconds, seconds, {}}; }
  /// Makes a task without regions hold units from its start to its end.
  void hold(const ResourceLimit &limit, unsigned resource, unsigned units = 1) {
    double tail = seconds - (units - 1) * limit.gap();
    holds.push_back({resource, units, units * seconds, double(units), 0, tail, tail});
  }
};

/// Tasks in topological order. Resource 0 is the processors.
struct TaskGraph {
  std::vector<Task> tasks;
  /// Predecessors of task i: preds[offsets[i] .. offsets[i + 1]).
  std::vector<unsigned> offsets{0};
  std::vector<unsigned> preds;
  std::vector<ResourceLimit> resources;

  unsigned size() const { return tasks.size(); }
  llvm::ArrayRef<unsigned> getPredecessors(unsigned task) const {
    return llvm::ArrayRef(preds).slice(offsets[task], offsets[task + 1] - offsets[task]);
  }
  /// Appends a task; its predecessors must be there already.
  unsigned add(Task task, llvm::ArrayRef<unsigned> predecessors) {
    tasks.push_back(std::move(task));
    preds.insert(preds.end(), predecessors.begin(), predecessors.end());
    offsets.push_back(preds.size());
    return tasks.size() - 1;
  }
};

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_TASKGRAPH_H
