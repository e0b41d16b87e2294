// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// HEFT: upward ranks and earliest finish times with insertion.

#include "hocket/Analysis/Heft.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

using namespace mlir::hocket::analysis;
using llvm::ArrayRef;

unsigned HeftProblem::add(ArrayRef<double> durations, ArrayRef<Predecessor> predecessors,
                          bool isWait) {
  assert(durations.size() == processors && "expected a duration for each processor");
  seconds.insert(seconds.end(), durations.begin(), durations.end());
  preds.emplace_back(predecessors.begin(), predecessors.end());
  waits.push_back(isWait);
  return preds.size() - 1;
}

namespace {
/// The busy times of a processor, ascending and disjoint.
class Timeline {
public:
  /// The earliest start, not before `ready`, of a gap of this length.
  double findGap(double ready, double length) const {
    auto next = std::lower_bound(busy.begin(), busy.end(), ready,
                                 [](const Slot &slot, double t) { return slot.finish <= t; });
    double start = ready;
    for (; next != busy.end() && next->start < start + length; ++next)
      start = std::max(start, next->finish);
    return start;
  }
  void occupy(double start, double finish) {
    auto place = std::upper_bound(busy.begin(), busy.end(), start,
                                  [](double t, const Slot &slot) { return t < slot.start; });
    if (finish > start)
      busy.insert(place, {start, finish});
  }

private:
  struct Slot {
    double start, finish;
  };
  std::vector<Slot> busy;
};
} // namespace

/// Sums instead of means until the end: durations that are whole numbers then
/// give exact ranks, and equal ranks compare equal.
static std::vector<double> computeRanks(const HeftProblem &problem) {
  std::vector<double> ranks(problem.size(), 0);
  for (unsigned task = problem.size(); task-- > 0;) {
    for (unsigned p = 0; p < problem.processors; ++p)
      ranks[task] += problem.getSeconds(task, p);
    for (const HeftProblem::Predecessor &pred : problem.preds[task]) {
      bool moves = !problem.waits[task] && !problem.waits[pred.task];
      double transfer = moves ? pred.transfer * problem.processors : 0;
      ranks[pred.task] = std::max(ranks[pred.task], ranks[task] + transfer);
    }
  }
  for (double &rank : ranks)
    rank /= problem.processors;
  return ranks;
}

/// Every task at its fastest, nothing to move.
static void computeBounds(const HeftProblem &problem, HeftSchedule &schedule) {
  std::vector<double> finish(problem.size(), 0);
  for (unsigned task = 0; task < problem.size(); ++task) {
    double fastest = std::numeric_limits<double>::infinity();
    for (unsigned p = 0; p < problem.processors; ++p)
      fastest = std::min(fastest, problem.getSeconds(task, p));
    for (const HeftProblem::Predecessor &pred : problem.preds[task])
      finish[task] = std::max(finish[task], finish[pred.task]);
    finish[task] += fastest;
    schedule.criticalPath = std::max(schedule.criticalPath, finish[task]);
    if (!problem.waits[task])
      schedule.work += fastest;
  }
}

HeftSchedule mlir::hocket::analysis::scheduleHeft(const HeftProblem &problem) {
  HeftSchedule schedule;
  schedule.rank = computeRanks(problem);
  schedule.processor.assign(problem.size(), -1);
  schedule.start.assign(problem.size(), 0);
  schedule.finish.assign(problem.size(), 0);
  computeBounds(problem, schedule);

  // A predecessor's rank is never less than its successor's, so with ties in
  // the order of the text this order is topological.
  std::vector<unsigned> order(problem.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](unsigned a, unsigned b) {
    return schedule.rank[a] != schedule.rank[b] ? schedule.rank[a] > schedule.rank[b] : a < b;
  });

  std::vector<Timeline> timelines(problem.processors);
  for (unsigned task : order) {
    double bestStart = 0, bestFinish = std::numeric_limits<double>::infinity();
    int best = -1;
    for (unsigned p = 0; p < problem.processors; ++p) {
      double ready = 0;
      for (const HeftProblem::Predecessor &pred : problem.preds[task]) {
        int from = schedule.processor[pred.task];
        bool moves = !problem.waits[task] && from >= 0 && from != static_cast<int>(p);
        ready = std::max(ready, schedule.finish[pred.task] + (moves ? pred.transfer : 0));
      }
      double length = problem.getSeconds(task, p);
      double start = problem.waits[task] ? ready : timelines[p].findGap(ready, length);
      if (start + length < bestFinish) {
        bestStart = start;
        bestFinish = start + length;
        best = p;
      }
    }
    schedule.start[task] = bestStart;
    schedule.finish[task] = bestFinish;
    schedule.makespan = std::max(schedule.makespan, bestFinish);
    if (problem.waits[task])
      continue;
    schedule.processor[task] = best;
    timelines[best].occupy(bestStart, bestFinish);
  }
  return schedule;
}
