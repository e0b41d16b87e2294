// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of devices whose calls reach the tools: that they do, once each, with their
// arguments; that failures and answers come back.
#include "device_conformance.h"

#include <set>

namespace hocket::testing {

TEST_P(ToolConformance, EveryCallReachesItsToolOnce) {
  std::mutex mutex;
  std::multiset<int64_t> seen;
  auto note = [&](Invocation &invocation) -> Result<Value> {
    std::lock_guard lock(mutex);
    seen.insert(invocation.arguments.get("i")->asInt());
    return *invocation.arguments.get("i");
  };
  addCompute("note compute", note);
  addBlocking("note blocking", note);
  addAsync("note async", [&](std::shared_ptr<Invocation> invocation) {
    invocation->complete(note(*invocation));
  });
  PlanBuilder builder;
  const uint32_t tools[] = {builder.tool("note compute", {"i"}, true),
                            builder.tool("note blocking", {"i"}),
                            builder.tool("note async", {"i"})};
  RegionBuilder &body = builder.program("main");
  EncodedList results;
  std::multiset<int64_t> expected;
  Value::List values;
  for (uint32_t i = 0; i < 90; ++i) {
    uint32_t call =
        body.call(tools[i % 3], {builder.constant(std::to_string(i))});
    results.push_back(body.result(call));
    expected.insert(i);
    values.push_back(Value::integer(i));
  }
  uint32_t list = body.list(results);
  body.yield({body.result(list)});
  Watched watched = execute(builder);
  EXPECT_EQ(seen, expected);
  EXPECT_EQ(watched->run->result(), Value::list(values));
}

// Siblings finish; what takes the failure fails with it and is not called.
TEST_P(ToolConformance, FailuresOfTools) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(tools.failing);
  body.node(bad).set_location(builder.location("plan", 5, 2));
  uint32_t user = body.call(tools.any(1), {body.result(bad)});
  for (uint32_t i = 0; i < 9; ++i)
    body.call(tools.any(i));
  body.yield({body.result(user)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->status().toString(),
            "plan:5:2: it failed [TOOL_ERROR]\n  note: in call 'failing'");
  EXPECT_EQ(toolCalls, 10u);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FAILED), 1u);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_SKIPPED), 1u);
}

// The failure that stands first in the text is reported, although it comes
// last: it waits for the other.
TEST_P(ToolConformance, TheFirstInTheTextIsReported) {
  Signal otherFailed;
  addBlocking("late", [&](Invocation &) -> Result<Value> {
    EXPECT_TRUE(otherFailed.wait());
    return Status(HOCKET_TOOL_ERROR, "late");
  });
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  body.node(body.call(builder.tool("late"))).set_ordered(true);
  body.node(body.call(tools.failing)).set_ordered(true);
  body.node(body.call(tools.endless)).set_ordered(true);
  auto hook = [&](const EventLog::Entry &entry, hocket::Run &) {
    if (entry.label == "failing" && entry.kind == HOCKET_EVENT_FAILED)
      otherFailed.set();
  };
  Watched watched = execute(builder, {}, {}, hook);
  EXPECT_EQ(outcome(watched->run), "TOOL_ERROR: late");
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FAILED), 2u);
  // Whether it had begun by then is up to the threads.
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_SKIPPED) +
                watched->log.count(HOCKET_EVENT_INTERRUPTED),
            1u);
}

// Cancelled while it is in the tool, which notices.
TEST_P(ToolConformance, CancellationReachesTheTool) {
  Signal inTool;
  addBlocking("tell", [&](Invocation &invocation) -> Result<Value> {
    Signal cancelled;
    invocation.cancel.onCancel([&] { cancelled.set(); });
    inTool.set();
    EXPECT_TRUE(cancelled.wait());
    invocation.cancel.clearHandler();
    return Value::integer(1);
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("tell");
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tool);
  body.yield({body.result(call)});
  Watched watched = begin(open(builder));
  ASSERT_TRUE(inTool.wait());
  watched->run->cancel();
  end(watched);
  EXPECT_EQ(outcome(watched->run), "CANCELLED: the run was cancelled");
}

TEST_P(ToolConformance, APersonIsAsked) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t approve =
      body.add(plan::v1::NODE_KIND_APPROVE, {builder.constant("\"send?\"")}, 1);
  body.yield({body.result(approve)});
  for (bool answer : {true, false}) {
    SessionOptions options = device->sessionOptions();
    std::atomic<int> asked{0};
    options.approve = [&](std::string_view, const Value *) {
      ++asked;
      return answer;
    };
    Watched watched = begin(session(builder, options));
    end(watched);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(outcome(watched->run),
              answer ? "true" : "DENIED: 'send?' was not approved");
  }
}

// A tool that is not there is missed when the session is made.
TEST_P(ToolConformance, ToolsHaveToBeThere) {
  PlanBuilder builder;
  builder.tool("nowhere");
  builder.program("main");
  auto session = Session::create(instance, *loadPlan(builder.finish()),
                                 device->sessionOptions());
  EXPECT_EQ(session.status().code(), HOCKET_NOT_FOUND);
}

} // namespace hocket::testing
