// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capacities and rates.
//
// A waiter stands in the queue of the first resource that keeps it waiting. The
// first of a queue is not overtaken there, or many small waiters could starve
// one that needs more.
#include "exec/resources.h"

#include <algorithm>
#include <cmath>

namespace hocket {

struct ResourceSet::Shared {
  std::mutex mutex;
  ResourceSet *set;
};

ResourceSet::ResourceSet(std::span<const Resource> resources, Clock &clock)
    : clock(clock), shared(std::make_shared<Shared>()) {
  shared->set = this;
  for (const Resource &resource : resources) {
    State &state = states.emplace_back();
    state.capacity = resource.capacity;
    // Evenly spaced: in no window of T seconds more than rate * T + 1 starts.
    state.intervalNs =
        resource.ratePerSecond > 0
            ? uint64_t(std::min(1e18, std::ceil(1e9 / resource.ratePerSecond)))
            : 0;
  }
}

ResourceSet::~ResourceSet() {
  std::lock_guard lock(shared->mutex);
  shared->set = nullptr;
}

const Acquire *ResourceSet::blocking(std::span<const Acquire> units,
                                     uint64_t now) const {
  for (const Acquire &unit : units) {
    const State &state = states[unit.resource];
    if (state.capacity != 0 && state.capacity - state.inUse < unit.units)
      return &unit;
    if (state.intervalNs != 0 && std::max(state.nextNs, state.startNs) > now)
      return &unit;
  }
  return nullptr;
}

/// So many intervals later; the end of time if that is beyond it.
static uint64_t later(uint64_t now, uint64_t intervalNs, uint32_t units) {
  uint64_t delay = 0, sum = 0;
  if (__builtin_mul_overflow(intervalNs, uint64_t(units), &delay) ||
      __builtin_add_overflow(now, delay, &sum))
    return UINT64_MAX;
  return sum;
}

void ResourceSet::noteStart(std::span<const Acquire> units, uint64_t now) {
  for (const Acquire &unit : units) {
    State &state = states[unit.resource];
    if (state.intervalNs != 0)
      state.startNs = later(now, state.intervalNs, unit.units);
  }
}

void ResourceSet::take(std::span<const Acquire> units, uint64_t now) {
  for (const Acquire &unit : units) {
    State &state = states[unit.resource];
    state.inUse += unit.units;
    if (state.intervalNs != 0)
      state.nextNs =
          later(std::max(state.nextNs, now), state.intervalNs, unit.units);
  }
}

/// The resources whose rate somebody waits for and for which no timer runs yet;
/// under the mutex. `now` is when they began to wait: by a later look the rate
/// may allow what nobody would then grant.
std::vector<uint32_t> ResourceSet::timersToSet(uint64_t now) {
  std::vector<uint32_t> timers;
  for (uint32_t r = 0; r < states.size(); ++r) {
    State &state = states[r];
    if (state.intervalNs == 0 || state.timerSet || !state.waited() ||
        state.dueNs() <= now)
      continue;
    state.timerSet = true;
    timers.push_back(r);
  }
  return timers;
}

bool ResourceSet::acquire(std::span<const Acquire> units,
                          const Waiter &waiter) {
  std::vector<uint32_t> timers;
  {
    std::lock_guard lock(mutex);
    uint64_t now = clock.nowNs();
    const Acquire *reason = blocking(units, now);
    // Not past the more urgent, who wait already.
    for (const Acquire &unit : units)
      if (!reason && !states[unit.resource].queue.empty() &&
          states[unit.resource].queue.top().waiter.priority >= waiter.priority)
        reason = &unit;
    if (!reason) {
      take(units, now);
      noteStart(units, now);
      return true;
    }
    states[reason->resource].queue.push({waiter, sequence++, units});
    timers = timersToSet(now);
  }
  setTimers(timers);
  return false;
}

bool ResourceSet::start(std::span<const Acquire> units, const Waiter &waiter) {
  if (std::none_of(units.begin(), units.end(), [&](const Acquire &unit) {
        return states[unit.resource].intervalNs != 0;
      }))
    return true;
  std::vector<uint32_t> timers;
  {
    std::lock_guard lock(mutex);
    uint64_t now = clock.nowNs();
    const Acquire *reason = nullptr;
    for (const Acquire &unit : units)
      if (!reason && states[unit.resource].startNs > now)
        reason = &unit;
    if (!reason) {
      noteStart(units, now);
      return true;
    }
    states[reason->resource].paced.push(waiter);
    timers = timersToSet(now);
  }
  setTimers(timers);
  return false;
}

/// Takes from the front of the queue whoever can go now; under the mutex.
void ResourceSet::grantFrom(uint32_t resource, uint64_t now,
                            std::vector<Waiter> &granted) {
  State &state = states[resource];
  // One of them starts and makes the others wait again.
  for (; !state.paced.empty() && state.startNs <= now; state.paced.pop())
    granted.push_back(state.paced.front());
  while (!state.queue.empty()) {
    const Queued &first = state.queue.top();
    const Acquire *reason = blocking(first.units, now);
    if (reason && reason->resource == resource)
      return;
    Queued moved = first;
    state.queue.pop();
    if (reason) {
      states[reason->resource].queue.push(std::move(moved));
      continue;
    }
    take(moved.units, now);
    if (moved.waiter.startsAtOnce)
      noteStart(moved.units, now);
    granted.push_back(moved.waiter);
  }
}

void ResourceSet::release(std::span<const Acquire> units) {
  std::vector<Waiter> granted;
  std::vector<uint32_t> timers;
  {
    std::lock_guard lock(mutex);
    uint64_t now = clock.nowNs();
    for (const Acquire &unit : units)
      states[unit.resource].inUse -= unit.units;
    for (const Acquire &unit : units)
      grantFrom(unit.resource, now, granted);
    timers = timersToSet(now);
  }
  setTimers(timers);
  for (const Waiter &waiter : granted)
    waiter.grant(waiter.owner, waiter.item);
}

void ResourceSet::setTimers(const std::vector<uint32_t> &resources) {
  for (uint32_t resource : resources) {
    uint64_t when = 0;
    {
      std::lock_guard lock(mutex);
      when = states[resource].dueNs();
    }
    clock.callAt(when, [shared = shared, resource] {
      std::vector<Waiter> granted;
      {
        std::lock_guard lock(shared->mutex);
        if (shared->set)
          granted = shared->set->onTimer(resource);
      }
      // Whoever is granted may run a tool, and its end may free the set.
      for (const Waiter &waiter : granted)
        waiter.grant(waiter.owner, waiter.item);
    });
  }
}

std::vector<ResourceSet::Waiter> ResourceSet::onTimer(uint32_t resource) {
  std::vector<Waiter> granted;
  std::vector<uint32_t> timers;
  {
    std::lock_guard lock(mutex);
    uint64_t now = clock.nowNs();
    states[resource].timerSet = false;
    grantFrom(resource, now, granted);
    timers = timersToSet(now);
  }
  setTimers(timers);
  return granted;
}

std::vector<ResourceSet::Waiter>
ResourceSet::withdraw(const std::function<bool(const Waiter &)> &matches) {
  std::vector<Waiter> withdrawn, granted;
  std::vector<uint32_t> timers;
  {
    std::lock_guard lock(mutex);
    uint64_t now = clock.nowNs();
    for (State &state : states) {
      for (size_t i = state.paced.size(); i-- > 0; state.paced.pop()) {
        if (matches(state.paced.front()))
          withdrawn.push_back(state.paced.front());
        else
          state.paced.push(state.paced.front());
      }
      if (state.queue.empty())
        continue;
      std::priority_queue<Queued> kept;
      for (; !state.queue.empty(); state.queue.pop()) {
        if (matches(state.queue.top().waiter))
          withdrawn.push_back(state.queue.top().waiter);
        else
          kept.push(state.queue.top());
      }
      state.queue.swap(kept);
    }
    // Whoever stood first may have kept others from units that are free.
    for (uint32_t r = 0; r < states.size(); ++r)
      grantFrom(r, now, granted);
    timers = timersToSet(now);
  }
  setTimers(timers);
  for (const Waiter &waiter : granted)
    waiter.grant(waiter.owner, waiter.item);
  return withdrawn;
}

std::optional<ResourceSet::Waiting> ResourceSet::anyWaiter() {
  std::lock_guard lock(mutex);
  for (uint32_t r = 0; r < states.size(); ++r) {
    if (!states[r].paced.empty())
      return Waiting{states[r].paced.front(), r};
    if (!states[r].queue.empty())
      return Waiting{states[r].queue.top().waiter, r};
  }
  return std::nullopt;
}

uint32_t ResourceSet::inUse(uint32_t resource) {
  std::lock_guard lock(mutex);
  return states[resource].inUse;
}

} // namespace hocket
