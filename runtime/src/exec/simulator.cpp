// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A run in virtual time.
#include "exec/simulator.h"

namespace hocket {

Simulator::Simulator(std::shared_ptr<Run> run, unsigned processors)
    : resources(run->plan->resources, *this), simulated(std::move(run)) {
  // The lowest number is taken first.
  for (unsigned processor = processors; processor-- > 0;)
    freeProcessors.push_back(processor);
}

static bool needsProcessor(const Node &node) {
  return node.queue == Queue::Cpu && node.costNs != 0;
}

void Simulator::push(Work work, double priority) {
  auto *cell = reinterpret_cast<NodeCell *>(work.toBits());
  const Node &node = Frame::of(cell).nodes[cell->index];
  auto &queue = needsProcessor(node) ? readyForProcessor : ready;
  queue.push({priority, sequence++, cell});
}

void Simulator::callAt(uint64_t timeNs, std::function<void()> task) {
  Event event;
  event.timeNs = std::max(timeNs, now);
  event.sequence = sequence++;
  event.task = std::move(task);
  events.push(std::move(event));
}

NodeCell *Simulator::begin(Frame &frame, uint32_t index) {
  const Node &node = frame.nodes[index];
  if (node.regions.size != 0 || node.costNs == 0)
    return simulated->perform(*this, frame, index, now);
  Event event;
  // Time stands still at the end of what 64 bits can count, 584 years.
  event.timeNs = node.costNs > UINT64_MAX - now ? UINT64_MAX : now + node.costNs;
  event.sequence = sequence++;
  event.cell = frame.cell(index);
  event.startNs = now;
  if (needsProcessor(node)) {
    event.lane = freeProcessors.back();
    freeProcessors.pop_back();
  }
  simulated->emit(HOCKET_EVENT_STARTED, frame, index);
  events.push(std::move(event));
  return nullptr;
}

void Simulator::chain(NodeCell *cell) {
  while (cell) {
    // A node that needs a processor waits for its turn.
    const Node &node = Frame::of(cell).nodes[cell->index];
    if (needsProcessor(node)) {
      push(Work(cell), node.priority);
      return;
    }
    cell = simulated->step(*this, cell);
  }
}

bool Simulator::startNext() {
  if (!ready.empty()) {
    NodeCell *cell = ready.top().cell;
    ready.pop();
    chain(cell);
    return true;
  }
  if (readyForProcessor.empty() || freeProcessors.empty())
    return false;
  NodeCell *cell = readyForProcessor.top().cell;
  readyForProcessor.pop();
  chain(simulated->step(*this, cell));
  return true;
}

void Simulator::handle(Event event) {
  now = event.timeNs;
  if (!event.cell) {
    event.task();
    return;
  }
  currentLane = event.lane;
  if (event.lane != foreign)
    freeProcessors.push_back(event.lane);
  Frame &frame = Frame::of(event.cell);
  chain(simulated->perform(*this, frame, event.cell->index, event.startNs));
  currentLane = foreign;
}

/// What was cut while its cost passes ends now, as it does where time is real
/// and the call is cancelled.
void Simulator::endCut() {
  simulated->withdrawCut();
  std::vector<Event> kept;
  kept.reserve(events.size());
  for (; !events.empty(); events.pop()) {
    Event &event = kept.emplace_back(events.top());
    if (event.cell && Frame::of(event.cell).isCut(event.cell->index))
      event.timeNs = now;
  }
  events = std::priority_queue<Event>(std::less<Event>(), std::move(kept));
}

/// Nothing is left that could happen, but the run has not ended: a mistake, of the
/// plan or of this library. Who waits for the run must learn of it.
void Simulator::endStuck() {
  if (stuck) {
    // Not even the cut has let it go on. What its regions hold is lost.
    simulated->finish();
    return;
  }
  stuck = true;
  constexpr const char *still = "nothing is left to happen in virtual time, but ";
  auto waiting = resources.anyWaiter();
  if (!waiting) {
    simulated->noteStuck(
        {HOCKET_INTERNAL,
         std::string(still) + "an operation waits for one that never ends"});
    return;
  }
  auto *cell = static_cast<NodeCell *>(waiting->waiter.owner);
  const Plan &plan = *simulated->plan;
  const Node &node = Frame::of(cell).nodes[cell->index];
  simulated->noteStuck(simulated->located(
      node, {HOCKET_INTERNAL, still + ("'" + std::string(plan.labelOf(node))) +
                                  "' waits for the resource '" +
                                  plan.resources[waiting->resource].name +
                                  "', which nothing will give back"}));
}

void Simulator::loop() {
  while (!simulated->finished()) {
    if (simulated->takeCut())
      endCut();
    // All that happens at one time happens before the next choice.
    bool due = !events.empty() && events.top().timeNs <= now;
    if (!due && startNext())
      continue;
    if (events.empty()) {
      endStuck();
      continue;
    }
    Event event = events.top();
    events.pop();
    handle(std::move(event));
  }
}

void Simulator::run(Context &) {
  std::unique_ptr<Simulator> self(this);
  simulated->simulator = this;
  chain(simulated->begin(*this));
  loop();
}

} // namespace hocket
