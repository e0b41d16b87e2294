// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where runs execute. All devices pass the suite in runtime/conformance/device.
#ifndef HOCKET_DEVICE_DEVICE_H
#define HOCKET_DEVICE_DEVICE_H

#include <memory>
#include <string_view>

namespace hocket {

class Run;
class WorkerPool;

class Device {
public:
  virtual ~Device();
  virtual std::string_view name() const = 0;
  /// How many nodes it computes at once.
  virtual unsigned processors() const = 0;
  /// True if nodes take the time that the plan says they cost, and calls reach
  /// no tool.
  virtual bool inVirtualTime() const { return false; }
  /// Starts executing; returns at once. The run reports its own end.
  virtual void start(std::shared_ptr<Run> run) = 0;
};

/// The processors of this machine.
std::unique_ptr<Device> createCpuDevice(WorkerPool &workers);

/// Virtual time: a node takes the seconds that the plan says it costs, on
/// `processors` processors; no tool is called. The simulation itself runs on
/// one of `workers`. What a tool would return is unknown, and so is what
/// follows from it: an unknown condition counts as true once, an unknown list
/// has one element, a loop with an unknown bound runs once. Unknown results
/// read as null.
std::unique_ptr<Device> createNullDevice(WorkerPool &workers,
                                         unsigned processors);

} // namespace hocket

#endif // HOCKET_DEVICE_DEVICE_H
