// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a trace says about a run.

#include "TraceSummary.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <numeric>

using namespace llvm;

namespace hocket::driver {

/// Slices of a lane can nest, so its busy time is that of their union.
static void summarizeLanes(const Trace &trace, TraceSummary &summary) {
  for (const std::string &name : trace.lanes)
    summary.lanes.push_back({name});
  std::vector<double> busyUntil(trace.lanes.size(), 0);
  for (const Slice &slice : trace.slices) {
    LaneSummary &lane = summary.lanes[slice.lane];
    double &until = busyUntil[slice.lane];
    double from = lane.slices++ ? std::max(until, slice.start) : slice.start;
    if (slice.end() > from)
      lane.busy += slice.end() - from;
    until = std::max(lane.slices == 1 ? slice.end() : until, slice.end());
    summary.busy += slice.duration;
  }
  llvm::erase_if(summary.lanes, [](const LaneSummary &lane) { return lane.slices == 0; });
}

static void measureOverlap(const Trace &trace, TraceSummary &summary) {
  std::vector<std::pair<double, int>> changes;
  for (const Slice &slice : trace.slices) {
    changes.emplace_back(slice.start, 1);
    changes.emplace_back(slice.end(), -1);
  }
  // At one time, ends come before starts: back to back is not at once.
  llvm::sort(changes);
  unsigned running = 0;
  double since = changes.front().first;
  for (auto [time, change] : changes) {
    if (summary.atOnce.size() <= running)
      summary.atOnce.resize(running + 1);
    summary.atOnce[running] += time - since;
    since = time;
    running += change;
  }
  summary.wall = since - changes.front().first;
}

static void findCriticalPath(const Trace &trace, TraceSummary &summary) {
  auto endsEarlier = [&](unsigned a, unsigned b) {
    return trace.slices[a].end() < trace.slices[b].end();
  };
  std::vector<unsigned> all(trace.slices.size());
  std::iota(all.begin(), all.end(), 0);
  unsigned current = *std::max_element(all.begin(), all.end(), endsEarlier);
  double runStart = trace.slices.front().start;
  while (true) {
    const Slice &slice = trace.slices[current];
    // An arrow that points back in time would make the walk endless.
    std::vector<unsigned> earlier;
    for (unsigned candidate : slice.waitedFor)
      if (candidate < current)
        earlier.push_back(candidate);
    bool first = earlier.empty();
    unsigned before =
        first ? current : *std::max_element(earlier.begin(), earlier.end(), endsEarlier);
    double free = first ? runStart : trace.slices[before].end();
    summary.criticalPath.push_back(
        {current, std::max(0.0, slice.start - free)});
    if (first)
      break;
    current = before;
  }
  std::reverse(summary.criticalPath.begin(), summary.criticalPath.end());
}

TraceSummary summarize(const Trace &trace, unsigned count) {
  TraceSummary summary;
  if (trace.slices.empty())
    return summary;
  summarizeLanes(trace, summary);
  measureOverlap(trace, summary);
  findCriticalPath(trace, summary);
  summary.longest.resize(trace.slices.size());
  std::iota(summary.longest.begin(), summary.longest.end(), 0);
  llvm::sort(summary.longest, [&](unsigned a, unsigned b) {
    return std::make_pair(-trace.slices[a].duration, a) <
           std::make_pair(-trace.slices[b].duration, b);
  });
  if (summary.longest.size() > count)
    summary.longest.resize(count);
  return summary;
}

} // namespace hocket::driver
