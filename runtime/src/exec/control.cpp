// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// IF, FOR and WHILE: one instance at a time.
#include "exec/region_task.h"

namespace hocket {

static Status wrongKind(const char *what, const char *expected,
                        const Value &found) {
  return {HOCKET_TYPE_ERROR, std::string("expected ") + expected + " as the " +
                                 what + ", found " +
                                 std::string(found.kindName())};
}

namespace {

class Branch final : public RegionTask {
public:
  using RegionTask::RegionTask;
  Next begin() override {
    Item condition = operand(0);
    // Unknown, in virtual time: the first branch.
    if (!condition.absence && condition.value.kind() != Value::Kind::Bool)
      return failNext(wrongKind("condition", "a bool", condition.value));
    bool first = condition.absence || condition.value.asBool();
    Items arguments;
    appendOperands(arguments, 1);
    return startNext(first ? 0 : 1, 0, std::move(arguments));
  }
  Next ended(const Ending &ending, Items yields) override {
    if (!ending.outcome.ok())
      return failNext(ending.outcome);
    return finishNext(std::move(yields));
  }
};

class ForLoop final : public RegionTask {
public:
  using RegionTask::RegionTask;
  Next begin() override {
    int64_t *bounds[] = {&value, &upper, &step};
    static constexpr const char *names[] = {"lower bound", "upper bound",
                                            "step"};
    for (uint32_t i = 0; i < 3; ++i) {
      Item bound = operand(i);
      if (bound.absence)
        unknown = true;
      else if (bound.value.kind() != Value::Kind::Int)
        return failNext(wrongKind(names[i], "an int", bound.value));
      else
        *bounds[i] = bound.value.asInt();
    }
    if (step == 0 && !unknown)
      return failNext({HOCKET_INVALID_ARGUMENT, "the loop's step is zero"});
    Items carried;
    for (uint32_t i = 0; i < description.payload; ++i)
      carried.push_back(operand(3 + i));
    return iterate(std::move(carried));
  }
  Next ended(const Ending &ending, Items yields) override {
    if (!ending.outcome.ok())
      return failNext(ending.outcome);
    bool wrapped = __builtin_add_overflow(value, step, &value);
    over = wrapped || unknown; // unknown bounds, in virtual time: one iteration
    return iterate(std::move(yields));
  }

private:
  Next iterate(Items carried) {
    bool inside = unknown || (step > 0 ? value < upper : value > upper);
    if (over || !inside || isCut())
      return finishNext(std::move(carried));
    Items arguments;
    arguments.push_back({Value::integer(value), std::nullopt});
    if (unknown)
      arguments.back() = {Value(), Absence{}};
    for (Item &item : carried)
      arguments.push_back(std::move(item));
    appendOperands(arguments, 3 + description.payload);
    return startNext(0, ordinal++, std::move(arguments));
  }

  int64_t value = 0, upper = 0, step = 1;
  bool unknown = false;
  bool over = false;
  uint32_t ordinal = 0;
};

/// The instances take turns: condition, body, condition …
class WhileLoop final : public RegionTask {
public:
  using RegionTask::RegionTask;
  Next begin() override {
    Items arguments;
    appendOperands(arguments, 0);
    return startNext(0, ordinal++, std::move(arguments));
  }
  Next ended(const Ending &ending, Items yields) override {
    if (!ending.outcome.ok())
      return failNext(ending.outcome);
    if (ending.region == 0) {
      Item condition = std::move(yields.front());
      yields.erase(yields.begin());
      if (!condition.absence && condition.value.kind() != Value::Kind::Bool)
        return failNext(wrongKind("condition", "a bool", condition.value));
      // Unknown, in virtual time: true once.
      bool goOn = condition.absence ? !guessed : condition.value.asBool();
      guessed = guessed || condition.absence;
      if (!goOn || isCut())
        return finishNext(std::move(yields));
    }
    appendOperands(yields, description.payload);
    return startNext(1 - ending.region, ordinal++, std::move(yields));
  }

private:
  bool guessed = false;
  uint32_t ordinal = 0;
};

} // namespace

std::unique_ptr<RegionTask> makeBranch(Frame &frame, uint32_t node,
                                       uint64_t startNs) {
  return std::make_unique<Branch>(frame, node, startNs);
}

std::unique_ptr<RegionTask> makeForLoop(Frame &frame, uint32_t node,
                                        uint64_t startNs) {
  return std::make_unique<ForLoop>(frame, node, startNs);
}

std::unique_ptr<RegionTask> makeWhileLoop(Frame &frame, uint32_t node,
                                          uint64_t startNs) {
  return std::make_unique<WhileLoop>(frame, node, startNs);
}

} // namespace hocket
