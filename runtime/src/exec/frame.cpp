// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One instance of a region.
#include "exec/frame.h"

#include "exec/run.h"

#include <new>

namespace hocket {

void AbsenceTable::set(uint32_t slot, Absence absence) {
  std::lock_guard lock(mutex);
  absences.insert_or_assign(slot, std::move(absence));
}

std::optional<Absence> AbsenceTable::find(uint32_t slot) {
  std::lock_guard lock(mutex);
  auto found = absences.find(slot);
  if (found == absences.end())
    return std::nullopt;
  return found->second;
}

Frame::Frame(Run &run, const Region &region, RegionTask *owner,
             uint32_t ordinal)
    : run(run), plan(*run.plan), region(region),
      nodes(run.plan->nodes.data() + region.nodes.begin), owner(owner),
      ordinal(ordinal), openSinks(region.numSinks) {}

// Memory: the frame, a cell per node, a value per slot.
size_t Frame::slotOffset(const Region &region) {
  size_t end = sizeof(Frame) + region.nodes.size * sizeof(NodeCell);
  return (end + alignof(Value) - 1) / alignof(Value) * alignof(Value);
}

Frame *Frame::create(Run &run, const Region &region, RegionTask *owner,
                     uint32_t ordinal) {
  static_assert(sizeof(Frame) % alignof(NodeCell) == 0);
  size_t offset = slotOffset(region);
  void *memory = ::operator new(offset + region.numSlots * sizeof(Value));
  auto *frame = new (memory) Frame(run, region, owner, ordinal);
  frame->slotMemory = static_cast<char *>(memory) + offset;
  const uint32_t *counts = run.plan->readyCounts.data() + region.nodes.begin;
  NodeCell *cells = frame->cells();
  for (uint32_t i = 0; i < region.nodes.size; ++i)
    new (&cells[i]) NodeCell{{counts[i]}, i};
  std::uninitialized_value_construct_n(frame->slots(), region.numSlots);
  frame->firstSequence = run.takeSequences(region.nodes.size);
  return frame;
}

void Frame::destroy(Frame *frame) {
  std::destroy_n(frame->slots(), frame->region.numSlots);
  delete frame->absences.load(std::memory_order_relaxed);
  frame->~Frame();
  ::operator delete(frame);
}

std::optional<Absence> Frame::absenceOf(Operand operand) {
  if (operand.isConstant())
    return std::nullopt;
  AbsenceTable *table = absences.load(std::memory_order_acquire);
  if (!table)
    return std::nullopt;
  return table->find(operand.index());
}

void Frame::setAbsent(uint32_t slot, const Absence &absence) {
  AbsenceTable *table = absences.load(std::memory_order_acquire);
  if (!table) {
    auto made = std::make_unique<AbsenceTable>();
    if (absences.compare_exchange_strong(table, made.get(),
                                         std::memory_order_acq_rel))
      table = made.release();
  }
  table->set(slot, absence);
}

void Frame::cut(uint32_t from,
                std::vector<std::shared_ptr<CallTask>> &running) {
  std::lock_guard lock(mutex);
  if (from < limit.load(std::memory_order_relaxed))
    limit.store(from, std::memory_order_relaxed);
  activities.forEach([&](Activity &activity) {
    if (activity.node >= from)
      activity.cut(running);
  });
}

void Frame::end(uint32_t node, const Status &failure) {
  std::lock_guard lock(mutex);
  if (node >= endIndex)
    return;
  endIndex = node;
  endStatus = failure;
}

bool Frame::ended() {
  std::lock_guard lock(mutex);
  return endIndex != unlimited;
}

bool Frame::isBeyondEnd(uint32_t node) {
  std::lock_guard lock(mutex);
  return node > endIndex;
}

Status Frame::endFailure() {
  std::lock_guard lock(mutex);
  return endStatus;
}

Status Frame::outcome() {
  if (Status failure = endFailure(); !failure.ok())
    return failure;
  if (mayLackValues())
    for (Operand yield : plan.yieldsOf(region))
      if (auto absence = absenceOf(yield); absence && !absence->isUnknown())
        return absence->failure;
  return {};
}

bool Frame::add(Activity &activity) {
  std::lock_guard lock(mutex);
  if (isCut(activity.node))
    return false;
  activities.add(activity);
  return true;
}

void Frame::remove(Activity &activity) {
  std::lock_guard lock(mutex);
  activities.remove(activity);
}

} // namespace hocket
