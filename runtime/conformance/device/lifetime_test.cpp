// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles that go while runs go on: a run needs nobody to hold it, its session
// or its instance.
#include "device_conformance.h"

#include <thread>

namespace hocket::testing {

namespace {
/// Tells when its instance is destroyed.
class LastProvider final : public ToolProvider {
public:
  explicit LastProvider(std::shared_ptr<Signal> gone) : gone(std::move(gone)) {}
  ~LastProvider() override { gone->set(); }
  std::string_view name() const override { return "last"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &,
                                     const BindContext &) override {
    return Status(HOCKET_NOT_FOUND, "there are no tools here");
  }

private:
  const std::shared_ptr<Signal> gone;
};

/// An instance with the tool "work", and when it is gone.
struct OwnInstance {
  explicit OwnInstance(DeviceUnderTest &device)
      : gone(std::make_shared<Signal>()),
        instance(*Instance::create(device.instanceOptions())) {
    auto functions = std::make_unique<FunctionProvider>();
    functions->tools["work"] = {Tool::Kind::Compute,
                                [](Invocation &) { return Value::integer(1); },
                                nullptr};
    EXPECT_TRUE(instance->addProvider(std::move(functions)).ok());
    EXPECT_TRUE(
        instance->addProvider(std::make_unique<LastProvider>(gone)).ok());
  }
  std::shared_ptr<Signal> gone;
  std::shared_ptr<Instance> instance;
};

/// Counts the ends of calls; waits for so many.
class Countdown {
public:
  explicit Countdown(int count) : left(count) {}
  RunOptions options() {
    RunOptions options;
    options.onEvent = [this](const RunEvent &event) {
      if (event.kind == HOCKET_EVENT_FINISHED && --left == 0)
        all.set();
    };
    return options;
  }
  bool wait() { return all.wait(); }

private:
  std::atomic<int> left;
  Signal all;
};
} // namespace

static std::shared_ptr<const Plan> makePlan() {
  PlanBuilder builder;
  uint32_t tool = builder.tool("work", {}, true);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 50; ++i) {
    setCost(body, body.call(tool), 1);
    if (i >= 5)
      body.after(i, i - 5);
  }
  return *loadPlan(builder.finish());
}

static RunPtr startRun(const std::shared_ptr<Session> &session,
                       RunOptions options) {
  RunPtr run = *hocket::Run::create(session, session->plan->programs.front(),
                                    Value(), std::move(options));
  run->start();
  return run;
}

// Everything is let go of as soon as the runs have started.
TEST_P(DeviceConformance, NobodyHoldsTheRuns) {
  Countdown countdown(10 * 50);
  OwnInstance own(*device);
  {
    auto plan = makePlan();
    for (int i = 0; i < 10; ++i)
      startRun(*Session::create(own.instance, plan, device->sessionOptions()),
               countdown.options());
  }
  own.instance.reset();
  EXPECT_TRUE(countdown.wait());
  EXPECT_TRUE(own.gone->wait()) << "the instance is never destroyed";
}

// One session and its run end in the middle of those of others.
TEST_P(DeviceConformance, OthersGoOn) {
  OwnInstance own(*device);
  auto plan = makePlan();
  auto kept = *Session::create(own.instance, plan, device->sessionOptions());
  Countdown countdown(10 * 50);
  std::vector<RunPtr> runs;
  for (int i = 0; i < 10; ++i) {
    auto session =
        *Session::create(own.instance, plan, device->sessionOptions());
    RunPtr dropped = startRun(session, countdown.options());
    runs.push_back(startRun(kept, {}));
    RunPtr cancelled = startRun(session, {});
    cancelled->cancel();
    EXPECT_TRUE(cancelled->wait(std::chrono::minutes(1)));
  }
  EXPECT_TRUE(countdown.wait());
  for (const RunPtr &run : runs) {
    ASSERT_TRUE(run->wait(std::chrono::minutes(1)));
    EXPECT_EQ(run->stats().nodesRun, 50u);
  }
  runs.clear();
  kept.reset();
  own.instance.reset();
  EXPECT_TRUE(own.gone->wait());
}

// What a run gave stays after its session and instance.
TEST_P(DeviceConformance, ResultsOutliveTheDevice) {
  OwnInstance own(*device);
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t sum = body.apply(
      Builtin::Add, {builder.constant("\"a\""), builder.constant("\"b\"")});
  body.yield({body.result(sum)});
  RunPtr run =
      startRun(*Session::create(own.instance, *loadPlan(builder.finish()),
                                device->sessionOptions()),
               {});
  ASSERT_TRUE(run->wait(std::chrono::minutes(1)));
  Value result = *run->result();
  run.reset();
  own.instance.reset();
  EXPECT_TRUE(own.gone->wait());
  EXPECT_EQ(result, Value::string("ab"));
}

} // namespace hocket::testing
