// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capacities, rates and widths as runs see them.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;

class LimitsTest : public RunTest {
protected:
  /// A tool that counts how many of its calls are under way.
  void addGauge(const std::string &name) {
    addBlocking(name, [this](Invocation &) -> Result<Value> {
      int now = ++active;
      int seen = most;
      while (now > seen && !most.compare_exchange_weak(seen, now)) {
      }
      std::this_thread::yield();
      --active;
      return Value();
    });
  }
  std::atomic<int> active{0}, most{0};
};

TEST_F(LimitsTest, CapacitiesHoldAcrossRuns) {
  addGauge("gauge");
  PlanBuilder builder;
  uint32_t tool = builder.tool("gauge");
  builder.resource("r", 3);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 50; ++i)
    body.node(body.call(tool)).add_acquires()->set_units(1);
  auto s = session(builder);
  auto first = start(s), second = start(s);
  finish(first);
  finish(second);
  EXPECT_EQ(first->stats().nodesRun, 50u);
  EXPECT_EQ(second->stats().nodesRun, 50u);
  EXPECT_LE(most, 3);
  EXPECT_EQ(s->resources.inUse(0), 0u);
}

TEST_F(LimitsTest, WidthsHold) {
  addGauge("gauge");
  PlanBuilder builder;
  uint32_t tool = builder.tool("gauge");
  RegionBuilder &body = builder.program("main");
  uint32_t range = body.apply(Builtin::Range, {builder.constant("40")});
  uint32_t map = body.map(body.result(range), {}, 4);
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool);
  element.yield({element.result(call)});
  run(builder);
  EXPECT_LE(most, 4);
}

TEST_F(LimitsTest, SequentialIsOneAtATime) {
  addGauge("gauge");
  PlanBuilder builder;
  uint32_t tool = builder.tool("gauge");
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 10; ++i)
    body.call(tool);
  uint32_t range = body.apply(Builtin::Range, {builder.constant("10")});
  uint32_t map = body.map(body.result(range), {});
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool);
  element.yield({element.result(call)});
  RunOptions options;
  options.sequential = true;
  auto ended = run(builder, {}, options);
  EXPECT_EQ(ended->stats().nodesRun, 22u);
  EXPECT_EQ(most, 1);
}

TEST_F(LimitsTest, RatesHold) {
  std::mutex mutex;
  std::vector<std::chrono::steady_clock::time_point> starts;
  addCompute("tick", [&](Invocation &) {
    std::lock_guard lock(mutex);
    starts.push_back(std::chrono::steady_clock::now());
    return Value();
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("tick", {}, true);
  builder.resource("r", 0, 200);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 5; ++i)
    body.node(body.call(tool)).add_acquires()->set_units(1);
  run(builder);
  ASSERT_EQ(starts.size(), 5u);
  // Each was allowed 5 ms after the one before it, at the earliest.
  EXPECT_GE(starts.back() - starts.front(), std::chrono::milliseconds(15));
}

// What was given up may still touch the resource: its unit stays taken until
// it has ended, and nobody starts beside it.
TEST_F(LimitsTest, WhatIsGivenUpKeepsItsUnits) {
  auto released = std::make_shared<Signal>();
  auto hang = [released](Invocation &) -> Result<Value> {
    released->wait();
    return Value();
  };
  std::shared_ptr<Invocation> hung;
  addCompute("compute", hang);
  addBlocking("blocking", hang);
  addAsync("async", [&](std::shared_ptr<Invocation> invocation) {
    hung = std::move(invocation);
  });
  std::vector<std::shared_ptr<Session>> sessions;
  for (const char *name : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    uint32_t tool =
        builder.tool(name, {}, std::string_view(name) == "compute");
    builder.message().mutable_tools(0)->mutable_policy()->set_timeout_ns(1000);
    builder.resource("r", 1);
    RegionBuilder &body = builder.program("main");
    body.node(body.call(tool)).add_acquires()->set_units(1);
    sessions.push_back(session(builder));
    auto ended = start(sessions.back());
    finish(ended);
    EXPECT_EQ(ended->stats().nodesFailed, 1u) << name;
    EXPECT_EQ(sessions.back()->resources.inUse(0), 1u) << name;
  }
  released->set();
  hung->complete(Value());
  hung.reset();
  for (const std::shared_ptr<Session> &session : sessions) {
    for (int i = 0; i < 60'000 && session->resources.inUse(0); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(session->resources.inUse(0), 0u);
  }
}

TEST_F(LimitsTest, AFailureReleasesWhatItHeld) {
  addCompute("bad", [](Invocation &) -> Result<Value> {
    return Status(HOCKET_TOOL_ERROR, "bad");
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("bad", {}, true);
  builder.resource("r", 1);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 10; ++i) {
    uint32_t call = body.call(tool);
    body.node(call).add_acquires()->set_units(1);
    body.node(call).set_ordered(i == 5);
  }
  auto s = session(builder);
  auto run = start(s);
  finish(run);
  EXPECT_EQ(run->status().code(), HOCKET_TOOL_ERROR);
  EXPECT_EQ(s->resources.inUse(0), 0u);
}

// The loop's thread may be the last to let go of the session whose rate it
// watches: a tool that it starts may complete at once.
TEST_F(LimitsTest, TheLastGrantMayEndTheSession) {
  std::atomic<int> attempts{0};
  auto let = std::make_shared<Signal>();
  auto gone = std::make_shared<Signal>();
  addAsync("flaky", [&, let, gone](std::shared_ptr<Invocation> invocation) {
    if (++attempts == 1) {
      invocation->complete(Status(HOCKET_UNAVAILABLE, "not yet"));
      return;
    }
    invocation->complete(Value::integer(attempts));
    invocation.reset();
    let->set();
    gone->wait(); // until nobody else has the session
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("flaky");
  builder.resource("r", 0, 4);
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tool);
  body.node(call).add_acquires()->set_units(1);
  body.yield({body.result(call)});
  plan::v1::Policy *policy = builder.message().mutable_tools(0)->mutable_policy();
  policy->set_idempotent(true);
  policy->set_retries(1);
  auto plan = loadPlan(builder.finish());
  ASSERT_TRUE(plan) << plan.status().toString();
  {
    auto own = *Session::create(instance, *plan, {});
    RunPtr run = start(own);
    finish(run);
    EXPECT_EQ(outcome(run), "2");
    ASSERT_TRUE(let->wait());
  }
  gone->set();
  Signal alive;
  instance->loop().after(std::chrono::nanoseconds(0), [&] { alive.set(); });
  EXPECT_TRUE(alive.wait()) << "the event loop waits for itself";
}
