// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a trace and the statistics say of a run. That every trace is sound is
// checked at the end of each run of the suite.
#include "device_conformance.h"
#include "trace/report.h"

namespace hocket::testing {

static const Span *find(const hocket::Run &run, uint64_t sequence) {
  static std::vector<Span> spans;
  spans = run.trace()->spansBySequence();
  for (const Span &span : spans)
    if (span.sequence == sequence)
      return &span;
  return nullptr;
}

// The instances of regions, with what owns them and their numbers.
TEST_P(DeviceConformance, TracesTellInstancesApart) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tools.compute);
  uint32_t map = body.map(builder.constant("[1,2,3]"), {});
  RegionBuilder &element = body.region(map);
  setCost(element, element.call(tools.any(2)), 1);
  element.yield({element.arg(0)});
  body.after(map, call);
  Watched watched = execute(builder);
  std::vector<FrameRecord> frames = watched->run->trace()->frameRecords();
  ASSERT_EQ(frames.size(), 4u);
  EXPECT_EQ(frames[0].ownerSequence, UINT64_MAX);
  std::set<uint64_t> ordinals, sequences;
  for (size_t i = 1; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i].ownerSequence, frames[0].firstSequence + map);
    ordinals.insert(frames[i].ordinal);
    sequences.insert(frames[i].firstSequence);
  }
  EXPECT_EQ(ordinals, (std::set<uint64_t>{0, 1, 2}));
  for (const EventLog::Entry &entry : watched->log.entries())
    EXPECT_TRUE(entry.sequence == call || sequences.contains(entry.sequence));
}

// The events of a call and its span are about the same time.
TEST_P(DeviceConformance, EventsLieInTheirSpans) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 30; ++i) {
    setCost(body, body.call(tools.any(i)), i % 3);
    if (i >= 3)
      body.after(i, i - 3);
  }
  Watched watched = execute(builder);
  for (const EventLog::Entry &entry : watched->log.entries()) {
    const Span *span = find(*watched->run, entry.sequence);
    ASSERT_TRUE(span);
    EXPECT_EQ(span->state, SpanState::Finished);
    EXPECT_LE(span->startNs, entry.timeNs);
    if (device->isVirtual()) {
      bool starts = entry.kind == HOCKET_EVENT_STARTED;
      EXPECT_EQ(entry.timeNs, starts ? span->startNs : span->endNs);
    }
  }
}

// What was recorded adds up: the work is at least the longest path, and no run
// is shorter than that.
TEST_P(DeviceConformance, WorkAndCriticalPath) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 12; ++i) {
    setCost(body, body.call(i % 2 ? tools.compute : tools.blocking), 2);
    if (i >= 4)
      body.after(i, i - 4);
  }
  Watched watched = execute(builder);
  WorkSummary work = summarizeWork(*watched->run->trace(), *watched->run->plan);
  EXPECT_LE(work.criticalPathNs, work.workNs);
  EXPECT_LE(work.computeNs, work.workNs);
  EXPECT_LE(work.criticalPathNs, watched->run->stats().wallNs);
  if (device->isVirtual()) {
    EXPECT_EQ(work.workNs, 24 * second);
    EXPECT_EQ(work.computeNs, 12 * second);
    EXPECT_EQ(work.criticalPathNs, 6 * second);
  }
}

// Nobody asked for a trace: there is none, and the run is the same.
TEST_P(DeviceConformance, NoTraceUnlessAsked) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 10; ++i)
    setCost(body, body.call(tools.any(i)), 2);
  RunPtr run = start(open(builder));
  finish(run);
  EXPECT_FALSE(run->trace());
  EXPECT_EQ(run->stats().nodesRun, 10u);
  if (device->isVirtual()) {
    EXPECT_EQ(run->stats().wallNs,
              2 * second * ((4 + processors() - 1) / processors()));
  }
}

} // namespace hocket::testing
