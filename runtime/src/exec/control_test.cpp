// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes with regions.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;

class ControlTest : public RunTest {};

TEST_F(ControlTest, IfTakesOneBranch) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"c", "x"});
  uint32_t branch = body.branch(body.arg(0), {body.arg(1)}, 2);
  RegionBuilder &then = body.region(branch);
  uint32_t twice =
      then.apply(Builtin::Mul, {then.arg(0), builder.constant("2")});
  then.yield({then.result(twice), then.arg(0)});
  RegionBuilder &otherwise = body.region(branch);
  otherwise.yield({builder.constant("null"), builder.constant("0")});
  uint32_t list = body.list({body.result(branch), body.result(branch, 1)});
  body.yield({body.result(list)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"c": true, "x": 4})")), "[8,4]");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"c": false, "x": 4})")), "[null,0]");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"c": 1, "x": 4})")),
            "TYPE_ERROR: expected a bool as the condition, found int");
}

static void makeSum(PlanBuilder &builder) {
  RegionBuilder &body = builder.program("main", {"from", "to", "step"});
  uint32_t loop = body.loop(body.arg(0), body.arg(1), body.arg(2),
                            {builder.constant("0")}, {builder.constant("10")});
  RegionBuilder &iteration = body.region(loop);
  uint32_t scaled =
      iteration.apply(Builtin::Mul, {iteration.arg(0), iteration.arg(2)});
  uint32_t sum = iteration.apply(Builtin::Add,
                                 {iteration.arg(1), iteration.result(scaled)});
  iteration.yield({iteration.result(sum)});
  body.yield({body.result(loop)});
}

TEST_F(ControlTest, ForCarriesValues) {
  PlanBuilder builder;
  makeSum(builder);
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 1, "to": 5, "step": 1})")),
            "100");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 5, "to": 0, "step": -2})")),
            "90");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 5, "to": 5, "step": 1})")),
            "0");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 0, "to": 5, "step": 0})")),
            "INVALID_ARGUMENT: the loop's step is zero");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 0, "to": "5", "step": 1})")),
            "TYPE_ERROR: expected an int as the upper bound, found string");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"from": 9223372036854775806,
                                         "to": 9223372036854775807, "step": 5})")),
            "OVERFLOW: the result of 'mul' exceeds 64 bits");
}

TEST_F(ControlTest, AnEmptyLoopIsNoRecursion) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t loop = body.loop(builder.constant("0"), builder.constant("300000"),
                            builder.constant("1"), {builder.constant("7")}, {});
  RegionBuilder &iteration = body.region(loop);
  iteration.yield({iteration.arg(1)});
  body.yield({body.result(loop)});
  EXPECT_EQ(outcomeOf(builder), "7");
}

TEST_F(ControlTest, WhileRunsUntilItsConditionIsFalse) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"n"});
  // (n, 1) -> while n > 1: (n - 1, f * n); yields f.
  uint32_t loop = body.repeat({body.arg(0), builder.constant("1")},
                              {builder.constant("1")}, 2);
  RegionBuilder &condition = body.region(loop);
  uint32_t more =
      condition.apply(Builtin::Gt, {condition.arg(0), condition.arg(2)});
  condition.yield({condition.result(more), condition.arg(0), condition.arg(1)});
  RegionBuilder &again = body.region(loop);
  uint32_t less = again.apply(Builtin::Sub, {again.arg(0), again.arg(2)});
  uint32_t product = again.apply(Builtin::Mul, {again.arg(0), again.arg(1)});
  again.yield({again.result(less), again.result(product)});
  body.yield({body.result(loop, 1)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"n": 10})")), "3628800");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"n": 0})")), "1");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"n": 30})")),
            "OVERFLOW: the result of 'mul' exceeds 64 bits");
}

static void makeSquares(PlanBuilder &builder, uint32_t width) {
  RegionBuilder &body = builder.program("main", {"list"});
  uint32_t map = body.map(body.arg(0), {builder.constant("100")}, width);
  RegionBuilder &element = body.region(map);
  uint32_t square =
      element.apply(Builtin::Mul, {element.arg(0), element.arg(0)});
  uint32_t index =
      element.apply(Builtin::Mul, {element.arg(1), element.arg(2)});
  uint32_t sum = element.apply(Builtin::Add,
                               {element.result(square), element.result(index)});
  element.yield({element.result(sum)});
  body.yield({body.result(map)});
}

TEST_F(ControlTest, MapKeepsTheOrder) {
  for (uint32_t width : {0u, 1u, 2u, 100u}) {
    PlanBuilder builder;
    makeSquares(builder, width);
    EXPECT_EQ(outcomeOf(builder, parse(R"({"list": [1, 2, 3]})")),
              "[1,104,209]");
    EXPECT_EQ(outcomeOf(builder, parse(R"({"list": []})")), "[]");
    EXPECT_EQ(outcomeOf(builder, parse(R"({"list": "no"})")),
              "TYPE_ERROR: expected a list to map over, found string");
  }
}

TEST_F(ControlTest, MapReportsTheFirstFailingElement) {
  PlanBuilder builder;
  makeSquares(builder, 0);
  EXPECT_EQ(outcomeOf(builder, parse(R"({"list": [1, null, 3, "a"]})")),
            "TYPE_ERROR: 'mul' expects numbers, found null");
}

TEST_F(ControlTest, LargeMaps) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t range = body.apply(Builtin::Range, {builder.constant("50000")});
  uint32_t map = body.map(body.result(range), {});
  RegionBuilder &element = body.region(map);
  uint32_t one =
      element.apply(Builtin::Add, {element.arg(0), builder.constant("1")});
  element.yield({element.result(one)});
  uint32_t sum = body.apply(Builtin::Sum, {body.result(map)});
  body.yield({body.result(sum)});
  EXPECT_EQ(outcomeOf(builder), "1250025000");
}

TEST_F(ControlTest, SequentialGivesTheSame) {
  PlanBuilder builder;
  makeSquares(builder, 0);
  RunOptions options;
  options.sequential = true;
  EXPECT_EQ(outcome(run(builder, parse(R"({"list": [1, 2, 3]})"), options)),
            "[1,104,209]");
}
