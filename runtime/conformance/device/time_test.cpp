// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtual time is exactly what the costs, the processors and the limits make
// it; where time is real, costs are only advice.
#include "graphs.h"

#include <algorithm>

namespace hocket::testing {

static uint64_t wall(const Watched &watched) {
  return watched->run->stats().wallNs;
}
static uint64_t roundsOf(uint64_t count, uint64_t width) {
  return (count + width - 1) / width;
}

// Ten hours of calls take no time: the test waits for its end, not for them.
TEST_P(DeviceConformance, CostsAreNotWaitedFor) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 10; ++i) {
    setCost(body, body.call(tools.any(i)), 3600);
    if (i > 0)
      body.after(i, i - 1);
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 10u);
  if (device->isVirtual()) {
    EXPECT_EQ(wall(watched), 36'000 * second);
  } else {
    EXPECT_LT(wall(watched), 36'000 * second);
  }
}

// Independent work is shared by the processors.
TEST_P(VirtualConformance, WorkIsShared) {
  for (uint32_t count : {1u, 7u, 8u, 9u, 100u}) {
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    for (uint32_t i = 0; i < count; ++i)
      setCost(body, body.call(tools.compute), 5);
    Watched watched = execute(builder);
    EXPECT_EQ(wall(watched), 5 * second * roundsOf(count, processors()));
    EXPECT_EQ(watched->log.mostAtOnce(), std::min(count, processors()));
  }
}

// Who waits for an answer occupies no processor.
TEST_P(VirtualConformance, WaitingTakesNoProcessor) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 100; ++i)
    setCost(body, body.call(i % 2 ? tools.blocking : tools.async), 60);
  Watched watched = execute(builder);
  EXPECT_EQ(wall(watched), 60 * second);
  EXPECT_EQ(watched->log.mostAtOnce(), 100u);
}

// A capacity makes rounds.
TEST_P(VirtualConformance, CapacitiesTakeTime) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t resource = builder.resource("r", 3);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 10; ++i) {
    setCost(body, body.call(tools.blocking), 7);
    acquire(body, i, resource);
  }
  EXPECT_EQ(wall(execute(builder)), 4 * 7 * second);
}

// A rate makes intervals: the tenth call starts after nine.
TEST_P(VirtualConformance, RatesTakeTime) {
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t resource = builder.resource("r", 0, 0.5);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 10; ++i) {
    setCost(body, body.call(tools.blocking), 7);
    acquire(body, i, resource);
  }
  EXPECT_EQ(wall(execute(builder)), (9 * 2 + 7) * second);
}

// Elements of a map make rounds of its width; iterations follow each other.
TEST_P(VirtualConformance, RegionsTakeTime) {
  for (uint32_t width : {0u, 1u, 4u}) {
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    uint32_t loop = body.loop(builder.constant("0"), builder.constant("5"),
                              builder.constant("1"), {}, {});
    RegionBuilder &iteration = body.region(loop);
    uint32_t map =
        iteration.map(builder.constant("[1,2,3,4,5,6,7,8,9]"), {}, width);
    RegionBuilder &element = iteration.region(map);
    setCost(element, element.call(tools.blocking), 2);
    element.yield({element.arg(0)});
    EXPECT_EQ(wall(execute(builder)),
              5 * 2 * second * roundsOf(9, width ? width : 9));
  }
}

// No schedule that lets no processor idle takes longer than the work shared
// plus the longest path, and none is shorter than either (Graham, 1969).
TEST_P(VirtualConformance, RandomGraphsTakeWhatTheyMust) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Graph graph(Graph::Nodes::Computing, seed, 150, 3 * seed);
    PlanBuilder builder;
    Tools tools(builder);
    graph.addTo(builder, builder.program("main"), tools);
    Watched watched = execute(builder);
    uint64_t path = graph.criticalPathS() * second;
    uint64_t share = graph.workS() * second / processors();
    EXPECT_GE(wall(watched), std::max(path, share));
    EXPECT_LE(wall(watched), path + share);
    EXPECT_LE(watched->log.mostAtOnce(), processors());
    if (processors() == 1) {
      EXPECT_EQ(wall(watched), share);
    }
  }
}

// The same plan gives the same events at the same times.
TEST_P(VirtualConformance, TimeIsDeterministic) {
  Graph graph(Graph::Nodes::Failing, 3, 300, 20);
  PlanBuilder builder;
  Tools tools(builder);
  graph.addTo(builder, builder.program("main"), tools);
  auto session = open(builder);
  std::vector<Watched> runs;
  for (int i = 0; i < 4; ++i)
    runs.push_back(begin(session));
  for (const Watched &watched : runs) {
    end(watched);
    EXPECT_EQ(watched->log.entries(), runs[0]->log.entries());
    EXPECT_EQ(wall(watched), wall(runs[0]));
  }
  std::vector<EventLog::Entry> entries = runs[0]->log.entries();
  EXPECT_TRUE(std::ranges::is_sorted(entries, {}, &EventLog::Entry::timeNs));
}

} // namespace hocket::testing
