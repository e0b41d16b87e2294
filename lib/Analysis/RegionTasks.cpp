// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regions as single tasks.
//
// Every task that leaves here takes at least as long as its own work needs on what
// it may hold, and its own starts at the rate; the scheduler, which looks at tasks
// from outside, could not make up for it.

#include "hocket/Analysis/RegionTasks.h"
#include "hocket/Analysis/Bounds.h"
#include "hocket/Analysis/ListScheduler.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace mlir::hocket::analysis;

/// The use of the same resource, which `task` may lack.
static Hold &findHold(Task &task, unsigned resource) {
  for (Hold &hold : task.holds)
    if (hold.resource == resource)
      return hold;
  Hold none;
  none.resource = resource;
  none.units = 0;
  none.starts = 0;
  task.holds.push_back(none);
  return task.holds.back();
}

/// Makes a task take the time that its own uses of limited resources need.
static Task settle(Task task, ResourceLimits limits) {
  for (const Hold &hold : task.holds) {
    if (hold.starts == 0)
      continue;
    const ResourceLimit &limit = limits[hold.resource];
    if (limit.capacity) {
      task.seconds = std::max(task.seconds, hold.work / limit.capacity);
      task.minSeconds = std::max(task.minSeconds, hold.work / limit.capacity);
    }
    if (limit.rate > 0) {
      double paced = (hold.starts - 1) * limit.gap();
      task.seconds = std::max(task.seconds, hold.head + paced + hold.tail);
      task.minSeconds = std::max(task.minSeconds, paced + hold.minTail);
    }
  }
  return task;
}

Task mlir::hocket::analysis::asOneTask(const TaskGraph &graph, llvm::ArrayRef<double> priority) {
  ListSchedule schedule = scheduleList(graph, priority);
  std::vector<double> ranks = computeUpwardRanks(graph, /*minimum=*/true);
  Task block;
  block.seconds = schedule.makespan;
  block.minSeconds = computeBounds(graph).binding.seconds;
  for (unsigned i = 0; i < graph.size(); ++i) {
    const Task &task = graph.tasks[i];
    for (const Hold &hold : task.holds) {
      if (hold.starts == 0)
        continue;
      Hold &all = findHold(block, hold.resource);
      double head = schedule.start[i] + hold.head;
      double tail = schedule.makespan - schedule.finish[i] + hold.tail;
      double minTail = ranks[i] - task.minSeconds + hold.minTail;
      bool first = all.starts == 0;
      all.units = schedule.peak[hold.resource];
      all.work += hold.work;
      all.starts += hold.starts;
      all.head = first ? head : std::min(all.head, head);
      all.tail = first ? tail : std::min(all.tail, tail);
      all.minTail = first ? minTail : std::min(all.minTail, minTail);
    }
  }
  return settle(std::move(block), graph.resources);
}

Task mlir::hocket::analysis::oneOf(Task a, const Task &b) {
  a.seconds = std::max(a.seconds, b.seconds);
  a.minSeconds = std::max(a.minSeconds, b.minSeconds);
  for (const Hold &from : b.holds) {
    Hold &to = findHold(a, from.resource);
    double minTail = to.starts > 0 && from.starts > 0 ? std::min(to.minTail, from.minTail)
                     : to.starts > 0                  ? to.minTail
                                                      : from.minTail;
    if (from.starts > to.starts) {
      to.starts = from.starts;
      to.head = from.head;
      to.tail = from.tail;
    }
    to.units = std::max(to.units, from.units);
    to.work = std::max(to.work, from.work);
    to.minTail = minTail;
  }
  return a;
}

Task mlir::hocket::analysis::oneAfterAnother(Task a, const Task &b, ResourceLimits limits) {
  // The tails of what only the first holds are followed by the second.
  for (Hold &to : a.holds)
    if (llvm::none_of(b.holds, [&](const Hold &h) { return h.resource == to.resource && h.starts; }))
      to.tail += b.seconds;
  for (const Hold &from : b.holds) {
    if (from.starts == 0)
      continue;
    Hold &to = findHold(a, from.resource);
    bool first = to.starts == 0;
    to.units = std::max(to.units, from.units);
    to.work += from.work;
    to.starts += from.starts;
    to.head = first ? a.seconds + from.head : to.head;
    to.tail = from.tail;
    // The least of both: a loop may end with either.
    to.minTail = first ? from.minTail : std::min(to.minTail, from.minTail);
  }
  a.seconds += b.seconds;
  a.minSeconds += b.minSeconds;
  return settle(std::move(a), limits);
}

Task mlir::hocket::analysis::repeat(Task body, int64_t times, ResourceLimits limits) {
  if (times <= 0)
    return {};
  body.seconds *= times;
  body.minSeconds *= times;
  for (Hold &hold : body.holds) {
    hold.work *= times;
    hold.starts *= times;
  }
  return settle(std::move(body), limits);
}

Task mlir::hocket::analysis::inParallel(Task body, int64_t times, int64_t width,
                                        ResourceLimits limits) {
  if (times <= 0)
    return {};
  width = std::clamp<int64_t>(width, 1, times);
  // Without overflow, as both are at least 1.
  double rounds = 1 + (times - 1) / width;
  Task task = std::move(body);
  task.seconds *= rounds;
  task.minSeconds *= rounds;
  for (Hold &hold : task.holds) {
    hold.work *= times;
    hold.starts *= times;
    // What is not limited need not be counted.
    if (unsigned capacity = limits[hold.resource].capacity)
      hold.units = width > capacity ? capacity
                                    : std::min<uint64_t>(hold.units * uint64_t(width), capacity);
  }
  return settle(std::move(task), limits);
}
