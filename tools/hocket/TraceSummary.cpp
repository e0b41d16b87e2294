// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a trace says about a run.

#include "TraceSummary.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <limits>
#include <optional>

using namespace llvm;

namespace hocket::driver {

/// Slices of a lane can nest, so its busy time is that of their union.
static void summarizeLanes(const Trace &trace, TraceSummary &summary) {
  for (const std::string &name : trace.lanes)
    summary.lanes.push_back({name});
  std::vector<double> busyUntil(trace.lanes.size(), 0);
  for (const Slice &slice : trace.slices) {
    if (slice.hasBody)
      continue; // what it does is in its body
    ++summary.operations;
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
    // One with a body takes part with what is in it; only its ends count.
    int weight = slice.hasBody ? 0 : 1;
    changes.emplace_back(slice.start, weight);
    changes.emplace_back(slice.end(), -weight);
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

namespace {

/// Walks back from the slice that ended last along what each waited for. In place
/// of an operation with a body goes the chain of its body that ended last.
class PathFinder {
public:
  explicit PathFinder(const Trace &trace);
  std::vector<unsigned> find();

private:
  std::optional<unsigned> lastBefore(ArrayRef<unsigned> candidates, double time) const;
  std::optional<unsigned> before(unsigned slice) const;
  unsigned enter(unsigned slice) const;

  const Trace &trace;
  DenseMap<int64_t, unsigned> bySequence;
  DenseMap<int64_t, SmallVector<unsigned, 0>> bodies;
};

} // namespace

PathFinder::PathFinder(const Trace &trace) : trace(trace) {
  for (auto [i, slice] : enumerate(trace.slices)) {
    if (slice.sequence >= 0)
      bySequence[slice.sequence] = i;
    if (slice.owner >= 0)
      bodies[slice.owner].push_back(i);
  }
}

/// Of the candidates that ended by then, the one that ended last.
std::optional<unsigned> PathFinder::lastBefore(ArrayRef<unsigned> candidates, double time) const {
  std::optional<unsigned> last;
  for (unsigned candidate : candidates)
    if (trace.slices[candidate].end() <= time &&
        (!last || trace.slices[*last].end() < trace.slices[candidate].end()))
      last = candidate;
  return last;
}

/// The part of its body that an operation ended with, or itself.
unsigned PathFinder::enter(unsigned slice) const {
  while (trace.slices[slice].hasBody) {
    auto body = bodies.find(trace.slices[slice].sequence);
    if (body == bodies.end())
      break;
    // Times are rounded.
    auto last = lastBefore(body->second, trace.slices[slice].end() + 0.002);
    if (!last || *last == slice)
      break;
    slice = *last;
  }
  return slice;
}

std::optional<unsigned> PathFinder::before(unsigned slice) const {
  // An arrow that points back in time would make the walk endless.
  SmallVector<unsigned> earlier;
  for (unsigned candidate : trace.slices[slice].waitedFor)
    if (candidate < slice)
      earlier.push_back(candidate);
  if (auto found = lastBefore(earlier, std::numeric_limits<double>::infinity()))
    return enter(*found);
  int64_t owner = trace.slices[slice].owner;
  auto outer = bySequence.find(owner);
  if (owner < 0 || outer == bySequence.end() || outer->second >= slice)
    return std::nullopt;
  // The first of an iteration waits for an earlier one, or for a place among the
  // elements that are worked on at once; the first of all for what the operation
  // itself waits for.
  if (auto sibling = lastBefore(bodies.find(owner)->second, trace.slices[slice].start);
      sibling && *sibling < slice)
    return enter(*sibling);
  return before(outer->second);
}

std::vector<unsigned> PathFinder::find() {
  unsigned current = 0;
  for (auto [i, slice] : enumerate(trace.slices))
    if (trace.slices[current].end() < slice.end())
      current = i;
  std::vector<unsigned> path;
  // What is entered may begin later than what led to it, but every step ends
  // earlier than the one after it begins, or the walk ends.
  BitVector seen(trace.slices.size());
  for (std::optional<unsigned> step = enter(current); step && !seen[*step]; step = before(*step)) {
    seen.set(*step);
    path.push_back(*step);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

static void findCriticalPath(const Trace &trace, TraceSummary &summary) {
  double free = trace.slices.front().start;
  for (unsigned slice : PathFinder(trace).find()) {
    summary.criticalPath.push_back({slice, std::max(0.0, trace.slices[slice].start - free)});
    free = trace.slices[slice].end();
  }
}

TraceSummary summarize(const Trace &trace, unsigned count) {
  TraceSummary summary;
  if (trace.slices.empty())
    return summary;
  summarizeLanes(trace, summary);
  measureOverlap(trace, summary);
  findCriticalPath(trace, summary);
  for (auto [i, slice] : enumerate(trace.slices))
    if (!slice.hasBody)
      summary.longest.push_back(i);
  llvm::sort(summary.longest, [&](unsigned a, unsigned b) {
    return std::make_pair(-trace.slices[a].duration, a) <
           std::make_pair(-trace.slices[b].duration, b);
  });
  if (summary.longest.size() > count)
    summary.longest.resize(count);
  return summary;
}

} // namespace hocket::driver
