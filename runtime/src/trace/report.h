// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a trace says: the time line for Perfetto, and the work behind it.
#ifndef HOCKET_TRACE_REPORT_H
#define HOCKET_TRACE_REPORT_H

#include "plan/plan.h"
#include "trace/recorder.h"

#include <string>

namespace hocket {

struct WorkSummary {
  uint64_t workNs = 0;         // durations of all leaf nodes
  uint64_t computeNs = 0;      // of those that needed a processor
  uint64_t criticalPathNs = 0; // longest chain of dependent durations
  /// The least time in which the resource that takes longest serves all that it
  /// was asked for: the time that its units were held over its capacity, or the
  /// pauses that its rate demands between that many starts.
  uint64_t resourceBoundNs = 0;
};

/// Sums durations. The critical path follows the plan's edges with the measured
/// durations: no schedule of the same durations ends sooner. A node that owns
/// regions counts as long as it took.
WorkSummary summarizeWork(const TraceRecorder &trace, const Plan &plan);

/// The trace in Chrome's JSON format (Trace Event Format, "JSON Object Format"),
/// which Perfetto reads: a lane per worker, as many lanes for waiting as waited
/// at once, and a flow arrow for each dependence. Written under another name
/// first, so that no half file is left.
Status writeChromeTrace(const TraceRecorder &trace, const Plan &plan, std::string_view program,
                        const std::string &path);

/// The same as text.
std::string chromeTrace(const TraceRecorder &trace, const Plan &plan, std::string_view program);

} // namespace hocket

#endif // HOCKET_TRACE_REPORT_H
