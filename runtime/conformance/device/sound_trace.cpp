// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds of every run that has ended.
#include "device_conformance.h"
#include "trace/lanes.h"

#include <algorithm>

namespace hocket::testing {

unsigned mostAtOnce(std::vector<std::pair<uint64_t, uint64_t>> intervals) {
  std::vector<std::pair<uint64_t, int>> changes; // ends come before starts
  for (auto [start, end] : intervals) {
    if (start == end)
      continue;
    changes.emplace_back(start, 1);
    changes.emplace_back(end, -1);
  }
  std::ranges::sort(changes);
  int now = 0, most = 0;
  for (auto [time, change] : changes)
    most = std::max(most, now += change);
  return unsigned(most);
}

namespace {
class TraceCheck {
public:
  TraceCheck(const hocket::Run &run, const EventLog &log)
      : run(run), plan(*run.plan), log(log), placed(*run.trace(), plan) {}

  void counts() {
    size_t nodes = 0, calls = 0, run = 0, failed = 0, interrupted = 0;
    for (const FrameRecord &frame : this->run.trace()->frameRecords())
      nodes += plan.regions[frame.region].nodes.size;
    for (const PlacedSpan &span : placed.spans()) {
      NodeKind kind = span.node->kind;
      calls += kind == NodeKind::Call || kind == NodeKind::Approve;
      run += span.span->state == SpanState::Finished;
      failed += span.span->state == SpanState::Failed;
      interrupted += span.span->state == SpanState::Interrupted;
    }
    EXPECT_EQ(placed.spans().size(), nodes);
    RunStats stats = this->run.stats();
    EXPECT_EQ(stats.nodesRun, run);
    EXPECT_EQ(stats.nodesFailed, failed);
    EXPECT_EQ(stats.nodesInterrupted, interrupted);
    EXPECT_EQ(stats.nodesSkipped, nodes - run - failed - interrupted);
    size_t told = log.count(HOCKET_EVENT_FINISHED) +
                  log.count(HOCKET_EVENT_FAILED) +
                  log.count(HOCKET_EVENT_SKIPPED) +
                  log.count(HOCKET_EVENT_INTERRUPTED);
    EXPECT_EQ(told, calls);
  }

  /// Each node once, after its predecessors, within the node that owns it.
  void frame(const FrameRecord &frame) {
    const Region &region = plan.regions[frame.region];
    const PlacedSpan *owner = placed.find(frame.ownerSequence);
    for (uint32_t i = 0; i < region.nodes.size; ++i) {
      const PlacedSpan *placedSpan = placed.find(frame.firstSequence + i);
      ASSERT_TRUE(placedSpan) << "node " << i << " left no span";
      const Span &span = *placedSpan->span;
      ASSERT_LE(span.startNs, span.endNs);
      ASSERT_LE(span.endNs, run.stats().wallNs);
      ASSERT_TRUE(span.lane < processors() || span.lane == Context::foreign);
      if (owner) {
        ASSERT_LE(owner->span->startNs, span.startNs);
        ASSERT_LE(span.endNs, owner->span->endNs);
      }
      const Node &node = *placedSpan->node;
      for (uint32_t s = 0; s < node.successors.size; ++s) {
        uint32_t next = plan.successors[node.successors.begin + s];
        const PlacedSpan *after = placed.find(frame.firstSequence + next);
        ASSERT_TRUE(after) << "node " << next << " left no span";
        ASSERT_LE(span.endNs, after->span->startNs)
            << "node " << next << " did not wait for node " << i;
      }
    }
  }

  /// A processor computes one node at a time.
  void lanes() {
    std::vector<std::vector<std::pair<uint64_t, uint64_t>>> busy(processors());
    for (const PlacedSpan &span : placed.spans())
      if (span.node->queue == Queue::Cpu && span.node->regions.size == 0 &&
          span.span->lane < processors())
        busy[span.span->lane].emplace_back(span.span->startNs,
                                           span.span->endNs);
    for (const auto &lane : busy)
      EXPECT_LE(mostAtOnce(lane), 1u);
  }

private:
  unsigned processors() const { return run.session->device().processors(); }

  const hocket::Run &run;
  const Plan &plan;
  const EventLog &log;
  const PlacedTrace placed;
};
} // namespace

void expectSoundTrace(const hocket::Run &run, const EventLog &log) {
  TraceCheck check(run, log);
  check.counts();
  for (const FrameRecord &frame : run.trace()->frameRecords()) {
    SCOPED_TRACE("region " + std::to_string(frame.region) + ", instance " +
                 std::to_string(frame.ordinal));
    check.frame(frame);
    if (::testing::Test::HasFatalFailure())
      return;
  }
  check.lanes();
}

} // namespace hocket::testing
