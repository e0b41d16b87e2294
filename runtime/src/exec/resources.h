// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capacities and rates: how much of a resource is held at once, and how often
// it may be used. A node takes all that it needs in one step, so that no two
// nodes can wait for each other. Who had to wait may start some time after it was
// granted what it needs (no worker was free), and others may catch up with it: the
// rate is kept between starts, too.
#ifndef HOCKET_EXEC_RESOURCES_H
#define HOCKET_EXEC_RESOURCES_H

#include "plan/plan.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <span>
#include <vector>

namespace hocket {

class ResourceSet {
public:
  /// Time in nanoseconds, and a way to be called at a time: the steady clock
  /// and the event loop, or those of a simulation.
  class Clock {
  public:
    virtual uint64_t nowNs() = 0;
    virtual void callAt(uint64_t timeNs, std::function<void()> task) = 0;

  protected:
    ~Clock() = default;
  };

  /// Who waits. `grant` is called once it has what it asked for.
  struct Waiter {
    double priority;
    void *owner;
    uint32_t item;
    void (*grant)(void *owner, uint32_t item);
    /// It starts when it is granted, without a call of start().
    bool startsAtOnce = false;
  };

  ResourceSet(std::span<const Resource> resources, Clock &clock);
  /// No grants come after this, even from timers that are still set.
  ~ResourceSet();

  /// True if it holds all units now and starts at once; otherwise the waiter is
  /// queued, by priority, and granted later.
  bool acquire(std::span<const Acquire> units, const Waiter &waiter);
  /// Who was granted these units is about to start. True if the rates let it now;
  /// otherwise it is granted again later, and holds the units in the meantime.
  bool start(std::span<const Acquire> units, const Waiter &waiter);
  void release(std::span<const Acquire> units);
  /// Takes back every waiter that `matches`: it will not be granted.
  std::vector<Waiter>
  withdraw(const std::function<bool(const Waiter &)> &matches);

  uint32_t inUse(uint32_t resource);
  /// Somebody who waits, and the resource that keeps it waiting.
  struct Waiting {
    Waiter waiter;
    uint32_t resource;
  };
  std::optional<Waiting> anyWaiter();

private:
  struct Queued {
    Waiter waiter;
    uint64_t sequence;
    std::span<const Acquire> units;
    bool operator<(const Queued &other) const {
      if (waiter.priority != other.waiter.priority)
        return waiter.priority < other.waiter.priority;
      return sequence > other.sequence;
    }
  };
  struct State {
    uint32_t capacity;   // 0: unlimited
    uint64_t intervalNs; // between two units; 0: no rate
    uint32_t inUse = 0;
    uint64_t nextNs = 0; // when the rate allows the next unit to be granted
    uint64_t startNs = 0; // when the rate allows the next to start
    bool timerSet = false;
    std::priority_queue<Queued> queue;
    std::queue<Waiter> paced; // hold their units and may not start yet

    bool waited() const { return !queue.empty() || !paced.empty(); }
    /// When the first that waits for the rate can be let go.
    uint64_t dueNs() const {
      return paced.empty() ? std::max(nextNs, startNs) : startNs;
    }
  };
  struct Shared;

  const Acquire *blocking(std::span<const Acquire> units, uint64_t now) const;
  void take(std::span<const Acquire> units, uint64_t now);
  void noteStart(std::span<const Acquire> units, uint64_t now);
  void grantFrom(uint32_t resource, uint64_t now, std::vector<Waiter> &granted);
  std::vector<uint32_t> timersToSet(uint64_t now);
  void setTimers(const std::vector<uint32_t> &resources);
  /// Who can go; the caller grants without holding a lock.
  std::vector<Waiter> onTimer(uint32_t resource);

  Clock &clock;
  std::mutex mutex;
  std::vector<State> states;
  uint64_t sequence = 0;
  /// Lets a timer that outlives this object find out.
  std::shared_ptr<Shared> shared;
};

} // namespace hocket

#endif // HOCKET_EXEC_RESOURCES_H
