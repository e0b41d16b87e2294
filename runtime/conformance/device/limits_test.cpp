// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capacities and rates: never exceeded, and only ever a delay. How many calls
// are under way is what the events say.
#include "device_conformance.h"

#include <algorithm>

namespace hocket::testing {

TEST_P(DeviceConformance, CapacitiesHold) {
  for (uint32_t capacity : {1u, 2u, 3u, 7u}) {
    PlanBuilder builder;
    Tools tools(builder);
    uint32_t resource = builder.resource("r", capacity);
    RegionBuilder &body = builder.program("main");
    for (uint32_t i = 0; i < 60; ++i) {
      uint32_t call = body.call(tools.any(i));
      setCost(body, call, 1 + i % 3);
      acquire(body, call, resource);
    }
    Watched watched = execute(builder);
    EXPECT_TRUE(watched->run->status().ok());
    EXPECT_EQ(watched->run->stats().nodesRun, 60u);
    EXPECT_LE(watched->log.mostAtOnce(), capacity);
    EXPECT_EQ(watched->run->session->resources.inUse(resource), 0u);
  }
}

// What is allowed is done: so many calls meet, none of which ends alone.
TEST_P(DeviceConformance, CapacitiesAreUsed) {
  constexpr unsigned capacity = 3;
  std::atomic<unsigned> here{0};
  Signal all;
  addBlocking("meet", [&](Invocation &) -> Result<Value> {
    if (++here == capacity)
      all.set();
    EXPECT_TRUE(all.wait());
    return Value();
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("meet");
  uint32_t resource = builder.resource("r", capacity);
  RegionBuilder &body = builder.program("main");
  for (unsigned i = 0; i < 2 * capacity; ++i) {
    uint32_t call = body.call(tool);
    setCost(body, call, 1);
    acquire(body, call, resource);
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->log.mostAtOnce(), capacity);
}

// Calls that share one of two resources exclude each other; who needs both
// does not wait for ever, nor does who needs several units.
TEST_P(DeviceConformance, SeveralResourcesAtOnce) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t one = builder.resource("one", 1),
           other = builder.resource("other", 1);
  uint32_t three = builder.resource("three", 3);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 80; ++i) {
    uint32_t call = body.call(tools.any(i));
    bool first = i % 4 != 1, second = i % 4 != 0;
    if (first)
      acquire(body, call, one);
    if (second)
      acquire(body, call, other);
    acquire(body, call, three, 1 + i % 3);
    setCost(body, call, 1, first && second ? "both" : first ? "one" : "other");
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 80u);
  for (const char *label : {"both", "one", "other"})
    EXPECT_EQ(watched->log.mostAtOnce(label), 1u) << label;
  EXPECT_LE(watched->log.mostAtOnce(), 2u);
  for (uint32_t resource : {one, other, three})
    EXPECT_EQ(watched->run->session->resources.inUse(resource), 0u);
}

// A resource is one resource in nested regions, too.
TEST_P(DeviceConformance, CapacitiesHoldInRegions) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t resource = builder.resource("r", 2);
  RegionBuilder &body = builder.program("main");
  for (int i = 0; i < 3; ++i) {
    uint32_t map = body.map(builder.constant("[1,2,3,4,5,6,7,8,9]"), {});
    RegionBuilder &element = body.region(map);
    uint32_t call = element.call(tools.any(unsigned(i)), {element.arg(0)});
    setCost(element, call, 1);
    acquire(element, call, resource);
    element.yield({element.result(call)});
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 27u);
  EXPECT_LE(watched->log.mostAtOnce(), 2u);
}

// The k-th start is not before k intervals; in virtual time it is then.
TEST_P(DeviceConformance, RatesHold) {
  constexpr uint64_t interval = second / 250;
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t resource = builder.resource("r", 0, 250);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 6; ++i)
    acquire(body, body.call(tools.any(i)), resource);
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 6u);
  std::vector<uint64_t> starts;
  for (const EventLog::Entry &entry : watched->log.entries())
    if (entry.kind == HOCKET_EVENT_STARTED)
      starts.push_back(entry.timeNs);
  std::ranges::sort(starts);
  for (uint64_t k = 0; k < starts.size(); ++k)
    if (device->isVirtual()) {
      EXPECT_EQ(starts[k], k * interval);
    } else {
      EXPECT_GE(starts[k], k * interval);
    }
}

// A failure gives back what the call held.
TEST_P(ToolConformance, FailuresRelease) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t resource = builder.resource("r", 2);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 20; ++i)
    acquire(body, body.call(i % 2 ? tools.failing : tools.any(i)), resource);
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 10u);
  EXPECT_EQ(watched->run->stats().nodesFailed, 10u);
  EXPECT_LE(watched->log.mostAtOnce(), 2u);
  EXPECT_EQ(watched->run->session->resources.inUse(resource), 0u);
}

} // namespace hocket::testing
