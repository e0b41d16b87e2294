// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run did, while it runs: one span per node. A worker writes to a list
// of its own, so recording takes no lock.
#ifndef HOCKET_TRACE_RECORDER_H
#define HOCKET_TRACE_RECORDER_H

#include <cstdint>
#include <mutex>
#include <vector>

namespace hocket {

enum class SpanState : uint8_t { Finished, Failed, Skipped, Interrupted };

/// One node of one region instance.
struct Span {
  uint64_t sequence; // the instance's first sequence number plus the node
  uint64_t startNs;
  uint64_t endNs;
  uint32_t lane; // of the thread that ended it
  SpanState state;
};

/// One region instance.
struct FrameRecord {
  uint64_t firstSequence;
  uint32_t region;
  uint64_t ownerSequence; // of the node that owns the region; UINT64_MAX: none
  uint32_t ordinal;       // element or iteration
};

class TraceRecorder {
public:
  /// Lanes 0 to workers - 1 are written by one thread at a time.
  explicit TraceRecorder(unsigned workers) : lanes(workers + 1) {}

  void add(const Span &span) {
    if (span.lane < numWorkers()) {
      lanes[span.lane].spans.push_back(span);
      return;
    }
    std::lock_guard lock(mutex);
    lanes.back().spans.push_back(span);
  }
  void addFrame(const FrameRecord &frame) {
    std::lock_guard lock(mutex);
    frames.push_back(frame);
  }

  // After the end of the run:
  unsigned numWorkers() const { return unsigned(lanes.size()) - 1; }
  std::vector<Span> spansBySequence() const;
  const std::vector<FrameRecord> &frameRecords() const { return frames; }

private:
  struct alignas(64) Lane {
    std::vector<Span> spans;
  };
  std::vector<Lane> lanes;
  std::mutex mutex;
  std::vector<FrameRecord> frames;
};

} // namespace hocket

#endif // HOCKET_TRACE_RECORDER_H
