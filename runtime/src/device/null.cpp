// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The device `null`: virtual time.
#include "device/device.h"
#include "exec/simulator.h"

namespace hocket {

namespace {
class NullDevice final : public Device {
public:
  NullDevice(WorkerPool &workers, unsigned count)
      : workers(workers), count(count) {}
  std::string_view name() const override { return "null"; }
  unsigned processors() const override { return count; }
  bool inVirtualTime() const override { return true; }
  void start(std::shared_ptr<Run> run) override {
    // It frees itself after the simulation.
    auto *simulator = new Simulator(std::move(run), count);
    workers.inject(Work(static_cast<Job *>(simulator)), 0);
  }

private:
  WorkerPool &workers;
  const unsigned count;
};
} // namespace

std::unique_ptr<Device> createNullDevice(WorkerPool &workers,
                                         unsigned processors) {
  return std::make_unique<NullDevice>(workers, processors);
}

} // namespace hocket
