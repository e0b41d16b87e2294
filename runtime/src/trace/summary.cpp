// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "trace/lanes.h"
#include "trace/report.h"

#include <algorithm>

using namespace hocket;

namespace {

/// What the calls of a run took of a resource.
struct Use {
  double heldNs = 0; // units times time
  uint64_t starts = 0;
};

} // namespace

static uint64_t boundOf(const Resource &resource, const Use &use) {
  double bound = resource.capacity ? use.heldNs / resource.capacity : 0;
  if (resource.ratePerSecond > 0 && use.starts)
    bound = std::max(bound, double(use.starts - 1) * 1e9 / resource.ratePerSecond);
  return uint64_t(bound);
}

WorkSummary hocket::summarizeWork(const TraceRecorder &trace, const Plan &plan) {
  WorkSummary summary;
  PlacedTrace placed(trace, plan);
  // Longest path to the end of each node of the program's body; spans come in
  // program order, which is a topological order.
  std::vector<uint64_t> reach;
  const FrameRecord *body = nullptr;
  for (const FrameRecord &frame : trace.frameRecords())
    if (frame.ownerSequence == UINT64_MAX)
      body = &frame;
  if (body)
    reach.resize(plan.regions[body->region].nodes.size);
  std::vector<Use> uses(plan.resources.size());
  for (const PlacedSpan &span : placed.spans()) {
    if (span.span->state == SpanState::Skipped)
      continue;
    uint64_t duration = span.span->endNs - span.span->startNs;
    if (span.node->regions.size == 0) {
      summary.workNs += duration;
      for (const Acquire &acquire : plan.acquiresOf(*span.node)) {
        uses[acquire.resource].heldNs += double(duration) * acquire.units;
        ++uses[acquire.resource].starts;
      }
      if (span.node->queue == Queue::Cpu)
        summary.computeNs += duration;
    }
    if (!body || span.frame->firstSequence != body->firstSequence)
      continue;
    uint64_t index = span.span->sequence - body->firstSequence;
    uint64_t end = reach[index] + duration;
    summary.criticalPathNs = std::max(summary.criticalPathNs, end);
    for (uint32_t i = 0; i < span.node->successors.size; ++i) {
      uint64_t &start = reach[plan.successors[span.node->successors.begin + i]];
      start = std::max(start, end);
    }
  }
  for (size_t i = 0; i < uses.size(); ++i)
    summary.resourceBoundNs = std::max(summary.resourceBoundNs, boundOf(plan.resources[i], uses[i]));
  return summary;
}
