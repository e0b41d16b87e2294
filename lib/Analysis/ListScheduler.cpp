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
      : graph(graph), order{priority},
        // An empty graph may lack even processors.
        resources(std::max<size_t>(graph.resources.size(), 1)) {
    for (auto [state, limit] : llvm::zip(resources, graph.resources)) {
      state.waiting = Heap(order);
      state.capacity = limit.capacity;
      state.gap = limit.gap();
    }
    result.start.assign(graph.size(), 0);
    result.finish.assign(graph.size(), 0);
    result.processor.assign(graph.size(), -1);
    result.peak.assign(graph.resources.size(), 0);
    hasLimits.assign(graph.size(), false);
    buildSuccessors();
  }

  ListSchedule run() {
    ready = Heap(order);
    for (unsigned task = 0; task < graph.size(); ++task)
      if (missing[task] == 0)
        push(task);
    dispatch();
    while (!events.empty()) {
      now = events.top().time;
      while (!events.empty() && events.top().time == now) {
        Event event = events.top();
        events.pop();
        if (event.isFinish) {
          finish(event.index);
        } else {
          resources[event.index].ticking = false;
          grantFrom(event.index);
        }
      }
      dispatch();
    }
    return std::move(result);
  }

private:
  static constexpr unsigned processors = 0;

  struct Order {
    ArrayRef<double> priority;
    bool operator()(unsigned a, unsigned b) const {
      return priority[a] != priority[b] ? priority[a] < priority[b] : a > b;
    }
  };
  using Heap = std::priority_queue<unsigned, std::vector<unsigned>, Order>;
  struct ResourceState {
    Heap waiting{Order{}};
    unsigned capacity = 0, used = 0;
    /// `nextGrant` is when the rate lets the next task have it, `nextStart` when it
    /// lets the next one start: who was granted it may still wait for a processor.
    double gap = 0, nextGrant = 0, nextStart = 0;
    bool ticking = false;
    /// Those that have their limits and may not start yet.
    std::queue<unsigned> paced;

    double due() const { return paced.empty() ? std::max(nextGrant, nextStart) : nextStart; }
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

  //===--------------------------------------------------------------------===//
  // Limits: what is held beside processors
  //===--------------------------------------------------------------------===//

  /// More than there are would never be free.
  unsigned unitsOf(const Hold &hold) const {
    unsigned capacity = resources[hold.resource].capacity;
    return capacity ? std::min(hold.units, capacity) : hold.units;
  }
  bool isFree(const Hold &hold) const {
    const ResourceState &state = resources[hold.resource];
    return !state.capacity || state.capacity - state.used >= unitsOf(hold);
  }

  /// The first limit that keeps the task waiting, or null.
  const Hold *findBlocker(unsigned task) const {
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.resource != processors &&
          (!isFree(hold) ||
           (hold.starts > 0 && now < std::max(resources[hold.resource].nextGrant,
                                              resources[hold.resource].nextStart))))
        return &hold;
    return nullptr;
  }

  /// The first rate that keeps the task from starting, or null.
  const Hold *findPace(unsigned task) const {
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.starts > 0 && now < resources[hold.resource].nextStart)
        return &hold;
    return nullptr;
  }

  void use(const Hold &hold) {
    ResourceState &state = resources[hold.resource];
    state.used += unitsOf(hold);
    result.peak[hold.resource] = std::max(result.peak[hold.resource], state.used);
    if (hold.starts > 0)
      state.nextGrant = std::max(now, state.nextGrant) + state.gap * hold.starts;
  }

  void takeLimits(unsigned task) {
    hasLimits[task] = true;
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.resource != processors)
        use(hold);
  }

  /// True if the task has all limits and may start; else it stands in a queue.
  bool acquire(unsigned task) {
    if (hasLimits[task]) {
      const Hold *pace = findPace(task);
      if (pace) {
        resources[pace->resource].paced.push(task);
        setTimer(pace->resource);
      }
      return !pace;
    }
    const Hold *blocker = findBlocker(task);
    // Not past the more urgent, who wait already.
    for (const Hold &hold : graph.tasks[task].holds) {
      const Heap &waiting = resources[hold.resource].waiting;
      if (!blocker && hold.resource != processors && !waiting.empty() &&
          order(task, waiting.top()))
        blocker = &hold;
    }
    if (blocker)
      wait(task, blocker->resource);
    else
      takeLimits(task);
    return !blocker;
  }

  void wait(unsigned task, unsigned resource) {
    resources[resource].waiting.push(task);
    setTimer(resource);
  }

  void setTimer(unsigned resource) {
    ResourceState &state = resources[resource];
    if (state.ticking || (state.waiting.empty() && state.paced.empty()) || state.due() <= now)
      return;
    state.ticking = true;
    events.push({state.due(), false, resource});
  }

  /// Gives the limits to whoever stands first in the queue, as long as it can go.
  void grantFrom(unsigned resource) {
    std::queue<unsigned> &paced = resources[resource].paced;
    // One of them starts and makes the others wait again.
    for (; !paced.empty() && resources[resource].nextStart <= now; paced.pop())
      push(paced.front());
    Heap &waiting = resources[resource].waiting;
    while (!waiting.empty()) {
      unsigned task = waiting.top();
      const Hold *blocker = findBlocker(task);
      if (blocker && blocker->resource == resource)
        break;
      waiting.pop();
      if (blocker) {
        wait(task, blocker->resource);
      } else {
        takeLimits(task);
        push(task);
      }
    }
    setTimer(resource);
  }

  //===--------------------------------------------------------------------===//
  // Tasks
  //===--------------------------------------------------------------------===//

  const Hold *findProcessors(unsigned task) const {
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.resource == processors && graph.tasks[task].seconds > 0)
        return &hold;
    return nullptr;
  }

  void push(unsigned task) {
    (findProcessors(task) ? resources[processors].waiting : ready).push(task);
  }

  /// The first that no other task has to itself; -1 if a region, which is spread
  /// over several, leaves none that is nobody else's.
  int takeProcessor() {
    if (freeProcessors.empty())
      return usedProcessors < resources[processors].capacity ? int(usedProcessors++) : -1;
    int processor = freeProcessors.top();
    freeProcessors.pop();
    return processor;
  }

  void start(unsigned task) {
    if (const Hold *hold = findProcessors(task)) {
      use(*hold);
      if (hold->units == 1)
        result.processor[task] = takeProcessor();
    }
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.starts > 0)
        resources[hold.resource].nextStart = now + resources[hold.resource].gap * hold.starts;
    result.start[task] = now;
    result.finish[task] = now + graph.tasks[task].seconds;
    result.makespan = std::max(result.makespan, result.finish[task]);
    events.push({result.finish[task], true, task});
  }

  void finish(unsigned task) {
    bool computed = findProcessors(task) != nullptr;
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.resource != processors || computed)
        resources[hold.resource].used -= unitsOf(hold);
    if (result.processor[task] >= 0)
      freeProcessors.push(result.processor[task]);
    for (const Hold &hold : graph.tasks[task].holds)
      if (hold.resource != processors)
        grantFrom(hold.resource);
    for (unsigned i = successorOffsets[task]; i < successorOffsets[task + 1]; ++i)
      if (--missing[successors[i]] == 0)
        push(successors[i]);
  }

  void dispatch() {
    Heap &computing = resources[processors].waiting;
    while (true) {
      Heap &from = ready.empty() ? computing : ready;
      if (from.empty())
        return;
      unsigned task = from.top();
      const Hold *hold = findProcessors(task);
      if (hold && !isFree(*hold))
        return;
      from.pop();
      if (acquire(task))
        start(task);
    }
  }

  const TaskGraph &graph;
  Order order;
  std::vector<ResourceState> resources;
  /// What needs no processor; the others are in the processors' queue.
  Heap ready{Order{}};
  /// The task holds its limits; it may still wait for a processor.
  std::vector<bool> hasLimits;
  /// Those below `usedProcessors` that nobody has. There may be many more than tasks.
  std::priority_queue<unsigned, std::vector<unsigned>, std::greater<>> freeProcessors;
  unsigned usedProcessors = 0;
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
