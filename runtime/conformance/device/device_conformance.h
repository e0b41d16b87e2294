// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The fixture of the conformance suite for devices: tools, runs that are
// watched, and what holds of every run.
#ifndef HOCKET_CONFORMANCE_DEVICE_DEVICE_CONFORMANCE_H
#define HOCKET_CONFORMANCE_DEVICE_DEVICE_CONFORMANCE_H

#include "device_under_test.h"
#include "event_log.h"
#include "exec/test_support.h"

namespace hocket::testing {

/// The tools of the suite, declared in a plan.
struct Tools {
  explicit Tools(PlanBuilder &builder);
  /// One more than the greatest of their arguments; one of each kind.
  uint32_t compute, blocking, async;
  uint32_t failing; // computes
  uint32_t endless; // until it is cancelled; blocking
  /// All kinds in turn.
  uint32_t any(uint32_t number) const;
};

/// A run, and what it tells. Once started, it ends before this goes.
struct WatchedRun {
  EventLog log;
  RunPtr run;
};
using Watched = std::shared_ptr<WatchedRun>;
/// Called after an event is logged, on the thread that it came on.
using Hook = std::function<void(const EventLog::Entry &, hocket::Run &)>;

class DeviceConformance : public RunTest,
                          public ::testing::WithParamInterface<DeviceCase> {
protected:
  DeviceConformance();

  std::shared_ptr<Session> open(PlanBuilder &builder);
  /// A run of the first program that has not started.
  Watched prepare(const std::shared_ptr<Session> &session,
                  const Value &arguments = {}, RunOptions options = {},
                  Hook hook = nullptr);
  Watched begin(const std::shared_ptr<Session> &session,
                const Value &arguments = {}, RunOptions options = {},
                Hook hook = nullptr);
  /// Waits for the end and checks what holds of every run.
  void end(const Watched &watched);
  Watched execute(PlanBuilder &builder, const Value &arguments = {},
                  RunOptions options = {}, Hook hook = nullptr);
  /// What a call returns: `value`, or null if no tool is called.
  Value told(Value value) const;
  unsigned processors() const { return device->processors(); }

  std::unique_ptr<DeviceUnderTest> device;
  std::atomic<unsigned> toolCalls{0};
};

/// Of a device whose calls reach the tools.
class ToolConformance : public DeviceConformance {};

/// Of a device in virtual time.
class VirtualConformance : public DeviceConformance {};

/// What holds of every run that has ended: each node of each region instance
/// has run, failed or been skipped exactly once, after its predecessors, within
/// the time of the run and of the node that owns the region.
void expectSoundTrace(const hocket::Run &run, const EventLog &log);

/// Of intervals [start, end), how many overlap.
unsigned mostAtOnce(std::vector<std::pair<uint64_t, uint64_t>> intervals);

/// Says what a node costs, and where it runs.
void setCost(RegionBuilder &body, uint32_t node, double seconds,
             const std::string &label = "");
void acquire(RegionBuilder &body, uint32_t node, uint32_t resource,
             uint32_t units = 1);
/// A node that fails on every device: a division by zero, at a line.
uint32_t addFailure(PlanBuilder &builder, RegionBuilder &body, uint32_t line);

/// The line that a failure names; 0: none.
uint32_t lineOf(const Status &status);

constexpr uint64_t second = 1'000'000'000;

inline std::string
deviceName(const ::testing::TestParamInfo<DeviceCase> &info) {
  return info.param.name;
}

/// Those of which a property holds.
inline DeviceCases only(const DeviceCases &cases,
                        bool (DeviceUnderTest::*property)() const) {
  DeviceCases found;
  for (const DeviceCase &item : cases)
    if ((item.create().get()->*property)())
      found.push_back(item);
  return found;
}

/// Once in the file of each device.
#define HOCKET_TEST_DEVICES(prefix, cases)                                     \
  INSTANTIATE_TEST_SUITE_P(prefix, DeviceConformance,                          \
                           ::testing::ValuesIn(cases), deviceName);            \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      prefix, ToolConformance,                                                 \
      ::testing::ValuesIn(only(cases, &DeviceUnderTest::callsTools)),          \
      deviceName);                                                             \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      prefix, VirtualConformance,                                              \
      ::testing::ValuesIn(only(cases, &DeviceUnderTest::isVirtual)),           \
      deviceName)

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_DEVICE_DEVICE_CONFORMANCE_H
