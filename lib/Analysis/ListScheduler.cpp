// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// List scheduling by simulation of events.

#include "hocket/Analysis/ListScheduler.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

using namespace mlir::hocket::analysis;
using llvm::ArrayRef;

namespace {

class Simulation {
public:
  Simulation(const TaskGraph &graph, ArrayRef<double> priority)
      : graph(graph), order{priority}, resources(graph.resources.size()) {
    for (auto [state, limit] : llvm::zip_equal(resources, graph.resources)) {
      state.waiting = Heap(order);
      state.capacity = limit.capacity;
      state.gap = limit.rate > 0 ? 1 / limit.rate : 0;
    }
    if (!resources.empty())
      for (unsigned p = 0; p < resources[0].capacity; ++p)
        freeProcessors.push(p);
    result.start.assign(graph.size(), 0);
    result.finish.assign(graph.size(), 0);
    result.processor.assign(graph.size(), -1);
    result.peak.assign(graph.resources.size(), 0);
    buildSuccessors();
  }

  ListSchedule run() {
    Heap ready(order);
    for (unsigned task = 0; task < graph.size(); ++task)
      if (missing[task] == 0)
        ready.push({task, noResource});
    dispatch(ready);
    while (!events.empty()) {
      now = events.top().time;
      while (!events.empty() && events.top().time == now) {
        Event event = events.top();
        events.pop();
        if (event.isFinish)
          finish(event.index, ready);
        else
          wake(event.index, ready);
      }
      dispatch(ready);
    }
    return std::move(result);
  }

private:
  static constexpr unsigned noResource = ~0u;

  /// A task that wants to start, and the resource in whose queue it stood.
  struct Candidate {
    unsigned task, from;
  };
  struct Order {
    ArrayRef<double> priority;
    bool operator()(const Candidate &a, const Candidate &b) const {
      if (priority[a.task] != priority[b.task])
        return priority[a.task] < priority[b.task];
      return a.task > b.task;
    }
  };
  using Heap = std::priority_queue<Candidate, std::vector<Candidate>, Order>;
  struct ResourceState {
    Heap waiting{Order{}};
    unsigned capacity = 0, used = 0;
    double gap = 0, nextStart = 0;
    bool ticking = false;
    /// The queue's first task is among the candidates.
    bool offered = false;
  };
  struct Event {
    double time;
    bool isFinish;
    unsigned index;
    bool operator>(const Event &other) const {
      return std::tie(time, isFinish, index) > std::tie(other.time, other.isFinish, other.index);
    }
  };

  void buildSuccessors() {
    missing.resize(graph.size());
    successorOffsets.assign(graph.size() + 1, 0);
    for (unsigned pred : graph.preds)
      ++successorOffsets[pred + 1];
    for (unsigned task = 0; task < graph.size(); ++task)
      successorOffsets[task + 1] += successorOffsets[task];
    successors.resize(graph.preds.size());
    std::vector<unsigned> fill(successorOffsets.begin(), successorOffsets.end() - 1);
    for (unsigned task = 0; task < graph.size(); ++task) {
      missing[task] = graph.getPredecessors(task).size();
      for (unsigned pred : graph.getPredecessors(task))
        successors[fill[pred]++] = task;
    }
  }

  /// More than there are would never be free.
  unsigned unitsOf(const Hold &hold) const {
    return std::min(hold.units, resources[hold.resource].capacity);
  }

  /// The first resource that the task has to wait for.
  unsigned findBlocker(unsigned task) {
    for (const Hold &hold : graph.tasks[task].holds) {
      const ResourceState &state = resources[hold.resource];
      if (state.capacity && state.used + unitsOf(hold) > state.capacity)
        return hold.resource;
      if (state.gap > 0 && now < state.nextStart)
        return hold.resource;
    }
    return noResource;
  }

  void start(unsigned task) {
    for (const Hold &hold : graph.tasks[task].holds) {
      ResourceState &state = resources[hold.resource];
      state.used += state.capacity ? unitsOf(hold) : hold.units;
      result.peak[hold.resource] = std::max(result.peak[hold.resource], state.used);
      if (state.gap > 0)
        state.nextStart = std::max(now, state.nextStart) + state.gap * hold.starts;
      if (hold.resource == 0 && hold.units == 1 && !freeProcessors.empty()) {
        result.processor[task] = freeProcessors.top();
        freeProcessors.pop();
      }
    }
    result.start[task] = now;
    result.finish[task] = now + graph.tasks[task].seconds;
    result.makespan = std::max(result.makespan, result.finish[task]);
    events.push({result.finish[task], true, task});
  }

  void finish(unsigned task, Heap &ready) {
    for (const Hold &hold : graph.tasks[task].holds) {
      ResourceState &state = resources[hold.resource];
      state.used -= state.capacity ? unitsOf(hold) : hold.units;
      offer(hold.resource, ready);
    }
    if (result.processor[task] >= 0)
      freeProcessors.push(result.processor[task]);
    for (unsigned i = successorOffsets[task]; i < successorOffsets[task + 1]; ++i)
      if (--missing[successors[i]] == 0)
        ready.push({successors[i], noResource});
  }

  void wake(unsigned resource, Heap &ready) {
    resources[resource].ticking = false;
    offer(resource, ready);
  }

  /// Lets the first task in a resource's queue try again.
  void offer(unsigned resource, Heap &ready) {
    ResourceState &state = resources[resource];
    if (state.offered || state.waiting.empty())
      return;
    state.offered = true;
    ready.push({state.waiting.top().task, resource});
    state.waiting.pop();
  }

  void dispatch(Heap &ready) {
    while (!ready.empty()) {
      Candidate candidate = ready.top();
      ready.pop();
      if (candidate.from != noResource)
        resources[candidate.from].offered = false;
      unsigned blocker = findBlocker(candidate.task);
      if (blocker == noResource) {
        start(candidate.task);
      } else {
        ResourceState &state = resources[blocker];
        state.waiting.push({candidate.task, blocker});
        if (now < state.nextStart && !state.ticking) {
          state.ticking = true;
          events.push({state.nextStart, false, blocker});
        }
      }
      // The place in the queue it came from passes to the next, unless the
      // resource itself is what it still waits for.
      if (candidate.from != noResource && candidate.from != blocker)
        offer(candidate.from, ready);
    }
  }

  const TaskGraph &graph;
  Order order;
  std::vector<ResourceState> resources;
  std::priority_queue<unsigned, std::vector<unsigned>, std::greater<>> freeProcessors;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  std::vector<unsigned> missing, successorOffsets, successors;
  ListSchedule result;
  double now = 0;
};

} // namespace

ListSchedule mlir::hocket::analysis::scheduleList(const TaskGraph &graph,
                                                  ArrayRef<double> priority) {
  return Simulation(graph, priority).run();
}
