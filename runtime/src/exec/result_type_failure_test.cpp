// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What it means for the rest of the program that a result does not fit its type.
#include "exec/result_type_fixture.h"

using namespace hocket;
using namespace hocket::testing;

TEST_F(ResultTypeTest, AMismatchIsNeverRetried) {
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    RegionBuilder &body = builder.program("main");
    body.call(addTool(builder, tool, R"("int")"), {builder.constant("true")});
    body.node(0).set_ordered(true);
    auto &policy = *builder.message().mutable_tools(0)->mutable_policy();
    policy.set_idempotent(true);
    policy.set_retries(5);
    calls = 0;
    EXPECT_EQ(outcomeOf(builder),
              misfit(tool, "$: expected int, found bool true"));
    EXPECT_EQ(calls, 1) << tool;
  }
}

TEST_F(ResultTypeTest, AResultThatNobodyTakesIsChecked) {
  PlanBuilder builder;
  builder.resource("gpu", 1);
  uint32_t tool = addTool(builder, "blocking", R"("string")");
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.add(plan::v1::NODE_KIND_CALL, {}, 0);
  body.node(bad).mutable_call()->set_tool(tool);
  body.node(bad).set_ordered(true);
  body.node(bad).add_acquires()->set_units(1);
  auto s = session(builder);
  auto run = start(s);
  finish(run);
  EXPECT_EQ(outcome(run), misfit("blocking", "$: expected string, found null"));
  EXPECT_EQ(s->resources.inUse(0), 0u);
}

TEST_F(ResultTypeTest, OfTheElementsOfAMapTheFirstCounts) {
  PlanBuilder builder;
  uint32_t tool = addTool(builder, "async", R"("float")");
  RegionBuilder &body = builder.program("main", {"values"});
  uint32_t map = body.map(body.arg(0), {}, 2);
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool, {element.arg(0)});
  element.yield({element.result(call)});
  body.yield({body.result(map)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"values": [1, 2.5, -3]})")),
            "[1.0,2.5,-3.0]");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"values": [1, "b", "c", 4]})")),
            misfit("async", "$: expected float, found string \"b\""));
}

TEST_F(ResultTypeTest, WhatTakesTheValueFailsWithIt) {
  PlanBuilder builder;
  uint32_t typed = addTool(builder, "compute", R"("int")");
  uint32_t plain = builder.tool("async", {"value"});
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(typed, {builder.constant(R"("x")")});
  uint32_t user = body.call(plain, {body.result(bad)});
  uint32_t sibling = body.call(plain, {builder.constant("7")});
  builder.output("user", body.result(user));
  builder.output("sibling", body.result(sibling));
  auto ended = run(builder);
  EXPECT_EQ(ended->outputs()[0].status.code(), HOCKET_TYPE_ERROR);
  EXPECT_EQ(ended->outputs()[1].value, Value::integer(7));
  EXPECT_EQ(ended->stats().nodesFailed, 1u);
}

TEST_F(ResultTypeTest, InVirtualTimeResultsAreUnknown) {
  PlanBuilder builder;
  uint32_t tool = addTool(builder, "compute", R"("int")");
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tool, {builder.constant(R"("x")")});
  body.node(call).set_cost_s(0.5);
  body.yield({body.result(call)});
  SessionOptions dry;
  dry.nullDevice = true;
  auto run = start(session(builder, dry));
  finish(run);
  EXPECT_TRUE(run->status().ok()) << run->status().toString();
  EXPECT_EQ(calls, 0);
}
