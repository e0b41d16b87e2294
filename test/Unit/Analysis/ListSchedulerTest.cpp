// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/ListScheduler.h"
#include "hocket/Analysis/Bounds.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <random>

using namespace mlir::hocket::analysis;

namespace {
constexpr double epsilon = 1e-9;

TaskGraph makeRandom(std::mt19937 &random, unsigned processors, bool limits) {
  std::uniform_real_distribution<double> unit(0.01, 1);
  TaskGraph graph;
  graph.resources.push_back({"processors", processors, 0});
  if (limits) {
    graph.resources.push_back({"one", 1, 0});
    graph.resources.push_back({"few", 3, 0});
    graph.resources.push_back({"paced", 2, 4.0});
  }
  unsigned size = 1 + random() % 60;
  for (unsigned task = 0; task < size; ++task) {
    Task t = Task::withSeconds(unit(random));
    if (!limits || random() % 2)
      t.hold(graph.resources[0], 0);
    for (unsigned r = 1; r < graph.resources.size(); ++r)
      if (random() % 4 == 0) {
        unsigned units = r == 2 && random() % 3 == 0 ? 2 : 1;
        t.hold(graph.resources[r], r, units);
      }
    std::vector<unsigned> preds;
    for (unsigned pred = 0; pred < task; ++pred)
      if (random() % 10 == 0)
        preds.push_back(pred);
    graph.add(t, preds);
  }
  return graph;
}

void expectFeasible(const TaskGraph &graph, const ListSchedule &schedule) {
  for (unsigned task = 0; task < graph.size(); ++task) {
    EXPECT_NEAR(schedule.finish[task], schedule.start[task] + graph.tasks[task].seconds, epsilon);
    for (unsigned pred : graph.getPredecessors(task))
      EXPECT_GE(schedule.start[task], schedule.finish[pred] - epsilon);
  }
  for (unsigned r = 0; r < graph.resources.size(); ++r) {
    std::vector<double> starts;
    for (unsigned task = 0; task < graph.size(); ++task)
      for (const Hold &hold : graph.tasks[task].holds) {
        if (hold.resource != r)
          continue;
        starts.push_back(schedule.start[task]);
        // What is held at the moment this task starts, by itself and others.
        unsigned held = 0;
        for (unsigned other = 0; other < graph.size(); ++other)
          for (const Hold &h : graph.tasks[other].holds)
            if (h.resource == r && schedule.start[other] <= schedule.start[task] + epsilon &&
                schedule.finish[other] > schedule.start[task] + epsilon)
              held += h.units;
        EXPECT_LE(held, graph.resources[r].capacity) << graph.resources[r].name;
        EXPECT_LE(held, schedule.peak[r]);
      }
    std::sort(starts.begin(), starts.end());
    if (graph.resources[r].rate > 0)
      for (size_t i = 1; i < starts.size(); ++i)
        EXPECT_GE(starts[i] - starts[i - 1], 1 / graph.resources[r].rate - epsilon);
  }
}
} // namespace

TEST(ListScheduler, NeverViolatesLimits) {
  std::mt19937 random(4);
  for (unsigned round = 0; round < 300; ++round) {
    TaskGraph graph = makeRandom(random, 1 + random() % 4, /*limits=*/true);
    ListSchedule schedule = scheduleList(graph, computeUpwardRanks(graph));
    expectFeasible(graph, schedule);
    EXPECT_GE(schedule.makespan + epsilon, computeBounds(graph).binding.seconds);
  }
}

// Graham's bound: without communication, a greedy schedule takes at most
// T_1 / P + (1 - 1 / P) T_inf, which is at most 2 - 1 / P times the bound.
TEST(ListScheduler, GreedyIsNearTheBound) {
  std::mt19937 random(5);
  for (unsigned round = 0; round < 300; ++round) {
    unsigned processors = 1 + random() % 8;
    TaskGraph graph = makeRandom(random, processors, /*limits=*/false);
    Bounds bounds = computeBounds(graph);
    ListSchedule schedule = scheduleList(graph, computeUpwardRanks(graph));
    EXPECT_LE(schedule.makespan, bounds.totalSeconds / processors +
                                     (1 - 1. / processors) * bounds.criticalPath + epsilon);
    EXPECT_LE(schedule.makespan, (2 - 1. / processors) * bounds.binding.seconds + epsilon);
  }
}

TEST(ListScheduler, PriorityDecidesWhoGoesFirst) {
  TaskGraph graph;
  graph.resources.push_back({"processors", 1, 0});
  for (unsigned i = 0; i < 3; ++i) {
    Task task = Task::withSeconds(1);
    task.hold(graph.resources[0], 0);
    graph.add(task, {});
  }
  ListSchedule schedule = scheduleList(graph, {1, 3, 2});
  EXPECT_EQ(schedule.start, (std::vector<double>{2, 0, 1}));
  EXPECT_EQ(schedule.processor, (std::vector<int>{0, 0, 0}));
}

TEST(ListScheduler, EmptyGraph) {
  TaskGraph graph;
  EXPECT_EQ(scheduleList(graph, {}).makespan, 0);
  EXPECT_EQ(computeBounds(graph).binding.constraint, "critical path");
}
