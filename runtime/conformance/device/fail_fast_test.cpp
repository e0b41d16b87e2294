// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fail-fast: any failure ends the program.
#include "device_conformance.h"
#include "trace/lanes.h"

namespace hocket::testing {

// Fail-fast: the first failure ends the program; what runs is cancelled.
TEST_P(DeviceConformance, FailFast) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t endless = body.call(tools.endless);
  setCost(body, endless, 3600);
  uint32_t quick = body.call(tools.blocking);
  setCost(body, quick, 1);
  uint32_t bad = addFailure(builder, body, 3);
  body.after(bad, quick);
  uint32_t next = body.call(tools.compute);
  body.after(next, bad);
  builder.output("quick", body.result(quick));
  builder.output("next", body.result(next));
  RunOptions options;
  options.failFast = true;
  Watched watched = execute(builder, {}, options);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(lineOf(watched->run->status()), 3u);
  EXPECT_EQ(watched->run->outputs()[0].value, told(Value::integer(1)));
  EXPECT_EQ(watched->run->outputs()[1].status.code(), HOCKET_CANCELLED);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 1u);
  // Whether the endless tool had the call by then is up to the threads.
  RunStats stats = watched->run->stats();
  EXPECT_EQ(stats.nodesSkipped + stats.nodesInterrupted, 2u);
  EXPECT_GE(stats.nodesSkipped, 1u);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, second);
  }
}

// Of the failures that happened, the first in the text is reported.
TEST_P(DeviceConformance, FailFastReportsTheEarliest) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    for (uint32_t i = 0; i < 8; ++i) {
      uint32_t call = body.call(tools.any(i));
      setCost(body, call, 1 + i % 3);
      body.after(addFailure(builder, body, i + 1), call);
    }
    RunOptions options;
    options.failFast = true;
    Watched watched = execute(builder, {}, options);
    PlacedTrace placed(*watched->run->trace(), *watched->run->plan);
    uint32_t earliest = UINT32_MAX;
    for (const PlacedSpan &span : placed.spans())
      if (span.span->state == SpanState::Failed)
        earliest = std::min(
            earliest, watched->run->plan->locations[span.node->location].line);
    EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
    EXPECT_EQ(lineOf(watched->run->status()), earliest);
  }
}

// A program can ask for it itself; a failure in a region counts, too.
TEST_P(DeviceConformance, FailFastReachesIntoRegions) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  builder.message().mutable_programs(0)->set_fail_fast(true);
  uint32_t map = body.map(builder.constant("[1, 2, 3]"), {}, 1);
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tools.blocking);
  element.after(addFailure(builder, element, 5), call);
  element.yield({element.arg(0)}); // nobody takes the failed value
  body.yield({body.result(map)});
  Watched watched = execute(builder);
  EXPECT_EQ(lineOf(watched->run->status()), 5u);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 1u);
  EXPECT_EQ(watched->run->stats().nodesFailed, 1u);
}

} // namespace hocket::testing
