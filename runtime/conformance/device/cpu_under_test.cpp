// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The device `cpu` in the conformance suite, on its own threads and on those of
// an embedding program.
#include "device_conformance.h"

namespace hocket::testing {

namespace {
class Cpu final : public DeviceUnderTest {
public:
  Cpu(unsigned workers, bool embedded) : workers(workers) {
    if (embedded)
      threads = std::make_unique<ExecutorThreads>(workers);
  }
  std::string_view name() const override { return "cpu"; }
  unsigned processors() const override { return workers; }
  InstanceOptions instanceOptions() override {
    InstanceOptions options;
    if (threads)
      options.executor = &threads->executor;
    else
      options.workers = workers;
    return options;
  }

private:
  const unsigned workers;
  std::unique_ptr<ExecutorThreads> threads;
};

DeviceCase cpu(const char *name, unsigned workers, bool embedded = false) {
  return {name, [=] { return std::make_unique<Cpu>(workers, embedded); }};
}

DeviceCases cases() {
  return {cpu("One", 1), cpu("Two", 2), cpu("Eight", 8),
          cpu("EmbeddedOne", 1, true), cpu("EmbeddedTwo", 2, true)};
}
} // namespace

HOCKET_TEST_DEVICES(Cpu, cases());

} // namespace hocket::testing
