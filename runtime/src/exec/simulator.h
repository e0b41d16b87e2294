// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A run in virtual time: a discrete-event simulation of processors, capacities
// and rates. Nodes take the time that the plan says they cost.
#ifndef HOCKET_EXEC_SIMULATOR_H
#define HOCKET_EXEC_SIMULATOR_H

#include "exec/run.h"

#include <queue>

namespace hocket {

class Simulator final : public Context, public Job, public ResourceSet::Clock {
public:
  Simulator(std::shared_ptr<Run> run, unsigned processors);

  /// The whole simulation, on the worker that takes it. Frees this.
  void run(Context &context) override;

  // Context: what is ready.
  void push(Work work, double priority) override;
  void pushShared(Work work, double priority) override { push(work, priority); }
  unsigned lane() const override { return currentLane; }

  // Clock of the capacities and rates.
  uint64_t nowNs() override { return now; }
  void callAt(uint64_t timeNs, std::function<void()> task) override;

  /// A node has what it acquires: lets its cost pass, then performs it.
  NodeCell *begin(Frame &frame, uint32_t node);

  ResourceSet resources;

private:
  struct Ready {
    double priority;
    uint64_t sequence;
    NodeCell *cell;
    bool operator<(const Ready &other) const {
      return priority != other.priority ? priority < other.priority
                                        : sequence > other.sequence;
    }
  };
  struct Event {
    uint64_t timeNs;
    uint64_t sequence;
    NodeCell *cell = nullptr; // performed then, or:
    uint64_t startNs = 0;
    unsigned lane = foreign; // the processor it occupies
    std::function<void()> task;
    bool operator<(const Event &other) const {
      return timeNs != other.timeNs ? timeNs > other.timeNs
                                    : sequence > other.sequence;
    }
  };

  void loop();
  bool startNext();
  void handle(Event event);
  void endCut();
  void endStuck();
  void chain(NodeCell *cell);

  std::shared_ptr<Run> simulated;
  uint64_t now = 0;
  uint64_t sequence = 0;
  unsigned currentLane = foreign;
  bool stuck = false;
  std::vector<unsigned> freeProcessors;
  std::priority_queue<Ready> readyForProcessor;
  std::priority_queue<Ready> ready;
  std::priority_queue<Event> events;
};

} // namespace hocket

#endif // HOCKET_EXEC_SIMULATOR_H
