// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MAP: an instance per element, several at once.
#include "exec/region_task.h"

#include <algorithm>

namespace hocket {

namespace {
class Map final : public RegionTask {
public:
  Map(Frame &frame, uint32_t node, uint64_t startNs)
      : RegionTask(frame, node, startNs) {
    width = mostAtOnce(
        frame.plan.regions[description.regions.begin]);
    if (description.payload != 0)
      width = std::min(width, description.payload);
    if (frame.run.options.sequential)
      width = 1;
  }

  Next begin() override {
    list = operand(0);
    if (list.absence) // unknown, in virtual time: one element
      count = 1;
    else if (list.value.isList())
      count = uint32_t(list.value.asList().size());
    else
      return failNext(
          {HOCKET_TYPE_ERROR, "expected a list to map over, found " +
                                  std::string(list.value.kindName())});
    results.resize(count);
    return count == 0 ? done() : element();
  }

  std::optional<Next> another() override {
    if (launched >= count || inFlight >= width || isCut())
      return std::nullopt;
    return element();
  }

  Next ended(const Ending &ending, Items yields) override {
    --inFlight;
    Next next;
    if (!ending.outcome.ok() && ending.ordinal < failedAt) {
      failedAt = ending.ordinal;
      failure = ending.outcome;
    }
    if (ending.byOrderedNode) {
      // The program does not get to the elements that come after.
      count = std::min(count, launched);
      next.cutLater = true;
    }
    if (!yields.empty())
      results[ending.ordinal] = std::move(yields.front());
    if (auto following = another()) {
      following->cutLater = next.cutLater;
      return std::move(*following);
    }
    if (inFlight > 0)
      return next;
    return done();
  }

private:
  /// A body with many nodes has large frames: they take 64 MiB at most.
  static uint32_t mostAtOnce(const Region &body) {
    constexpr size_t most = 1 << 14, mostBytes = size_t(64) << 20;
    size_t bytes = Frame::sizeOf(body);
    return uint32_t(std::clamp<size_t>(mostBytes / bytes, 1, most));
  }

  Next element() {
    uint32_t index = launched++;
    ++inFlight;
    Items arguments;
    if (list.absence)
      arguments.push_back({Value(), Absence{}});
    else
      arguments.push_back({list.value.asList()[index], std::nullopt});
    arguments.push_back({Value::integer(index), std::nullopt});
    appendOperands(arguments, 1);
    return startNext(0, index, std::move(arguments));
  }

  Next done() {
    if (!failure.ok())
      return failNext(failure);
    if (isCut() || description.numResults == 0)
      return finishNext({});
    bool unknown = list.absence.has_value();
    Value::List values;
    values.reserve(results.size());
    for (Item &item : results) {
      unknown = unknown || item.absence;
      values.push_back(std::move(item.value));
    }
    if (unknown)
      return finishNext({{Value(), Absence{}}});
    return finishNext({{Value::list(std::move(values)), std::nullopt}});
  }

  Item list;
  uint32_t count = 0;
  uint32_t width;
  uint32_t launched = 0;
  uint32_t inFlight = 0;
  uint32_t failedAt = UINT32_MAX;
  Status failure;
  Items results;
};
} // namespace

std::unique_ptr<RegionTask> makeMap(Frame &frame, uint32_t node,
                                    uint64_t startNs) {
  return std::make_unique<Map>(frame, node, startNs);
}

} // namespace hocket
