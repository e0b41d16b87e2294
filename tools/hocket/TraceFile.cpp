// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading traces in the format of Chrome and Perfetto.

#include "TraceFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace llvm;

namespace hocket::driver {

namespace {

/// A thread of a process, as the format has it.
using Thread = std::pair<int64_t, int64_t>;

/// One end of an arrow.
struct FlowEnd {
  unsigned lane;
  double time;
};

class Reader {
public:
  Error read(const json::Array &events);
  Trace finish();

private:
  Error readEvent(const json::Object &event);
  void readSlice(const json::Object &event, double time);
  unsigned getLane(const json::Object &event);
  void indexLanes();
  template <typename TimeOf>
  int findSlice(const FlowEnd &end, TimeOf timeOf) const;

  Trace trace;
  /// The slices of a lane by start, with the latest end up to each.
  struct LaneEntry {
    unsigned slice;
    double latestEnd;
  };
  std::vector<std::vector<LaneEntry>> slicesOfLane;
  std::map<Thread, unsigned> lanes;
  std::map<int64_t, FlowEnd> flowStarts;
  std::vector<std::pair<FlowEnd, FlowEnd>> flows;
};

} // namespace

unsigned Reader::getLane(const json::Object &event) {
  Thread thread(event.getInteger("pid").value_or(0), event.getInteger("tid").value_or(0));
  auto [entry, isNew] = lanes.try_emplace(thread, trace.lanes.size());
  if (isNew)
    trace.lanes.push_back("thread " + std::to_string(thread.second));
  return entry->second;
}

void Reader::readSlice(const json::Object &event, double time) {
  Slice slice;
  slice.name = event.getString("name").value_or("").str();
  slice.lane = getLane(event);
  slice.start = time;
  slice.duration = event.getNumber("dur").value_or(0);
  slice.hasBody = is_contained({"map", "if", "for", "while"}, event.getString("cat").value_or(""));
  if (const json::Object *args = event.getObject("args")) {
    if (args->getString("state") == StringRef("skipped"))
      return;
    slice.location = args->getString("location").value_or("").str();
    slice.sequence = args->getInteger("sequence").value_or(-1);
    slice.owner = args->getInteger("owner").value_or(-1);
    // The caller's name for the call goes first, as in predictions.
    if (std::optional<StringRef> id = args->getString("id"))
      slice.name = (*id + " " + slice.name).str();
  }
  trace.slices.push_back(std::move(slice));
}

Error Reader::readEvent(const json::Object &event) {
  StringRef phase = event.getString("ph").value_or("");
  if (phase == "M") {
    const json::Object *args = event.getObject("args");
    if (event.getString("name") == StringRef("thread_name") && args)
      trace.lanes[getLane(event)] = args->getString("name").value_or("").str();
    return Error::success();
  }
  if (phase != "X" && phase != "s" && phase != "f")
    return Error::success();
  std::optional<double> time = event.getNumber("ts");
  if (!time)
    return createStringError("an event of phase '" + phase + "' has no number 'ts'");
  if (phase == "X") {
    readSlice(event, *time);
    return Error::success();
  }
  std::optional<int64_t> id = event.getInteger("id");
  if (!id)
    return createStringError("an event of phase '" + phase + "' has no integer 'id'");
  FlowEnd end{getLane(event), *time};
  if (phase == "s")
    flowStarts[*id] = end;
  else if (auto start = flowStarts.find(*id); start != flowStarts.end())
    flows.emplace_back(start->second, end);
  return Error::success();
}

Error Reader::read(const json::Array &events) {
  for (size_t i = 0; i < events.size(); ++i) {
    const json::Object *event = events[i].getAsObject();
    if (!event)
      return createStringError("event " + Twine(i) + " is not an object");
    if (Error error = readEvent(*event))
      return createStringError("event " + Twine(i) + ": " + toString(std::move(error)));
  }
  return Error::success();
}

void Reader::indexLanes() {
  slicesOfLane.resize(trace.lanes.size());
  for (auto [i, slice] : enumerate(trace.slices)) {
    std::vector<LaneEntry> &lane = slicesOfLane[slice.lane];
    double latest = lane.empty() ? slice.end() : std::max(lane.back().latestEnd, slice.end());
    lane.push_back({static_cast<unsigned>(i), latest});
  }
}

/// The slice that an arrow's end touches: of those on its lane that contain the
/// time, the one whose `timeOf` is nearest. -1 if there is none.
template <typename TimeOf>
int Reader::findSlice(const FlowEnd &end, TimeOf timeOf) const {
  // Times are printed with three decimals, so ends are off by half a nanosecond.
  constexpr double slack = 0.002;
  const std::vector<LaneEntry> &lane = slicesOfLane[end.lane];
  auto it = std::upper_bound(lane.begin(), lane.end(), end.time + slack,
                             [&](double time, const LaneEntry &entry) {
                               return time < trace.slices[entry.slice].start;
                             });
  int best = -1;
  double bestDistance = 0;
  while (it != lane.begin() && (--it)->latestEnd + slack >= end.time) {
    const Slice &slice = trace.slices[it->slice];
    double distance = std::abs(timeOf(slice) - end.time);
    if (slice.end() + slack >= end.time && (best < 0 || distance < bestDistance)) {
      best = it->slice;
      bestDistance = distance;
    }
  }
  return best;
}

Trace Reader::finish() {
  // Of two that start together, the longer one contains the other.
  llvm::sort(trace.slices, [](const Slice &a, const Slice &b) {
    return std::tie(a.start, a.lane, b.duration, a.name) <
           std::tie(b.start, b.lane, a.duration, b.name);
  });
  indexLanes();
  for (auto [from, to] : flows) {
    int source = findSlice(from, [](const Slice &slice) { return slice.end(); });
    int target = findSlice(to, [](const Slice &slice) { return slice.start; });
    if (source >= 0 && target >= 0 && source != target)
      trace.slices[target].waitedFor.push_back(source);
  }
  for (Slice &slice : trace.slices) {
    llvm::sort(slice.waitedFor);
    slice.waitedFor.erase(llvm::unique(slice.waitedFor), slice.waitedFor.end());
  }
  return std::move(trace);
}

Expected<Trace> readTrace(StringRef text) {
  Expected<json::Value> root = json::parse(text);
  if (!root)
    return root.takeError();
  const json::Array *events = root->getAsArray();
  if (const json::Object *object = root->getAsObject())
    events = object->getArray("traceEvents");
  if (!events)
    return createStringError("expected an array of events or an object with 'traceEvents'");
  Reader reader;
  if (Error error = reader.read(*events))
    return std::move(error);
  return reader.finish();
}

} // namespace hocket::driver
