// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a failure means for other nodes.
#include "exec/failure_fixture.h"

using namespace hocket;
using namespace hocket::testing;

TEST_F(FailureTest, UnorderedFailsItsDependentsOnly) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(tools.bad);
  uint32_t user = body.call(tools.ok, {body.result(bad)});
  uint32_t sibling = body.call(tools.count);
  body.after(sibling, bad); // by an order edge alone: it runs
  builder.output("bad", body.result(bad));
  builder.output("user", body.result(user));
  builder.output("sibling", body.result(sibling));
  auto ended = run(builder);
  EXPECT_TRUE(ended->status().ok());
  EXPECT_EQ(ended->outputs()[0].status.message(), "bad");
  EXPECT_EQ(ended->outputs()[1].status.message(), "bad");
  EXPECT_EQ(ended->outputs()[2].value, Value::integer(1));
  EXPECT_EQ(ended->stats().nodesRun, 1u);
  EXPECT_EQ(ended->stats().nodesFailed, 1u);
  EXPECT_EQ(ended->stats().nodesSkipped, 1u);
}

TEST_F(FailureTest, AFailedYieldFailsTheProgram) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(tools.bad);
  body.node(bad).set_location(builder.location("plan.txt", 4, 2));
  body.yield({body.result(bad)});
  auto ended = run(builder);
  EXPECT_EQ(ended->status().toString(),
            "plan.txt:4:2: bad [TOOL_ERROR]\n  note: in call 'bad'");
  EXPECT_FALSE(ended->result());
}

TEST_F(FailureTest, LoopsPassFailedValuesOn) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"n"});
  uint32_t bad = body.call(tools.bad);
  uint32_t loop =
      body.loop(builder.constant("0"), body.arg(0), builder.constant("1"),
                {builder.constant("5")}, {body.result(bad)});
  RegionBuilder &iteration = body.region(loop);
  uint32_t sum =
      iteration.apply(Builtin::Add, {iteration.arg(1), iteration.arg(2)});
  iteration.yield({iteration.result(sum)});
  body.yield({body.result(loop)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"n": 0})")), "5");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"n": 3})")), "TOOL_ERROR: bad");
}

TEST_F(FailureTest, FailFastCancelsTheRest) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(tools.bad);
  uint32_t next = body.call(tools.count);
  body.after(next, bad);
  builder.output("next", body.result(next));
  RunOptions options;
  options.failFast = true;
  auto ended = run(builder, {}, options);
  EXPECT_EQ(outcome(ended), "TOOL_ERROR: bad");
  EXPECT_EQ(counted, 0);
  EXPECT_EQ(ended->outputs()[0].status.code(), HOCKET_CANCELLED);
}

TEST_F(FailureTest, FailuresInRegionsEndTheProgramOutside) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t map = body.map(builder.constant(R"(["a", "b", "c"])"), {});
  body.node(map).set_ordered(true);
  RegionBuilder &element = body.region(map);
  uint32_t bad = element.call(tools.bad, {element.arg(0)});
  element.node(bad).set_ordered(true);
  element.yield({element.result(bad)});
  uint32_t last = body.call(tools.count);
  body.node(last).set_ordered(true);
  body.after(last, map);
  EXPECT_EQ(outcomeOf(builder), "TOOL_ERROR: a");
  EXPECT_EQ(counted, 0);
}
