// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "trace/lanes.h"

#include <algorithm>
#include <map>

using namespace hocket;

PlacedTrace::PlacedTrace(const TraceRecorder &trace, const Plan &plan)
    : ordered(trace.spansBySequence()) {
  std::vector<const FrameRecord *> frames;
  for (const FrameRecord &frame : trace.frameRecords())
    frames.push_back(&frame);
  std::ranges::sort(frames, {}, &FrameRecord::firstSequence);
  for (const Span &span : ordered) {
    // The frame is the last one that starts at or before the span's number.
    auto next = std::ranges::upper_bound(frames, span.sequence, {}, &FrameRecord::firstSequence);
    if (next == frames.begin())
      continue;
    const FrameRecord *frame = *std::prev(next);
    const Region &region = plan.regions[frame->region];
    uint64_t index = span.sequence - frame->firstSequence;
    if (index >= region.nodes.size)
      continue;
    bySequence.emplace(span.sequence, placed.size());
    placed.push_back({&span, &plan.nodes[region.nodes.begin + index], frame, 0});
  }
  assignRows(trace.numWorkers());
}

const PlacedSpan *PlacedTrace::find(uint64_t sequence) const {
  auto it = bySequence.find(sequence);
  return it == bySequence.end() ? nullptr : &placed[it->second];
}

// What computes is drawn on its worker. What waits overlaps freely, so it gets
// the first row that is free at its start (greedy interval colouring).
void PlacedTrace::assignRows(unsigned workers) {
  rows = workers;
  std::vector<PlacedSpan *> waiting;
  for (PlacedSpan &span : placed) {
    bool computes = span.node->queue != Queue::Io && span.node->regions.size == 0 &&
                    span.span->lane < workers;
    if (computes)
      span.row = span.span->lane;
    else
      waiting.push_back(&span);
  }
  std::ranges::sort(waiting, {}, [](const PlacedSpan *span) { return span->span->startNs; });
  std::vector<uint64_t> freeAt;
  for (PlacedSpan *span : waiting) {
    auto row = std::ranges::find_if(freeAt, [&](uint64_t end) { return end <= span->span->startNs; });
    span->row = workers + static_cast<uint32_t>(row - freeAt.begin());
    if (row == freeAt.end())
      freeAt.push_back(span->span->endNs);
    else
      *row = span->span->endNs;
  }
  rows += static_cast<unsigned>(freeAt.size());
}
