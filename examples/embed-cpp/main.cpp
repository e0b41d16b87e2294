// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program in C++ that runs a plan over its own sensors: one tool that answers
// later, from another thread, and one that computes.

#include <hocket/runtime/hocket.hpp>

#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using hocket::Invocation;
using hocket::Result;
using hocket::Status;
using hocket::Value;

/// Sensors that take a moment to answer. Every reading has a thread here; a real
/// program would complete the calls from its own event loop.
class Sensors {
public:
  ~Sensors() {
    for (std::thread &reading : readings)
      reading.join();
  }

  /// Starts a reading and returns at once; the call is completed later.
  Status read(Invocation call) {
    std::string name(call.arguments()["sensor"].asString());
    if (name != "north" && name != "south" && name != "roof")
      return Status(HOCKET_NOT_FOUND, "there is no sensor '" + name + "'");
    double celsius = name == "north" ? 17.5 : name == "south" ? 21.0 : 24.5;
    std::lock_guard<std::mutex> lock(mutex);
    readings.emplace_back([call, celsius] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      call.complete(Value(celsius));
    });
    return Status();
  }

private:
  std::mutex mutex;
  std::vector<std::thread> readings;
};

static Result<Value> average(const Invocation &call) {
  Value values = call.arguments()["values"];
  if (values.size() == 0)
    return Status(HOCKET_INVALID_ARGUMENT, "the average of nothing is undefined");
  double sum = 0;
  for (size_t i = 0; i < values.size(); ++i)
    sum += values[i].asFloat();
  return Value(sum / values.size());
}

static int fail(const Status &status) {
  std::fprintf(stderr, "%s\n", std::string(status.toString()).c_str());
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s PLAN.hkt\n", argv[0]);
    return 2;
  }
  Sensors sensors; // outlives every call
  Result<hocket::Instance> instance = hocket::Instance::create();
  if (!instance)
    return fail(instance.status());
  if (Status status = instance->addAsyncTool(
          "read_sensor", [&](Invocation call) { return sensors.read(call); });
      !status.ok())
    return fail(status);
  if (Status status = instance->addTool("average", hocket::ToolKind::Compute, average);
      !status.ok())
    return fail(status);

  Result<hocket::Plan> plan = hocket::Plan::loadFile(argv[1]);
  if (!plan)
    return fail(plan.status());
  Result<hocket::Session> session = hocket::Session::create(*instance, *plan);
  if (!session)
    return fail(session.status());
  Result<hocket::Call> call = hocket::Call::start(*session);
  if (!call)
    return fail(call.status());
  call->wait();

  for (const hocket::Output &output : call->outputs()) {
    std::string text = output.value ? output.value->toJson() : std::string(output.error);
    std::printf("%s. %s -> %s\n", std::string(output.name).c_str(),
                std::string(output.tool).c_str(), text.c_str());
  }
  return call->ok() ? 0 : 1;
}
