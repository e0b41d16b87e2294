// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a failure means for other nodes, and which one is reported.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;
using ::testing::HasSubstr;

class FailureTest : public RunTest {
protected:
  FailureTest() {
    addCompute("ok", [](Invocation &) { return Value::integer(1); });
    addCompute("bad", [](Invocation &invocation) -> Result<Value> {
      const Value *text = invocation.arguments.get("text");
      return Status(HOCKET_TOOL_ERROR, text ? text->asString() : "bad");
    });
    addCompute("count",
               [this](Invocation &) { return Value::integer(++counted); });
    // Fails once `release` is set.
    addBlocking("late", [this](Invocation &) -> Result<Value> {
      release.wait();
      return Status(HOCKET_TOOL_ERROR, "late");
    });
  }

  struct Tools {
    explicit Tools(PlanBuilder &builder)
        : ok(builder.tool("ok", {"text"}, true)),
          bad(builder.tool("bad", {"text"}, true)),
          count(builder.tool("count", {"text"}, true)),
          late(builder.tool("late", {"text"})) {}
    uint32_t ok, bad, count, late;
  };

  std::atomic<int> counted{0};
  Signal release;
};

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
