// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The device `null` in the conformance suite.
#include "device_conformance.h"

namespace hocket::testing {

namespace {
class Null final : public DeviceUnderTest {
public:
  explicit Null(unsigned asked) : asked(asked) {}
  std::string_view name() const override { return "null"; }
  unsigned processors() const override { return asked ? asked : workers; }
  InstanceOptions instanceOptions() override {
    InstanceOptions options;
    options.workers = workers;
    return options;
  }
  SessionOptions sessionOptions() override {
    SessionOptions options;
    options.nullDevice = true;
    options.nullProcessors = asked;
    return options;
  }
  bool callsTools() const override { return false; }
  bool isVirtual() const override { return true; }

private:
  static constexpr unsigned workers = 3; // on which the simulation runs
  const unsigned asked;
};

DeviceCase null(const char *name, unsigned processors) {
  return {name, [=] { return std::make_unique<Null>(processors); }};
}

DeviceCases cases() {
  return {null("One", 1), null("Two", 2), null("Eight", 8),
          null("AsManyAsWorkers", 0)};
}
} // namespace

HOCKET_TEST_DEVICES(Null, cases());

} // namespace hocket::testing
