// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/RegionTasks.h"
#include "hocket/Analysis/Bounds.h"
#include "hocket/Analysis/ListScheduler.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir::hocket::analysis;

namespace {
constexpr double epsilon = 1e-9;

/// Makes random blocks of calls, branches, loops and maps.
class Generator {
public:
  explicit Generator(unsigned seed) : random(seed) {
    limits.push_back({"processors", pick(4) + 1, 0});
    limits.push_back({"one", 1, 0});
    limits.push_back({"few", 3, 0});
    limits.push_back({"paced", 2, 4.0});
    limits.push_back({"slow", 0, 0.7});
  }

  TaskGraph makeBlock(unsigned depth) {
    TaskGraph graph;
    unsigned size = pick(depth == 0 ? 20 : 5) + 1;
    for (unsigned task = 0; task < size; ++task) {
      std::vector<unsigned> preds;
      for (unsigned pred = 0; pred < task; ++pred)
        if (pick(4) == 0)
          preds.push_back(pred);
      graph.add(depth < 3 && pick(5) == 0 ? makeRegion(depth + 1) : makeCall(), preds);
    }
    graph.resources = limits;
    return graph;
  }

private:
  unsigned pick(unsigned count) { return random() % count; }

  Task makeCall() {
    Task task = Task::withSeconds(std::uniform_real_distribution<double>(0.01, 1)(random));
    for (unsigned r = 0; r < limits.size(); ++r)
      if (pick(3) == 0)
        task.hold(limits[r], r, r == 2 ? 1 + pick(2) : 1);
    return task;
  }

  Task makeOne(unsigned depth) {
    TaskGraph graph = makeBlock(depth);
    return asOneTask(graph, computeUpwardRanks(graph));
  }

  Task makeRegion(unsigned depth) {
    switch (pick(4)) {
    case 0:
      return oneOf(makeOne(depth), makeOne(depth));
    case 1:
      return repeat(oneAfterAnother(makeOne(depth), makeOne(depth), limits), pick(5), limits);
    case 2:
      return inParallel(makeOne(depth), pick(9), 1 + pick(4), limits);
    default:
      return repeat(makeOne(depth), pick(5), limits);
    }
  }

  std::mt19937 random;
  std::vector<ResourceLimit> limits;
};
} // namespace

// Whatever regions a program has, its prediction is not below its bound, and none of
// its regions is expected to take less than it must.
TEST(RegionTasks, NoPredictionIsBelowItsBound) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    TaskGraph graph = Generator(seed).makeBlock(0);
    ListSchedule schedule = scheduleList(graph, computeUpwardRanks(graph));
    Bounds bounds = computeBounds(graph);
    EXPECT_GE(schedule.makespan, bounds.binding.seconds * (1 - epsilon))
        << "seed " << seed << ": " << bounds.binding.constraint;
    for (const Task &task : graph.tasks)
      EXPECT_GE(task.seconds, task.minSeconds * (1 - epsilon)) << "seed " << seed;
  }
}

// The last call of a loop is bounded by its rate, not the loop as a whole.
TEST(RegionTasks, ARateSpacesTheIterationsOfALoop) {
  std::vector<ResourceLimit> limits{{"processors", 1, 0}, {"api", 0, 0.5}};
  Task call = Task::withSeconds(0.25);
  call.hold(limits[1], 1);
  TaskGraph body;
  body.resources = limits;
  unsigned before = body.add(Task::withSeconds(0.125), {});
  unsigned middle = body.add(call, {before});
  body.add(Task::withSeconds(1), {middle});
  Task block = asOneTask(body, computeUpwardRanks(body));
  EXPECT_DOUBLE_EQ(block.seconds, 1.375);
  // Calls start at 0.125, 2.125 and 4.125.
  Task loop = repeat(block, 3, limits);
  EXPECT_DOUBLE_EQ(loop.seconds, 0.125 + 4 + 1.25);
  EXPECT_DOUBLE_EQ(loop.minSeconds, 4 + 1.25);
  TaskGraph graph;
  graph.resources = limits;
  graph.add(loop, {});
  EXPECT_DOUBLE_EQ(computeBounds(graph).binding.seconds, 5.25);
}

TEST(RegionTasks, AMapTakesNoMoreThanThereIs) {
  std::vector<ResourceLimit> limits{{"processors", 2, 0}, {"any", 0, 0}};
  Task call = Task::withSeconds(1);
  call.hold(limits[0], 0);
  call.hold(limits[1], 1);
  Task map = inParallel(call, 5000000000, 5000000000, limits);
  EXPECT_DOUBLE_EQ(map.seconds, 2500000000);
  EXPECT_EQ(map.holds[0].units, 2u);
  EXPECT_EQ(inParallel(call, 0, 1, limits).seconds, 0);
  EXPECT_EQ(repeat(call, -1, limits).seconds, 0);
}
