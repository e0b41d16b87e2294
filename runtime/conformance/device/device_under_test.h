// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the conformance suite asks of every device. A device joins the suite by
// a file of its own beside this one, which describes it and instantiates the
// suite: see cpu_under_test.cpp and null_under_test.cpp.
#ifndef HOCKET_CONFORMANCE_DEVICE_DEVICE_UNDER_TEST_H
#define HOCKET_CONFORMANCE_DEVICE_DEVICE_UNDER_TEST_H

#include "exec/session.h"

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace hocket::testing {

/// A device with a number of processors, and how to get it.
class DeviceUnderTest {
public:
  virtual ~DeviceUnderTest() = default;

  /// What the device has to report.
  virtual std::string_view name() const = 0;
  virtual unsigned processors() const = 0;

  /// The instance and the sessions that run on it. Outlives both.
  virtual InstanceOptions instanceOptions() = 0;
  virtual SessionOptions sessionOptions() { return {}; }

  /// True if calls reach the session's tools, and approvals the person. If not,
  /// neither needs to be there, every approval is given, and the result of a
  /// call is unknown: it reads as null, and so does what is computed from it.
  virtual bool callsTools() const { return true; }
  /// True if every node takes exactly the time that the plan says it costs, on
  /// a clock of the run's own. Then time, order and limits are exact, and hold
  /// for each run by itself. If not, costs are only advice, and the limits of a
  /// session hold across its runs.
  virtual bool isVirtual() const { return false; }
};

/// A device and what its tests are called.
struct DeviceCase {
  std::string name;
  std::function<std::unique_ptr<DeviceUnderTest>()> create;
};
inline void PrintTo(const DeviceCase &item, std::ostream *os) {
  *os << item.name;
}
using DeviceCases = std::vector<DeviceCase>;

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_DEVICE_DEVICE_UNDER_TEST_H
