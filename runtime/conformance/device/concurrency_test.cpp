// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs at the same time, of one session and of several, and what they share.
#include "graphs.h"

#include <thread>

namespace hocket::testing {

/// Adds `x` and 1, and calls a few tools on the way.
static void addProgram(PlanBuilder &builder) {
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"x"});
  uint32_t last = 0;
  for (uint32_t i = 0; i < 12; ++i) {
    last = body.call(tools.any(i), {body.arg(0)});
    setCost(body, last, 2);
    if (i >= 4)
      body.after(last, i - 4);
  }
  uint32_t sum = body.apply(Builtin::Add, {body.arg(0), builder.constant("1")});
  body.after(sum, 0);
  body.yield({body.result(sum)});
  builder.output("last", body.result(last));
}

static Value argument(int64_t x) {
  return Value::object({{"x", Value::integer(x)}});
}

// All at once: each has its own arguments, values and statistics.
TEST_P(DeviceConformance, RunsOfOneSession) {
  PlanBuilder builder;
  addProgram(builder);
  auto session = open(builder);
  std::vector<Watched> runs;
  for (int64_t x = 0; x < 24; ++x)
    runs.push_back(begin(session, argument(x)));
  for (int64_t x = 0; x < 24; ++x) {
    end(runs[size_t(x)]);
    EXPECT_EQ(runs[size_t(x)]->run->result(), Value::integer(x + 1));
    EXPECT_EQ(runs[size_t(x)]->run->outputs()[0].value,
              told(Value::integer(x + 1)));
    EXPECT_EQ(runs[size_t(x)]->run->stats().nodesRun, 13u);
  }
}

// From several threads, with sessions of their own.
TEST_P(DeviceConformance, RunsOfSeveralSessions) {
  PlanBuilder builder;
  addProgram(builder);
  std::vector<std::shared_ptr<Session>> sessions;
  for (int i = 0; i < 4; ++i)
    sessions.push_back(open(builder));
  std::vector<std::thread> threads;
  for (int64_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int64_t i = 0; i < 8; ++i) {
        Watched watched = begin(sessions[size_t(t)], argument(100 * t + i));
        end(watched);
        EXPECT_EQ(watched->run->result(), Value::integer(100 * t + i + 1));
      }
    });
  for (std::thread &thread : threads)
    thread.join();
}

// The failure or cancellation of one is nothing to the others.
TEST_P(DeviceConformance, RunsFailByThemselves) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"x"});
  for (uint32_t i = 0; i < 6; ++i)
    setCost(body, body.call(tools.any(i)), 1);
  uint32_t share =
      body.apply(Builtin::Div, {builder.constant("6"), body.arg(0)});
  body.yield({body.result(share)});
  auto session = open(builder);
  std::vector<Watched> runs;
  for (int64_t i = 0; i < 15; ++i)
    runs.push_back(prepare(session, argument(i % 3 == 1 ? 0 : 2)));
  for (size_t i = 0; i < runs.size(); ++i) {
    if (i % 3 == 2)
      runs[i]->run->cancel();
    runs[i]->run->start();
  }
  static constexpr hocket_code_t codes[] = {HOCKET_OK, HOCKET_DIVISION_BY_ZERO,
                                            HOCKET_CANCELLED};
  for (size_t i = 0; i < runs.size(); ++i) {
    end(runs[i]);
    EXPECT_EQ(runs[i]->run->status().code(), codes[i % 3]) << i;
  }
}

// The limits of a session hold across its runs; in virtual time each run has a
// time, and so limits, of its own.
TEST_P(DeviceConformance, LimitsAcrossRuns) {
  std::atomic<int> active{0}, most{0};
  addBlocking("gauge", [&](Invocation &) -> Result<Value> {
    int now = ++active, seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    std::this_thread::yield();
    --active;
    return Value();
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("gauge");
  uint32_t resource = builder.resource("r", 2);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 20; ++i) {
    setCost(body, body.call(tool), 3);
    acquire(body, uint32_t(i), resource);
  }
  auto session = open(builder);
  std::vector<Watched> runs;
  for (int i = 0; i < 4; ++i)
    runs.push_back(begin(session));
  for (const Watched &watched : runs) {
    end(watched);
    EXPECT_EQ(watched->run->stats().nodesRun, 20u);
    EXPECT_LE(watched->log.mostAtOnce(), 2u);
    if (device->isVirtual()) {
      EXPECT_EQ(watched->run->stats().wallNs, 30 * second);
    }
  }
  EXPECT_LE(most, 2);
  EXPECT_EQ(session->resources.inUse(resource), 0u);
}

} // namespace hocket::testing
