// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which failure is reported, and how far the program gets, where order counts.
#include "exec/failure_fixture.h"

using namespace hocket;
using namespace hocket::testing;

TEST_F(FailureTest, AnOrderedFailureEndsTheProgramThere) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t before = body.call(tools.count);
  uint32_t bad = body.call(tools.bad);
  uint32_t after = body.call(tools.count);
  for (uint32_t node : {before, bad, after})
    body.node(node).set_ordered(true);
  body.after(bad, before);
  body.after(after, bad);
  body.yield({body.result(after)});
  builder.output("before", body.result(before));
  builder.output("after", body.result(after));
  auto ended = run(builder);
  EXPECT_EQ(outcome(ended), "TOOL_ERROR: bad");
  EXPECT_EQ(counted, 1);
  EXPECT_EQ(ended->outputs()[0].value, Value::integer(1));
  EXPECT_EQ(ended->outputs()[1].status.code(), HOCKET_CANCELLED);
  EXPECT_EQ(ended->outputs()[1].status.message(),
            "the program ended before it");
}

TEST_F(FailureTest, TheEarliestInTheTextIsReported) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t late = body.call(tools.late);
  uint32_t bad = body.call(tools.bad);
  uint32_t early =
      body.call(tools.ok); // ran, but the program did not get there
  for (uint32_t node : {late, bad, early})
    body.node(node).set_ordered(true);
  builder.output("early", body.result(early));
  auto run = start(builder);
  EXPECT_FALSE(run->wait(std::chrono::milliseconds(20)));
  release.set();
  finish(run);
  EXPECT_EQ(outcome(run), "TOOL_ERROR: late");
  EXPECT_EQ(run->outputs()[0].status.message(), "the program ended before it");
}

TEST_F(FailureTest, WhatComesAfterIsCancelled) {
  Signal started;
  addBlocking("wait", [&](Invocation &invocation) -> Result<Value> {
    started.set();
    Signal cancelled;
    invocation.cancel.onCancel([&] { cancelled.set(); });
    cancelled.wait();
    invocation.cancel.clearHandler();
    return Status(HOCKET_CANCELLED, "stopped");
  });
  addBlocking("bad after", [&](Invocation &) -> Result<Value> {
    started.wait();
    return Status(HOCKET_TOOL_ERROR, "bad");
  });
  PlanBuilder builder;
  uint32_t wait = builder.tool("wait"), bad = builder.tool("bad after");
  RegionBuilder &body = builder.program("main");
  body.node(body.call(bad)).set_ordered(true);
  uint32_t waiting = body.call(wait);
  body.yield({body.result(waiting)});
  EXPECT_EQ(outcomeOf(builder), "TOOL_ERROR: bad");
}

TEST_F(FailureTest, AnEarlyFailureCountsWhereItIsUsed) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"use"});
  uint32_t hoisted = body.call(tools.bad, {builder.constant("\"hoisted\"")});
  body.node(hoisted).set_early(true);
  body.node(hoisted).set_ordered(true);
  uint32_t branch = body.branch(body.arg(0), {body.result(hoisted)}, 1);
  body.node(branch).set_ordered(true);
  RegionBuilder &then = body.region(branch);
  uint32_t user = then.call(tools.ok, {then.arg(0)});
  then.node(user).set_ordered(true);
  then.yield({then.result(user)});
  body.region(branch).yield({builder.constant("0")});
  uint32_t last = body.call(tools.count);
  body.after(last, branch);
  body.node(last).set_ordered(true);
  body.yield({body.result(branch)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"use": false})")), "0");
  EXPECT_EQ(counted, 1);
  EXPECT_EQ(outcomeOf(builder, parse(R"({"use": true})")),
            "TOOL_ERROR: hoisted");
  EXPECT_EQ(counted, 1);
}
