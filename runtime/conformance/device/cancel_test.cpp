// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cancellation, from another thread, at any moment.
#include "device_conformance.h"

#include <thread>

namespace hocket::testing {

/// From another thread; returns once it has.
static void cancel(hocket::Run &run) {
  std::thread([&] { run.cancel(); }).join();
}

/// `count` calls of an hour, one after another.
static void addChain(PlanBuilder &builder, uint32_t count) {
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < count; ++i) {
    setCost(body, body.call(tools.any(i)), 3600);
    if (i > 0)
      body.after(i, i - 1);
    builder.output(std::to_string(i), body.result(i));
  }
}

// Nothing runs.
TEST_P(DeviceConformance, CancelledBeforeTheStart) {
  PlanBuilder builder;
  addChain(builder, 5);
  Watched watched = prepare(open(builder));
  cancel(*watched->run);
  EXPECT_FALSE(watched->run->finished());
  watched->run->start();
  end(watched);
  EXPECT_EQ(outcome(watched->run), "CANCELLED: the run was cancelled");
  EXPECT_EQ(watched->run->stats().nodesSkipped, 5u);
  EXPECT_TRUE(watched->log.started().empty());
  EXPECT_EQ(toolCalls, 0u);
}

// In the middle: what has ended counts, nothing else starts.
TEST_P(DeviceConformance, CancelledBetweenNodes) {
  PlanBuilder builder;
  addChain(builder, 10);
  int finished = 0;
  auto hook = [&](const EventLog::Entry &entry, hocket::Run &run) {
    if (entry.kind == HOCKET_EVENT_FINISHED && ++finished == 3)
      cancel(run);
  };
  Watched watched = execute(builder, {}, {}, hook);
  EXPECT_EQ(outcome(watched->run), "CANCELLED: the run was cancelled");
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 3u);
  EXPECT_EQ(watched->log.started().size(), 3u);
  EXPECT_EQ(watched->run->stats().nodesSkipped, 7u);
  EXPECT_EQ(watched->run->outputs()[2].value, told(Value::integer(1)));
  EXPECT_EQ(watched->run->outputs()[3].status.code(), HOCKET_CANCELLED);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, 3 * 3600 * second);
  }
}

// What runs is cancelled, in regions, too; so is what waits for a resource or
// for its rate.
TEST_P(DeviceConformance, CancelledWhileCallsRun) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t one = builder.resource("one", 1);
  uint32_t rare = builder.resource("rare", 0, 0.001);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 3; ++i) {
    uint32_t call = body.call(tools.endless);
    setCost(body, call, 3600, "endless");
    acquire(body, call, one);
    call = body.call(tools.endless);
    setCost(body, call, 3600, "endless");
    acquire(body, call, rare);
  }
  uint32_t map = body.map(builder.constant("[1, 2]"), {}, 1);
  RegionBuilder &element = body.region(map);
  setCost(element, element.call(tools.endless), 3600, "endless");
  element.yield({element.arg(0)});
  // One of each kind starts: they have what the others wait for.
  std::atomic<int> started{0};
  auto hook = [&](const EventLog::Entry &entry, hocket::Run &run) {
    if (entry.kind == HOCKET_EVENT_STARTED && ++started == 3)
      cancel(run);
  };
  Watched watched = execute(builder, {}, {}, hook);
  EXPECT_EQ(watched->run->status().code(), HOCKET_CANCELLED);
  EXPECT_EQ(watched->log.started().size(), 3u);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 0u);
  // A tool that is slow to stop keeps what it holds until it has.
  ResourceSet &resources = watched->run->session->resources;
  for (int i = 0; i < 60'000 && resources.inUse(one) != 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(resources.inUse(one), 0u);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, 0u);
  }
}

// At the end nothing is left to cancel.
TEST_P(DeviceConformance, CancelledAfterTheEnd) {
  PlanBuilder builder;
  addChain(builder, 3);
  Watched watched = execute(builder);
  cancel(*watched->run);
  EXPECT_TRUE(watched->run->status().ok());
  EXPECT_EQ(watched->run->stats().nodesRun, 3u);
  EXPECT_EQ(watched->run->outputs()[2].value, told(Value::integer(1)));
}

// At a moment that nobody chose, twice: the run has ended or was cancelled.
TEST_P(DeviceConformance, CancelledAtSomeTime) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 40; ++i) {
    setCost(body, body.call(tools.any(i)), 1);
    if (i >= 4)
      body.after(i, i - 4);
  }
  auto session = open(builder);
  for (int i = 0; i < 40; ++i) {
    Watched watched = begin(session);
    std::thread other([&] { watched->run->cancel(); });
    if (i % 2)
      watched->run->cancel();
    other.join();
    end(watched);
    // All nodes may have run before a cancellation that came in time.
    const Status &status = watched->run->status();
    if (status.ok()) {
      EXPECT_EQ(watched->run->stats().nodesRun, 40u);
    } else {
      EXPECT_EQ(status.code(), HOCKET_CANCELLED);
    }
  }
}

} // namespace hocket::testing
