// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The device `cpu`: the processors of this machine.
#include "device/device.h"
#include "exec/run.h"

namespace hocket {

Device::~Device() = default;

namespace {
class CpuDevice final : public Device {
public:
  explicit CpuDevice(WorkerPool &workers) : workers(workers) {}
  std::string_view name() const override { return "cpu"; }
  unsigned processors() const override { return workers.size(); }
  void start(std::shared_ptr<Run> run) override {
    workers.inject(Work(static_cast<Job *>(run.get())), 0);
  }

private:
  WorkerPool &workers;
};
} // namespace

std::unique_ptr<Device> createCpuDevice(WorkerPool &workers) {
  return std::make_unique<CpuDevice>(workers);
}

} // namespace hocket
