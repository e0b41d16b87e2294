// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The fixture: tools and watched runs.
#include "device_conformance.h"

namespace hocket::testing {

Tools::Tools(PlanBuilder &builder)
    : compute(builder.tool("compute", {"a", "b", "c"}, true)),
      blocking(builder.tool("blocking", {"a", "b", "c"})),
      async(builder.tool("async", {"a", "b", "c"})),
      failing(builder.tool("failing", {"a"}, true)),
      endless(builder.tool("endless")) {}

uint32_t Tools::any(uint32_t number) const {
  const uint32_t tools[] = {compute, blocking, async};
  return tools[number % 3];
}

static Value oneMore(const Invocation &invocation) {
  int64_t most = 0;
  for (const auto &[name, value] : invocation.arguments.asObject())
    most = std::max(most, value.asInt());
  return Value::integer(most + 1);
}

DeviceConformance::DeviceConformance() : device(GetParam().create()) {
  options = device->instanceOptions();
  auto work = [this](Invocation &invocation) -> Result<Value> {
    if (++toolCalls % 16 == 0)
      std::this_thread::yield(); // let the others in
    return oneMore(invocation);
  };
  addCompute("compute", work);
  addBlocking("blocking", work);
  addAsync("async", [this](std::shared_ptr<Invocation> invocation) {
    ++toolCalls;
    instance->loop().post(
        [invocation] { invocation->complete(oneMore(*invocation)); });
  });
  addCompute("failing", [this](Invocation &) -> Result<Value> {
    ++toolCalls;
    return Status(HOCKET_TOOL_ERROR, "it failed");
  });
  addBlocking("endless", [this](Invocation &invocation) -> Result<Value> {
    ++toolCalls;
    Signal cancelled;
    invocation.cancel.onCancel([&] { cancelled.set(); });
    EXPECT_TRUE(cancelled.wait()) << "nobody cancels the endless call";
    invocation.cancel.clearHandler();
    return Status(HOCKET_CANCELLED, "stopped");
  });
}

std::shared_ptr<Session> DeviceConformance::open(PlanBuilder &builder) {
  return session(builder, device->sessionOptions());
}

Watched DeviceConformance::prepare(const std::shared_ptr<Session> &session,
                                   const Value &arguments, RunOptions options,
                                   Hook hook) {
  auto watched = std::make_shared<WatchedRun>();
  options.trace = true;
  EventLog::Hook logged;
  if (hook)
    logged = [hook = std::move(hook), raw = watched.get()](
                 const EventLog::Entry &entry) { hook(entry, *raw->run); };
  options.onEvent = watched->log.listener(std::move(logged));
  auto run = hocket::Run::create(session, session->plan->programs.front(),
                                 arguments, std::move(options));
  EXPECT_TRUE(run) << run.status().toString();
  watched->run = *run;
  return watched;
}

Watched DeviceConformance::begin(const std::shared_ptr<Session> &session,
                                 const Value &arguments, RunOptions options,
                                 Hook hook) {
  Watched watched =
      prepare(session, arguments, std::move(options), std::move(hook));
  watched->run->start();
  return watched;
}

void DeviceConformance::end(const Watched &watched) {
  finish(watched->run);
  if (!watched->run->finished())
    return;
  watched->log.expectLegal(watched->run->stats().wallNs);
  expectSoundTrace(*watched->run, watched->log);
  EXPECT_LE(watched->run->stats().firstTaskNs, watched->run->stats().wallNs);
  if (!device->callsTools()) {
    EXPECT_EQ(toolCalls, 0u);
  }
}

Watched DeviceConformance::execute(PlanBuilder &builder, const Value &arguments,
                                   RunOptions options, Hook hook) {
  Watched watched =
      begin(open(builder), arguments, std::move(options), std::move(hook));
  end(watched);
  return watched;
}

Value DeviceConformance::told(Value value) const {
  return device->callsTools() ? value : Value();
}

void setCost(RegionBuilder &body, uint32_t index, double seconds,
             const std::string &label) {
  body.node(index).set_cost_s(seconds);
  body.node(index).set_label(label);
}

void acquire(RegionBuilder &body, uint32_t node, uint32_t resource,
             uint32_t units) {
  plan::v1::Acquire &acquire = *body.node(node).add_acquires();
  acquire.set_resource(resource);
  acquire.set_units(units);
}

uint32_t addFailure(PlanBuilder &builder, RegionBuilder &body, uint32_t line) {
  uint32_t node =
      body.apply(Builtin::Div, {builder.constant("1"), builder.constant("0")});
  body.node(node).set_location(builder.location("plan", line, 1));
  return node;
}

uint32_t lineOf(const Status &status) {
  return status.location() ? status.location()->line : 0;
}

} // namespace hocket::testing
