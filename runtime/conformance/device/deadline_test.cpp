// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The deadline of a run. That a run takes at least as long as its deadline
// holds on every clock; in virtual time it takes exactly as long.
#include "device_conformance.h"

namespace hocket::testing {

TEST_P(DeviceConformance, TheDeadlineCancelsWhatRuns) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  setCost(body, body.call(tools.endless), 36000, "endless");
  uint32_t next = body.call(tools.compute, {body.result(0)});
  setCost(body, next, 1, "next");
  RunOptions options;
  options.timeoutNs = second / 50;
  Watched watched = execute(builder, {}, options);
  EXPECT_EQ(outcome(watched->run), "DEADLINE_EXCEEDED: the run took longer "
                                   "than its timeout of 20 ms");
  EXPECT_THAT(watched->log.started(), ::testing::ElementsAre("endless"));
  // Whether the tool had the call by then is up to the threads.
  RunStats stats = watched->run->stats();
  EXPECT_EQ(stats.nodesSkipped + stats.nodesInterrupted, 2u);
  EXPECT_GE(watched->run->stats().wallNs, options.timeoutNs);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, options.timeoutNs);
  }
}

// What had ended by then has its value.
TEST_P(DeviceConformance, WhatEndedBeforeTheDeadlineCounts) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 3; ++i) {
    uint32_t call = body.call(i < 2 ? tools.any(i) : tools.endless);
    setCost(body, call, 0.01);
    if (i > 0)
      body.after(call, i - 1);
    builder.output(std::to_string(i), body.result(call));
  }
  RunOptions options;
  options.timeoutNs = second / 40;
  Watched watched = execute(builder, {}, options);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DEADLINE_EXCEEDED);
  const std::vector<RunOutput> &outputs = watched->run->outputs();
  EXPECT_EQ(outputs[2].status.code(), HOCKET_CANCELLED);
  if (device->isVirtual()) {
    EXPECT_TRUE(outputs[1].status.ok());
    EXPECT_EQ(watched->run->stats().nodesRun, 2u);
    EXPECT_EQ(watched->run->stats().wallNs, options.timeoutNs);
  }
}

// Calls that wait for a resource do not keep a run beyond its deadline.
TEST_P(DeviceConformance, TheDeadlineReachesWhatWaits) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t one = builder.resource("one", 1);
  uint32_t rare = builder.resource("rare", 0, 0.001);
  RegionBuilder &body = builder.program("main");
  uint32_t map = body.map(builder.constant("[1, 2, 3]"), {});
  RegionBuilder &element = body.region(map);
  for (uint32_t resource : {one, rare}) {
    uint32_t call = element.call(tools.endless);
    setCost(element, call, 3600);
    acquire(element, call, resource);
  }
  element.yield({element.arg(0)});
  RunOptions options;
  options.timeoutNs = second / 100;
  Watched watched = execute(builder, {}, options);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DEADLINE_EXCEEDED);
  EXPECT_EQ(watched->run->stats().nodesRun, 0u);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, options.timeoutNs);
  }
}

TEST_P(DeviceConformance, ADeadlineThatIsMet) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 6; ++i)
    setCost(body, body.call(tools.any(i)), 1);
  RunOptions options;
  options.timeoutNs = 3600 * second;
  Watched watched = execute(builder, {}, options);
  EXPECT_TRUE(watched->run->status().ok());
  EXPECT_EQ(watched->run->stats().nodesRun, 6u);
}

// A cancelled run was cancelled, even if its deadline passes meanwhile.
TEST_P(DeviceConformance, TheFirstReasonToStopCounts) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  setCost(body, body.call(tools.endless), 3600);
  RunOptions options;
  options.timeoutNs = 1000 * second;
  auto hook = [](const EventLog::Entry &entry, hocket::Run &run) {
    if (entry.kind == HOCKET_EVENT_STARTED)
      run.cancel();
  };
  Watched watched = execute(builder, {}, options, hook);
  EXPECT_EQ(watched->run->status().code(), HOCKET_CANCELLED);
}

} // namespace hocket::testing
