// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lower bounds on the makespan.

#include "hocket/Analysis/Bounds.h"

#include <algorithm>
#include <limits>

using namespace mlir::hocket::analysis;

static double seconds(const Task &task, bool minimum) {
  return minimum ? task.minSeconds : task.seconds;
}

std::vector<double> mlir::hocket::analysis::computeUpwardRanks(const TaskGraph &graph,
                                                               bool minimum) {
  std::vector<double> ranks(graph.size(), 0);
  for (unsigned task = graph.size(); task-- > 0;) {
    // Until now the entry holds the greatest rank of the successors.
    ranks[task] += seconds(graph.tasks[task], minimum);
    for (unsigned pred : graph.getPredecessors(task))
      ranks[pred] = std::max(ranks[pred], ranks[task]);
  }
  return ranks;
}

/// The earliest start of each task if nothing were limited.
static std::vector<double> computeHeads(const TaskGraph &graph) {
  std::vector<double> heads(graph.size(), 0);
  for (unsigned task = 0; task < graph.size(); ++task)
    for (unsigned pred : graph.getPredecessors(task))
      heads[task] = std::max(heads[task], heads[pred] + graph.tasks[pred].minSeconds);
  return heads;
}

static std::vector<unsigned> findCriticalTasks(const TaskGraph &graph,
                                               const std::vector<double> &ranks) {
  std::vector<unsigned> chain;
  if (ranks.empty())
    return chain;
  // The successor that continues each task's longest chain, the first of equals.
  constexpr unsigned none = std::numeric_limits<unsigned>::max();
  std::vector<unsigned> next(graph.size(), none);
  for (unsigned task = 0; task < graph.size(); ++task)
    for (unsigned pred : graph.getPredecessors(task))
      if (next[pred] == none || ranks[task] > ranks[next[pred]])
        next[pred] = task;
  unsigned first = std::max_element(ranks.begin(), ranks.end()) - ranks.begin();
  for (unsigned task = first; task != none; task = next[task])
    chain.push_back(task);
  return chain;
}

Bounds mlir::hocket::analysis::computeBounds(const TaskGraph &graph) {
  struct Use {
    double work = 0, starts = 0;
    double head = std::numeric_limits<double>::infinity();
    double tail = std::numeric_limits<double>::infinity();
    /// From the last time that the rate is charged to the end of the program.
    double lastTail = std::numeric_limits<double>::infinity();
  };
  std::vector<double> ranks = computeUpwardRanks(graph, /*minimum=*/true);
  std::vector<double> heads = computeHeads(graph);
  std::vector<Use> uses(graph.resources.size());
  Bounds bounds;
  for (unsigned task = 0; task < graph.size(); ++task) {
    bounds.totalSeconds += graph.tasks[task].seconds;
    bounds.criticalPath = std::max(bounds.criticalPath, ranks[task]);
    for (const Hold &hold : graph.tasks[task].holds) {
      if (hold.starts == 0)
        continue;
      Use &use = uses[hold.resource];
      use.work += hold.work;
      use.starts += hold.starts;
      use.head = std::min(use.head, heads[task]);
      double tail = ranks[task] - graph.tasks[task].minSeconds;
      use.tail = std::min(use.tail, tail);
      // A region may be charged for the last time long after its start.
      use.lastTail = std::min(use.lastTail, tail + hold.minTail);
    }
  }
  bounds.criticalTasks = findCriticalTasks(graph, ranks);
  bounds.all.push_back({"critical path", bounds.criticalPath});
  for (unsigned resource = 0; resource < graph.resources.size(); ++resource) {
    const ResourceLimit &limit = graph.resources[resource];
    const Use &use = uses[resource];
    if (use.starts == 0)
      continue;
    std::string name = resource == 0 ? limit.name : "capacity of @" + limit.name;
    if (limit.capacity)
      bounds.all.push_back({name, use.head + use.work / limit.capacity + use.tail});
    if (limit.rate > 0)
      bounds.all.push_back(
          {"rate of @" + limit.name, use.head + (use.starts - 1) * limit.gap() + use.lastTail});
  }
  bounds.binding = bounds.all.front();
  for (const Bound &bound : bounds.all)
    // Sums in another order differ in the last digits; that binds nothing.
    if (bound.seconds > bounds.binding.seconds * (1 + 1e-12))
      bounds.binding = bound;
  return bounds;
}
