// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls: timeouts, retries, cancellation, approval, and tools that misbehave.
#include "exec/test_support.h"

#include <future>
#include <thread>

using namespace hocket;
using namespace hocket::testing;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

class CallTest : public RunTest {
protected:
  /// A program of one call, which it returns.
  uint32_t makeCall(PlanBuilder &builder, const std::string &tool,
                    bool compute = false) {
    uint32_t index = builder.tool(tool, {}, compute);
    RegionBuilder &body = builder.program("main");
    uint32_t call = body.call(index);
    body.yield({body.result(call)});
    return call;
  }
  static plan::v1::Policy &policy(PlanBuilder &builder) {
    return *builder.message().mutable_tools(0)->mutable_policy();
  }
};

TEST_F(CallTest, EveryKindOfToolGetsItsArguments) {
  auto echo = [](Invocation &invocation) -> Result<Value> {
    return invocation.arguments;
  };
  addCompute("compute", echo);
  addBlocking("blocking", echo);
  addAsync("async", [](std::shared_ptr<Invocation> invocation) {
    std::thread([invocation] {
      invocation->complete(invocation->arguments);
    }).detach();
  });
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    uint32_t index = builder.tool(tool, {"a", "b"});
    RegionBuilder &body = builder.program("main", {"x"});
    uint32_t call = body.call(index, {body.arg(0), builder.constant("[2]")});
    body.yield({body.result(call)});
    EXPECT_EQ(outcomeOf(builder, parse(R"({"x": 1})")), R"({"a":1,"b":[2]})")
        << tool;
  }
}

TEST_F(CallTest, ExceptionsFailTheCall) {
  auto throwing = [](Invocation &) -> Result<Value> {
    throw std::runtime_error("oops");
  };
  addCompute("compute", throwing);
  addBlocking("blocking", throwing);
  addAsync("async", [](std::shared_ptr<Invocation>) { throw 3; });
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    makeCall(builder, tool);
    EXPECT_THAT(outcomeOf(builder),
                HasSubstr("TOOL_ERROR: tool '" + std::string(tool) +
                          "' threw an exception"));
  }
}

TEST_F(CallTest, ATimeoutCancelsTheTool) {
  addBlocking("slow", [](Invocation &invocation) -> Result<Value> {
    Signal cancelled;
    invocation.cancel.onCancel([&] { cancelled.set(); });
    cancelled.wait();
    invocation.cancel.clearHandler();
    return Value::string("too late");
  });
  PlanBuilder builder;
  makeCall(builder, "slow");
  policy(builder).set_timeout_ns(20'000'000);
  EXPECT_EQ(
      outcomeOf(builder),
      "DEADLINE_EXCEEDED: tool 'slow' took longer than its timeout of 20 ms");
}

TEST_F(CallTest, AToolThatHangsIsGivenUp) {
  // All kinds, on an instance with one worker, which must go on.
  options.workers = 1;
  auto released = std::make_shared<Signal>();
  auto hang = [released](Invocation &) -> Result<Value> {
    released->wait();
    return Value();
  };
  addCompute("compute", hang);
  addBlocking("blocking", hang);
  addAsync("async", [](std::shared_ptr<Invocation>) {});
  addCompute("ok", [](Invocation &) { return Value::integer(1); });
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    makeCall(builder, tool, std::string(tool) == "compute");
    policy(builder).set_timeout_ns(10'000'000);
    EXPECT_THAT(outcomeOf(builder), HasSubstr("DEADLINE_EXCEEDED")) << tool;
    PlanBuilder next;
    makeCall(next, "ok", true);
    EXPECT_EQ(outcomeOf(next), "1") << "after " << tool;
  }
  released->set();
}

TEST_F(CallTest, TheDeadlineOfTheRunHolds) {
  auto released = std::make_shared<Signal>();
  auto hang = [released](Invocation &) -> Result<Value> {
    released->wait();
    return Value();
  };
  addCompute("compute", hang);
  addBlocking("blocking", hang);
  addAsync("async", [](std::shared_ptr<Invocation>) {});
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    makeCall(builder, tool, std::string(tool) == "compute");
    RunOptions options;
    options.timeoutNs = 20'000'000;
    auto ended = run(builder, {}, options);
    EXPECT_EQ(
        outcome(ended),
        "DEADLINE_EXCEEDED: the run took longer than its timeout of 20 ms");
  }
  released->set();
}

// What can be ended by force is, and the run waits for its end: at once if the
// deadline of the run has passed or who cancels insists, else after a grace.
TEST_F(CallTest, WhatDoesNotStopIsKilled) {
  auto started = std::make_unique<Signal>();
  std::atomic<int> kills{0};
  addAsync("stubborn", [&](std::shared_ptr<Invocation> invocation) {
    invocation->cancel.onKill([&kills, invocation] {
      ++kills;
      invocation->complete(Status(HOCKET_CANCELLED, "killed"));
    });
    started->set();
  });
  PlanBuilder builder;
  makeCall(builder, "stubborn");
  RunOptions deadline;
  deadline.timeoutNs = 20'000'000;
  EXPECT_THAT(outcome(run(builder, {}, deadline)), HasSubstr("the run took"));
  EXPECT_EQ(kills, 1);
  started = std::make_unique<Signal>();
  auto cancelled = start(builder);
  started->wait();
  cancelled->cancel();
  cancelled->cancel();
  finish(cancelled);
  EXPECT_EQ(kills, 2);
  policy(builder).set_timeout_ns(1'000'000);
  EXPECT_THAT(outcomeOf(builder), HasSubstr("DEADLINE_EXCEEDED: tool"));
  EXPECT_EQ(kills, 3);
}

TEST_F(CallTest, OnlyTheFirstCompletionCounts) {
  std::shared_ptr<Invocation> kept;
  addAsync("twice", [&](std::shared_ptr<Invocation> invocation) {
    kept = invocation;
    invocation->complete(Value::integer(1));
    invocation->complete(Value::integer(2));
  });
  PlanBuilder builder;
  makeCall(builder, "twice");
  EXPECT_EQ(outcomeOf(builder), "1");
  kept->complete(Value::integer(3)); // after the end of the run
  kept.reset();
}

TEST_F(CallTest, IdempotentCallsAreRetried) {
  std::atomic<int> attempts{0};
  auto flaky = [&](Invocation &) -> Result<Value> {
    if (++attempts < 3)
      return Status(HOCKET_UNAVAILABLE, "refused");
    return Value::integer(attempts);
  };
  addCompute("compute", flaky);
  addBlocking("blocking", flaky);
  for (const char *tool : {"compute", "blocking"}) {
    attempts = 0;
    PlanBuilder builder;
    makeCall(builder, tool, std::string(tool) == "compute");
    policy(builder).set_retries(2);
    EXPECT_EQ(outcomeOf(builder), "UNAVAILABLE: refused") << "not idempotent";
    EXPECT_EQ(attempts, 1);
    attempts = 0;
    policy(builder).set_idempotent(true);
    EXPECT_EQ(outcomeOf(builder), "3") << tool;
    attempts = -10;
    auto failed = run(builder);
    EXPECT_EQ(failed->status().notes().front(), "after 3 attempts");
    EXPECT_EQ(attempts, -7);
  }
}

TEST_F(CallTest, PermanentErrorsAreNotRetried) {
  // What is too long now is too long the next time.
  for (hocket_code_t code :
       {HOCKET_PERMISSION_DENIED, HOCKET_RESOURCE_EXHAUSTED}) {
    std::atomic<int> attempts{0};
    addCompute("denied", [&](Invocation &) -> Result<Value> {
      ++attempts;
      return Status(code, "no");
    });
    PlanBuilder builder;
    makeCall(builder, "denied", true);
    policy(builder).set_retries(5);
    policy(builder).set_idempotent(true);
    EXPECT_EQ(outcomeOf(builder), std::string(codeName(code)) + ": no");
    EXPECT_EQ(attempts, 1);
  }
}

TEST_F(CallTest, CancellationReachesTheTool) {
  Signal started;
  addBlocking("wait", [&](Invocation &invocation) -> Result<Value> {
    Signal cancelled;
    invocation.cancel.onCancel([&] { cancelled.set(); });
    started.set();
    cancelled.wait();
    invocation.cancel.clearHandler();
    return Status(HOCKET_CANCELLED, "stopped");
  });
  PlanBuilder builder;
  makeCall(builder, "wait");
  auto run = start(builder);
  started.wait();
  run->cancel();
  finish(run);
  EXPECT_EQ(outcome(run), "CANCELLED: the run was cancelled");
}

TEST_F(CallTest, CancellationEndsPausesAndQueues) {
  options.blockingThreads = 1;
  std::atomic<int> attempts{0};
  Signal first;
  addBlocking("flaky", [&](Invocation &) -> Result<Value> {
    if (++attempts == 1)
      first.set();
    return Status(HOCKET_UNAVAILABLE, "refused");
  });
  PlanBuilder builder;
  uint32_t flaky = builder.tool("flaky");
  builder.resource("r", 1);
  policy(builder).set_retries(1000);
  policy(builder).set_idempotent(true);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 20; ++i) {
    uint32_t call = body.call(flaky);
    auto *acquire = body.node(call).add_acquires();
    acquire->set_units(1);
  }
  auto run = start(builder);
  first.wait();
  run->cancel();
  finish(run);
  EXPECT_EQ(run->status().code(), HOCKET_CANCELLED);
}

TEST_F(CallTest, ApprovalAsksAndObeys) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"q"});
  uint32_t approve = body.add(plan::v1::NODE_KIND_APPROVE,
                              {body.arg(0), builder.constant("[1]")}, 1);
  body.yield({body.result(approve)});
  SessionOptions options;
  std::string seen;
  bool answer = true;
  options.approve = [&](std::string_view question, const Value *subject) {
    seen = std::string(question) + " " + subject->toJson();
    return answer;
  };
  auto s = session(builder, options);
  auto ask = [&](const char *arguments) {
    auto run = start(s, parse(arguments));
    finish(run);
    return outcome(run);
  };
  EXPECT_EQ(ask(R"({"q": "send?"})"), "true");
  EXPECT_EQ(seen, "send? [1]");
  answer = false;
  EXPECT_EQ(ask(R"({"q": "send?"})"), "DENIED: 'send?' was not approved");
  EXPECT_EQ(ask(R"({"q": 3})"),
            "TYPE_ERROR: expected a string as the question, found int");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"q": "send?"})")),
            "DENIED: nobody is there to approve 'send?'");
}

TEST_F(CallTest, EventsTellOfCalls) {
  addCompute("ok", [](Invocation &) { return Value(); });
  addCompute("bad", [](Invocation &) -> Result<Value> {
    return Status(HOCKET_TOOL_ERROR, "bad");
  });
  PlanBuilder builder;
  uint32_t ok = builder.tool("ok", {"a"}, true),
           bad = builder.tool("bad", {}, true);
  RegionBuilder &body = builder.program("main");
  uint32_t first = body.call(bad);
  uint32_t user = body.call(ok, {body.result(first)});
  body.after(body.call(ok), user);
  body.node(2).set_location(builder.location("plan.txt", 3, 1, "3"));
  std::string log;
  RunOptions options;
  options.onEvent = [&](const RunEvent &event) {
    log += std::string(event.name) + std::string(event.label) +
           std::to_string(event.sequence) + ":" + std::to_string(event.kind) +
           " ";
  };
  run(builder, {}, options);
  EXPECT_EQ(log, "bad0:0 bad0:2 ok1:3 3ok2:0 3ok2:1 ");
}

// Cancelled when it was about to start: nothing watches it any more.
TEST_F(CallTest, AComputingToolThatIsCutDoesNotStart) {
  std::atomic<int> calls{0};
  addCompute("never", [&](Invocation &) -> Result<Value> {
    ++calls;
    return Value();
  });
  PlanBuilder builder;
  makeCall(builder, "never", true);
  std::promise<RunPtr> started;
  auto theRun = started.get_future().share();
  RunOptions options;
  options.onEvent = [theRun](const RunEvent &event) {
    if (event.kind == HOCKET_EVENT_STARTED)
      theRun.get()->cancel();
  };
  RunPtr run = start(builder, {}, options);
  started.set_value(run);
  finish(run);
  EXPECT_EQ(outcome(run), "CANCELLED: the run was cancelled");
  EXPECT_EQ(calls, 0);
}

// 2^63 ns and more are no negative times.
TEST_F(CallTest, TimeoutsOfCenturiesDoNotFire) {
  auto pass = [this](Invocation &) -> Result<Value> {
    Signal passed;
    instance->loop().after(20ms, [&] { passed.set(); });
    passed.wait();
    return Value::integer(1);
  };
  addCompute("compute", pass);
  addBlocking("blocking", pass);
  for (uint64_t ns : {uint64_t(1) << 63, UINT64_MAX, UINT64_MAX >> 1}) {
    for (const char *tool : {"compute", "blocking"}) {
      PlanBuilder builder;
      makeCall(builder, tool, std::string(tool) == "compute");
      policy(builder).set_timeout_ns(ns);
      RunOptions options;
      options.timeoutNs = ns;
      EXPECT_EQ(outcome(run(builder, {}, options)), "1") << tool << " " << ns;
    }
  }
}
