// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The life of a node: ready, run, ended, its successors ready. This is the hot
// path; what is rare stands in functions of its own.
#include "exec/call_task.h"
#include "exec/pure.h"
#include "exec/ready_batch.h"
#include "exec/region_task.h"
#include "exec/run.h"
#include "exec/simulator.h"

namespace hocket {

void Work::run(Context &context) const {
  if (bits & 1) {
    reinterpret_cast<Job *>(bits & ~uintptr_t(1))->run(context);
    return;
  }
  auto *cell = reinterpret_cast<NodeCell *>(bits);
  while (cell)
    cell = Frame::of(cell).run.step(context, cell);
}

NodeCell *Run::step(Context &context, NodeCell *cell) {
  Frame &frame = Frame::of(cell);
  uint32_t index = cell->index;
  const Node &node = frame.nodes[index];
  if (frame.isCut(index)) [[unlikely]]
    return skip(context, frame, index, recorder ? nowNs() : 0);
  if (frame.mayLackValues()) [[unlikely]] {
    auto missing = missingOperand(frame, node);
    if (missing && !missing->isUnknown())
      return poison(context, frame, index, *std::move(missing));
  }
  if (node.acquires.size != 0 &&
      !(options.journal && isReplayed(frame, index))) {
    std::span<const Acquire> units = plan->acquiresOf(node);
    ResourceSet::Waiter waiter{node.priority, cell, 0, &Run::granted};
    bool holds = cell->pending.load(std::memory_order_relaxed) == held;
    if (!(holds ? resources().start(units, waiter)
                : resources().acquire(units, waiter)))
      return nullptr;
    markHeld(frame, index);
    // What was cut and cancelled meanwhile may have made room for this.
    if (frame.isCut(index)) [[unlikely]]
      return skip(context, frame, index, recorder ? nowNs() : 0);
  }
  if (isVirtual())
    return simulator->begin(frame, index);
  return perform(context, frame, index, recorder ? nowNs() : 0);
}

NodeCell *Run::perform(Context &context, Frame &frame, uint32_t index,
                       uint64_t startNs) {
  const Node &node = frame.nodes[index];
  switch (node.kind) {
  case NodeKind::Nop:
    return complete(context, frame, index, startNs, Value());
  case NodeKind::Call:
    return call(context, frame, index, startNs);
  case NodeKind::Approve:
    return approve(context, frame, index, startNs);
  case NodeKind::Map:
  case NodeKind::If:
  case NodeKind::For:
  case NodeKind::While:
    return RegionTask::start(context, frame, index, startNs);
  default:
    break;
  }
  if (isVirtual() && frame.mayLackValues() && missingOperand(frame, node))
    return completeUnknown(context, frame, index, startNs);
  return complete(context, frame, index, startNs, evaluatePure(frame, node));
}

/// The first operand that the node itself needs and that has no value. What a
/// node only passes on to its regions is not among these.
std::optional<Absence> Run::missingOperand(Frame &frame, const Node &node) {
  std::span<const Operand> needed = plan->operandsOf(node);
  switch (node.kind) {
  case NodeKind::Map:
  case NodeKind::If:
    needed = needed.first(1);
    break;
  case NodeKind::For:
    needed = needed.first(3);
    break;
  case NodeKind::While:
    needed = {};
    break;
  default:
    break;
  }
  std::optional<Absence> unknown;
  for (Operand operand : needed) {
    auto absence = frame.absenceOf(operand);
    if (absence && !absence->isUnknown())
      return absence;
    if (absence)
      unknown = absence;
  }
  return unknown;
}

/// What tools return and nodes make is walked by recursion.
static Status nestedTooDeep() {
  return {HOCKET_RESOURCE_EXHAUSTED, "the value is nested deeper than " +
                                         std::to_string(Value::maxDepth)};
}

NodeCell *Run::complete(Context &context, Frame &frame, uint32_t index,
                        uint64_t startNs, Result<Value> result) {
  const Node &node = frame.nodes[index];
  if (frame.isCut(index)) [[unlikely]]
    return interrupt(context, frame, index, startNs);
  if (result.ok() && result->depth() > Value::maxDepth) [[unlikely]]
    result = nestedTooDeep();
  if (!result.ok()) [[unlikely]]
    return fail(context, frame, index, startNs, located(node, result.status()));
  if (node.numResults != 0)
    frame.slot(node.firstResult) = *std::move(result);
  count(context, &Counts::run);
  if (recorder)
    record(context, frame, index, startNs, SpanState::Finished);
  if (options.onEvent)
    emit(HOCKET_EVENT_FINISHED, frame, index);
  return settle(context, frame, index);
}

NodeCell *
Run::completeMany(Context &context, Frame &frame, uint32_t index,
                  uint64_t startNs, std::vector<Value> results,
                  const std::vector<std::optional<Absence>> &absences) {
  const Node &node = frame.nodes[index];
  if (!frame.isCut(index))
    for (uint32_t r = 0; r < node.numResults; ++r) {
      if (absences[r])
        frame.setAbsent(node.firstResult + r, *absences[r]);
      else if (r > 0)
        frame.slot(node.firstResult + r) = std::move(results[r]);
    }
  return complete(context, frame, index, startNs,
                  results.empty() ? Value() : std::move(results[0]));
}

NodeCell *Run::completeUnknown(Context &context, Frame &frame, uint32_t index,
                               uint64_t startNs) {
  const Node &node = frame.nodes[index];
  for (uint32_t r = 0; r < node.numResults; ++r)
    frame.setAbsent(node.firstResult + r, {});
  return complete(context, frame, index, startNs, Value());
}

NodeCell *Run::fail(Context &context, Frame &frame, uint32_t index,
                    uint64_t startNs, const Status &failure) {
  count(context, &Counts::failed);
  if (recorder)
    record(context, frame, index, startNs, SpanState::Failed);
  if (options.onEvent)
    emit(HOCKET_EVENT_FAILED, frame, index);
  failNode(frame, index, {failure});
  return settle(context, frame, index);
}

/// True for what only makes or passes on values.
static bool isPure(NodeKind kind) {
  switch (kind) {
  case NodeKind::Call:
  case NodeKind::Approve:
  case NodeKind::Map:
  case NodeKind::If:
  case NodeKind::For:
  case NodeKind::While:
    return false;
  default:
    return true;
  }
}

NodeCell *Run::poison(Context &context, Frame &frame, uint32_t index,
                      Absence cause) {
  // What is derived from a call's value shares its lot.
  if (!isPure(frame.nodes[index].kind))
    cause.state = HOCKET_EVENT_SKIPPED;
  count(context, &Counts::skipped);
  if (recorder)
    record(context, frame, index, nowNs(), SpanState::Skipped);
  if (options.onEvent)
    emit(HOCKET_EVENT_SKIPPED, frame, index);
  failNode(frame, index, cause);
  return settle(context, frame, index);
}

/// What a failure means for others.
void Run::failNode(Frame &frame, uint32_t index, const Absence &cause) {
  const Node &node = frame.nodes[index];
  const Status &failure = cause.failure;
  for (uint32_t r = 0; r < node.numResults; ++r)
    frame.setAbsent(node.firstResult + r, cause);
  if (node.early)
    return;
  if (options.failFast)
    noteFailFast(frame, index, failure);
  if (!node.ordered)
    return;
  frame.end(index, failure);
  std::vector<std::shared_ptr<CallTask>> running;
  frame.cut(index + 1, running);
  cancelCut(running, false);
}

/// The program no longer wants what this node does. It has begun: nobody knows how
/// much of it is done.
NodeCell *Run::interrupt(Context &context, Frame &frame, uint32_t index,
                         uint64_t startNs) {
  const Node &node = frame.nodes[index];
  if (isPure(node.kind))
    return skip(context, frame, index, startNs);
  if (!frame.owner) { // the caller sees these values
    Status failure = located(
        node, Status(HOCKET_CANCELLED,
                     "it had started when the program ended, and was cut off"));
    for (uint32_t r = 0; r < node.numResults; ++r)
      frame.setAbsent(node.firstResult + r, {failure, HOCKET_EVENT_INTERRUPTED});
  }
  count(context, &Counts::interrupted);
  if (recorder)
    record(context, frame, index, startNs, SpanState::Interrupted);
  if (options.onEvent)
    emit(HOCKET_EVENT_INTERRUPTED, frame, index);
  return settle(context, frame, index);
}

/// The program did not get to this node, or no longer wants what it did since
/// `startNs`.
NodeCell *Run::skip(Context &context, Frame &frame, uint32_t index,
                    uint64_t startNs) {
  const Node &node = frame.nodes[index];
  if (!frame.owner) // the caller sees these values
    for (uint32_t r = 0; r < node.numResults; ++r)
      frame.setAbsent(node.firstResult + r, {notReached(), HOCKET_EVENT_SKIPPED});
  count(context, &Counts::skipped);
  if (recorder)
    record(context, frame, index, startNs, SpanState::Skipped);
  if (options.onEvent)
    emit(HOCKET_EVENT_SKIPPED, frame, index);
  return settle(context, frame, index);
}

NodeCell *Run::settle(Context &context, Frame &frame, uint32_t index) {
  const Node &node = frame.nodes[index];
  // Not before its end is told: who counts events must never count more than
  // the capacity.
  if (node.acquires.size != 0)
    releaseHeld(frame, index);
  if (options.sequential) {
    if (index + 1 < frame.region.nodes.size)
      return frame.cell(index + 1);
    return finishFrame(context, frame);
  }
  if (node.successors.size == 0) {
    if (frame.openSinks.fetch_sub(1, std::memory_order_acq_rel) != 1)
      return nullptr;
    return finishFrame(context, frame);
  }
  ReadyBatch ready(context);
  const uint32_t *successor = plan->successors.data() + node.successors.begin;
  const uint32_t *end = successor + node.successors.size;
  // Once the last successor is counted down, others may end the run: from there
  // on nothing of it is touched.
  for (; successor != end; ++successor) {
    NodeCell *cell = frame.cell(*successor);
    const Node &next = frame.nodes[*successor];
    // With one predecessor, this one, there is nothing to count.
    if (next.readyCount == 1 ||
        cell->pending.fetch_sub(1, std::memory_order_acq_rel) == 1)
      ready.add(cell, next);
  }
  return ready.finish();
}

NodeCell *Run::startFrame(Context &context, Frame &frame) {
  const Region &region = frame.region;
  if (recorder)
    recorder->addFrame(
        {frame.firstSequence, uint32_t(&region - plan->regions.data()),
         frame.owner ? frame.owner->sequence() : UINT64_MAX, frame.ordinal});
  if (region.nodes.size == 0)
    return finishFrame(context, frame);
  if (options.sequential)
    return frame.cell(0);
  ReadyBatch ready(context);
  const uint32_t *source = plan->successors.data() + region.sources.begin;
  const uint32_t *end = source + region.sources.size;
  for (; source != end; ++source)
    ready.add(frame.cell(*source), frame.nodes[*source]);
  return ready.finish();
}

NodeCell *Run::finishFrame(Context &context, Frame &frame) {
  if (frame.owner)
    return frame.owner->frameDone(context, frame);
  if (options.journal) [[unlikely]]
    recordEnd();
  else
    finish();
  return nullptr;
}

void Run::releaseHeld(Frame &frame, uint32_t index) {
  NodeCell *cell = frame.cell(index);
  if (cell->pending.load(std::memory_order_relaxed) != held)
    return;
  cell->pending.store(0, std::memory_order_relaxed);
  resources().release(plan->acquiresOf(frame.nodes[index]));
}

void Run::granted(void *owner, uint32_t) {
  auto *cell = static_cast<NodeCell *>(owner);
  cell->pending.store(held, std::memory_order_relaxed);
  Frame::of(cell).run.resume(cell);
}

void Run::resume(NodeCell *cell) {
  double priority = Frame::of(cell).nodes[cell->index].priority;
  if (isVirtual())
    simulator->push(Work(cell), priority);
  else
    session->instance->workers.inject(Work(cell), priority);
}

void ForeignContext::pushNext(NodeCell *cell) {
  if (cell)
    push(Work(cell), Frame::of(cell).nodes[cell->index].priority);
}

void Run::withdrawCut() {
  auto isCutNode = [](const ResourceSet::Waiter &waiter) {
    if (waiter.grant != &Run::granted)
      return false;
    auto *cell = static_cast<NodeCell *>(waiter.owner);
    return Frame::of(cell).isCut(cell->index);
  };
  for (const ResourceSet::Waiter &waiter : resources().withdraw(isCutNode))
    resume(static_cast<NodeCell *>(waiter.owner));
}

void Run::cancelCut(const std::vector<std::shared_ptr<CallTask>> &running,
                    bool atOnce) {
  withdrawCut();
  if (isVirtual()) {
    cutNoted.store(true, std::memory_order_relaxed);
    return;
  }
  for (const std::shared_ptr<CallTask> &task : running)
    task->cancel(atOnce);
  session->instance->watchdog.cancelCut(atOnce);
}

} // namespace hocket
