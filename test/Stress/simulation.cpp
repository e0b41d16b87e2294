// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "simulation.h"

namespace hocket::stress {

using Clock = std::chrono::steady_clock;

Simulation::Simulation() : timerThread([this] { serveTimers(); }) {
  for (size_t i = 0; i < static_cast<size_t>(ToolId::Count); ++i)
    registered.push_back({this, static_cast<ToolId>(i)});
}

Simulation::~Simulation() {
  {
    std::lock_guard lock(timerMutex);
    stopping = true;
  }
  timerAdded.notify_one();
  timerThread.join();
}

void Simulation::registerTools(hocket_instance_t *instance) {
  for (Registered &entry : registered) {
    const ToolInfo &info = toolInfo(entry.tool);
    hocket_native_tool_t tool = HOCKET_INIT(hocket_native_tool_t);
    tool.name = hocket_string(info.name);
    tool.kind = info.kind;
    tool.user = &entry;
    tool.invoke = invoke;
    if (hocket_status_t *status =
            hocket_instance_register_tool(instance, &tool)) {
      problems.push_back(std::string("cannot register ") + info.name);
      hocket_status_free(status);
    }
  }
}

void Simulation::begin(World initial, std::chrono::microseconds most,
                       uint64_t seed) {
  std::lock_guard lock(mutex);
  world = std::move(initial);
  longest = most;
  random.seed(seed);
}

World Simulation::end() {
  std::lock_guard lock(mutex);
  for (const Activity &activity : active)
    problems.push_back(std::string(toolInfo(activity.tool).name) +
                       " still runs after the end of the run");
  return world;
}

/// Whether two effects may touch the same cell, one of them writing it.
static bool conflict(const Effect &a, const std::vector<int64_t> &aArguments,
                     const Effect &b, const std::vector<int64_t> &bArguments) {
  if (a.resource != b.resource || (!a.writes && !b.writes))
    return false;
  return a.key < 0 || b.key < 0 || aArguments[a.key] == bArguments[b.key];
}

void Simulation::check(const Activity &entering) {
  const ToolInfo &info = toolInfo(entering.tool);
  unsigned holders[numResources] = {};
  for (const Activity &other : active) {
    const ToolInfo &otherInfo = toolInfo(other.tool);
    for (const Effect &theirs : otherInfo.effects) {
      ++holders[theirs.resource];
      for (const Effect &ours : info.effects)
        if (conflict(ours, entering.arguments, theirs, other.arguments))
          problems.push_back(std::string(info.name) + " starts while " +
                             otherInfo.name +
                             " is under way, which touches the same cell");
    }
  }
  // A tool without declared effects does not say that it holds a resource.
  if (entering.tool == ToolId::Anything)
    return;
  for (const Effect &ours : info.effects)
    if (capacities[ours.resource] &&
        holders[ours.resource] + 1 > capacities[ours.resource])
      problems.push_back(std::string(info.name) + " exceeds the capacity of r" +
                         std::to_string(ours.resource));
}

Simulation::Ticket Simulation::enter(ToolId tool,
                                     hocket_invocation_t *invocation,
                                     std::chrono::microseconds &takes) {
  const hocket_value_t *object = hocket_invocation_arguments(invocation);
  Activity activity{tool, {}};
  for (const char *parameter : toolInfo(tool).parameters)
    activity.arguments.push_back(hocket_value_as_int(
        hocket_value_get(object, hocket_string(parameter))));
  std::lock_guard lock(mutex);
  check(activity);
  takes = std::chrono::microseconds(longest.count() ? random() % longest.count()
                                                    : 0);
  return active.insert(active.end(), std::move(activity));
}

hocket_status_t *Simulation::leave(Ticket ticket,
                                   hocket_invocation_t *invocation,
                                   hocket_value_t **result) {
  std::lock_guard lock(mutex);
  Activity activity = std::move(*ticket);
  active.erase(ticket);
  if (hocket_invocation_cancelled(invocation))
    return hocket_status_create(HOCKET_CANCELLED, hocket_string("cancelled"));
  Answer answer = world.invoke(activity.tool, activity.arguments);
  hocket_string_t text = {answer.text.data(), answer.text.size()};
  switch (answer.form) {
  case Answer::Form::Failure:
    return hocket_status_create(HOCKET_TOOL_ERROR, text);
  case Answer::Form::Text:
    *result = hocket_value_string(text);
    break;
  case Answer::Form::Float:
    *result = hocket_value_float(double(answer.number));
    break;
  case Answer::Form::Integer:
    *result = hocket_value_int(answer.number);
    break;
  }
  return nullptr;
}

hocket_status_t *Simulation::invoke(void *user, hocket_invocation_t *invocation,
                                    hocket_value_t **result) {
  auto *entry = static_cast<Registered *>(user);
  Simulation &self = *entry->simulation;
  std::chrono::microseconds takes;
  Ticket ticket = self.enter(entry->tool, invocation, takes);
  auto due = Clock::now() + takes;
  switch (toolInfo(entry->tool).kind) {
  case HOCKET_TOOL_BLOCKING:
    std::this_thread::sleep_until(due);
    return self.leave(ticket, invocation, result);
  case HOCKET_TOOL_COMPUTE:
    // A processor's thread must not wait for long.
    for (due = Clock::now() + takes / 20; Clock::now() < due;)
      ;
    return self.leave(ticket, invocation, result);
  case HOCKET_TOOL_ASYNC:
    break;
  }
  auto finish = [&self, ticket, invocation] {
    hocket_value_t *value = nullptr;
    hocket_status_t *status = self.leave(ticket, invocation, &value);
    hocket_invocation_complete(invocation, status, value);
  };
  {
    std::lock_guard lock(self.timerMutex);
    self.timers.push({due, finish});
  }
  self.timerAdded.notify_one();
  return nullptr;
}

void Simulation::serveTimers() {
  std::unique_lock lock(timerMutex);
  while (true) {
    if (timers.empty()) {
      if (stopping)
        return;
      timerAdded.wait(lock);
      continue;
    }
    Timer next = timers.top();
    if (Clock::now() < next.due) {
      timerAdded.wait_until(lock, next.due);
      continue;
    }
    timers.pop();
    lock.unlock();
    next.action();
    lock.lock();
  }
}

} // namespace hocket::stress
