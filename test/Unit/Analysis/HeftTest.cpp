// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/Heft.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir::hocket::analysis;

/// The example of Topcuoglu, Hariri, Wu (2002), figure 2.
static HeftProblem makeExample() {
  HeftProblem problem;
  problem.processors = 3;
  problem.add({14, 16, 9}, {});
  problem.add({13, 19, 18}, {{0, 18}});
  problem.add({11, 13, 19}, {{0, 12}});
  problem.add({13, 8, 17}, {{0, 9}});
  problem.add({12, 13, 10}, {{0, 11}});
  problem.add({13, 16, 9}, {{0, 14}});
  problem.add({7, 15, 11}, {{2, 23}});
  problem.add({5, 11, 14}, {{1, 19}, {3, 27}, {5, 15}});
  problem.add({18, 12, 20}, {{1, 16}, {3, 23}, {4, 13}});
  problem.add({21, 7, 16}, {{6, 17}, {7, 11}, {8, 13}});
  return problem;
}

TEST(Heft, PublishedRanksAndMakespan) {
  HeftSchedule schedule = scheduleHeft(makeExample());
  const double expected[] = {108, 77,        80,        80,        69,
                             190. / 3, 128. / 3, 107. / 3, 133. / 3, 44. / 3};
  ASSERT_EQ(schedule.rank.size(), 10u);
  for (unsigned task = 0; task < 10; ++task)
    EXPECT_DOUBLE_EQ(schedule.rank[task], expected[task]) << "task " << task + 1;
  EXPECT_DOUBLE_EQ(schedule.makespan, 80);
  EXPECT_DOUBLE_EQ(schedule.criticalPath, 41);
  EXPECT_DOUBLE_EQ(schedule.work, 91);
  EXPECT_EQ(schedule.processor, (std::vector<int>{2, 0, 2, 1, 2, 1, 2, 0, 1, 1}));
}

// On any graph: nothing starts before its operands have arrived, and no
// processor does two things at once.
TEST(Heft, RandomSchedulesAreFeasible) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> unit(0, 1);
  for (unsigned round = 0; round < 200; ++round) {
    HeftProblem problem;
    problem.processors = 1 + random() % 5;
    unsigned size = 1 + random() % 40;
    for (unsigned task = 0; task < size; ++task) {
      std::vector<double> seconds(problem.processors);
      for (double &s : seconds)
        s = unit(random);
      std::vector<HeftProblem::Predecessor> preds;
      for (unsigned pred = 0; pred < task; ++pred)
        if (random() % 8 == 0)
          preds.push_back({pred, 2 * unit(random)});
      problem.add(seconds, preds, /*isWait=*/random() % 5 == 0);
    }
    HeftSchedule schedule = scheduleHeft(problem);
    for (unsigned task = 0; task < size; ++task) {
      int processor = schedule.processor[task];
      ASSERT_EQ(processor < 0, problem.waits[task]);
      for (const HeftProblem::Predecessor &pred : problem.preds[task]) {
        int other = schedule.processor[pred.task];
        bool moves = processor >= 0 && other >= 0 && processor != other;
        EXPECT_GE(schedule.start[task] + 1e-9,
                  schedule.finish[pred.task] + (moves ? pred.transfer : 0));
      }
      for (unsigned earlier = 0; earlier < task; ++earlier)
        if (processor >= 0 && schedule.processor[earlier] == processor)
          EXPECT_TRUE(schedule.finish[earlier] <= schedule.start[task] + 1e-9 ||
                      schedule.finish[task] <= schedule.start[earlier] + 1e-9);
    }
    EXPECT_GE(schedule.makespan + 1e-9, schedule.criticalPath);
    EXPECT_GE(schedule.makespan + 1e-9, schedule.work / problem.processors);
  }
}
