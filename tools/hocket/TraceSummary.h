// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a trace says about a run.
#ifndef HOCKET_TOOLS_TRACESUMMARY_H
#define HOCKET_TOOLS_TRACESUMMARY_H

#include "TraceFile.h"

namespace hocket::driver {

/// All times are in microseconds, the unit of the format.
struct LaneSummary {
  std::string name;
  unsigned slices = 0;
  double busy = 0; ///< while at least one slice was there
};

struct PathStep {
  unsigned slice;
  double waited; ///< between the end of the step before and this start
};

struct TraceSummary {
  double wall = 0;
  /// Slices that have no body; those that have count as what is in it.
  unsigned operations = 0;
  double busy = 0; ///< the durations of these, added up
  std::vector<LaneSummary> lanes;
  /// How long exactly n slices ran at once, for n from 0.
  std::vector<double> atOnce;
  /// From the slice that ended last, back along what it waited for; in order.
  std::vector<PathStep> criticalPath;
  /// The longest slices, longest first.
  std::vector<unsigned> longest;
};

/// `count` is how many of the longest slices to keep.
TraceSummary summarize(const Trace &trace, unsigned count);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_TRACESUMMARY_H
