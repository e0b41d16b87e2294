// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/Schedule.h"
#include "hocket/InitAll.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::hocket::analysis;

namespace {
struct ScheduleTest : public testing::Test {
  ScheduleTest() {
    DialectRegistry registry;
    ::hocket::registerAllDialects(registry);
    context.appendDialectRegistry(registry);
  }

  FailureOr<Schedule> estimate(StringRef body, unsigned processors = 2) {
    std::string text = R"(
      hocket.resource @api capacity 2
      hocket.tool @think(n?: i64) -> i64 pure compute cost #hocket.cost<2.0>
      hocket.tool @ask(n?: i64) -> i64 effects [reads @api] cost #hocket.cost<1.0>
      hocket.tool @save(n?: i64) -> i64 effects [writes @api] cost #hocket.cost<4.0>
      func.func @main(%n: i64, %c: i1, %zero: index, %one: index) {
    )" + body.str() + "\nreturn\n}\n";
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module);
    ScheduleOptions options;
    options.processors = processors;
    return estimateSchedule(*module->getOps<func::FuncOp>().begin(), options);
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};
} // namespace

TEST_F(ScheduleTest, DescribesOperations) {
  auto schedule = estimate(R"(
    %0 = hocket.call @ask() : () -> i64 loc("first"("plan.txt":1:1))
    %1 = hocket.call @think(%0) : (i64) -> i64
    %2 = hocket.call @think(%n) : (i64) -> i64)");
  ASSERT_TRUE(succeeded(schedule));
  ASSERT_EQ(schedule->ops.size(), 3u);
  EXPECT_EQ(schedule->ops[0].label, "ask");
  EXPECT_EQ(schedule->ops[0].name, "first");
  EXPECT_EQ(schedule->ops[0].queue, "io");
  EXPECT_EQ(formatLocation(schedule->ops[0].location), "plan.txt:1:1");
  EXPECT_EQ(schedule->ops[1].queue, "cpu");
  EXPECT_EQ(schedule->ops[1].start, 1);
  EXPECT_EQ(schedule->ops[1].priority, 2);
  EXPECT_EQ(schedule->ops[2].start, 0);
  EXPECT_EQ(schedule->criticalPath, (std::vector<unsigned>{0, 1}));
  EXPECT_TRUE(schedule->ops[0].critical);
  EXPECT_FALSE(schedule->ops[2].critical);
  EXPECT_EQ(schedule->makespan, 3);
  EXPECT_EQ(schedule->sequentialSeconds, 5);
}

TEST_F(ScheduleTest, ALoopTakesItsIterations) {
  auto schedule = estimate(R"(
    %ten = arith.constant 10 : index
    %z = arith.constant 0 : index
    %o = arith.constant 1 : index
    scf.for %i = %z to %ten step %o {
      %0 = hocket.call @ask() : () -> i64
      %1 = hocket.call @ask(%n) : (i64) -> i64
      %2 = hocket.call @ask(%n) : (i64) -> i64
    })");
  ASSERT_TRUE(succeeded(schedule));
  // Three calls, two at a time, ten times; the least is the work: 1.5 each.
  EXPECT_DOUBLE_EQ(schedule->makespan, 20);
  EXPECT_DOUBLE_EQ(schedule->lowerBound, 15);
}

TEST_F(ScheduleTest, ABranchTakesItsLongerSide) {
  auto schedule = estimate(R"(
    scf.if %c {
      %0 = hocket.call @ask() : () -> i64
    } else {
      %1 = hocket.call @save() : () -> i64
    })");
  ASSERT_TRUE(succeeded(schedule));
  EXPECT_DOUBLE_EQ(schedule->makespan, 4);
}

TEST_F(ScheduleTest, AMapIsLimitedByWidthAndCapacity) {
  auto schedule = estimate(R"(
    %l = hocket.constant [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : !hocket.list<i64>
    %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<i64> {
      %1 = hocket.call @ask(%e) : (i64) -> i64
      hocket.yield %1 : i64
    }
    %2 = hocket.map (%e, %i) in %l width 5 : !hocket.list<i64> -> !hocket.list<i64> {
      %3 = hocket.call @think(%e) : (i64) -> i64
      hocket.yield %3 : i64
    })",
                           /*processors=*/8);
  ASSERT_TRUE(succeeded(schedule));
  EXPECT_DOUBLE_EQ(schedule->ops[0].seconds, 5);
  EXPECT_DOUBLE_EQ(schedule->ops[1].seconds, 4);
}

TEST_F(ScheduleTest, ADeclarationHasNoSchedule) {
  module = parseSourceString<ModuleOp>("func.func private @f()", &context);
  std::string message;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &d) { message = d.str(); });
  EXPECT_TRUE(failed(estimateSchedule(*module->getOps<func::FuncOp>().begin())));
  EXPECT_EQ(message, "expected a function with a body, found the declaration of 'f'");
}
