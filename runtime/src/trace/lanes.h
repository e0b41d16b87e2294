// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Spans with what they stand for, and where they are drawn.
#ifndef HOCKET_TRACE_LANES_H
#define HOCKET_TRACE_LANES_H

#include "plan/plan.h"
#include "trace/recorder.h"

#include <unordered_map>

namespace hocket {

/// A span and the node that it is an instance of.
struct PlacedSpan {
  const Span *span;
  const Node *node;
  const FrameRecord *frame;
  uint32_t row; // workers first, then rows for what waits
};

class PlacedTrace {
public:
  PlacedTrace(const TraceRecorder &trace, const Plan &plan);

  const std::vector<PlacedSpan> &spans() const { return placed; }
  unsigned numRows() const { return rows; }
  /// The span of an instance; null if it left none.
  const PlacedSpan *find(uint64_t sequence) const;

private:
  void assignRows(unsigned workers);

  std::vector<Span> ordered;
  std::vector<PlacedSpan> placed; // by sequence
  std::unordered_map<uint64_t, size_t> bySequence;
  unsigned rows = 0;
};

} // namespace hocket

#endif // HOCKET_TRACE_LANES_H
