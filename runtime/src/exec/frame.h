// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One instance of a region: its values, and how far each node is. One
// allocation holds all of it.
#ifndef HOCKET_EXEC_FRAME_H
#define HOCKET_EXEC_FRAME_H

#include "exec/activity.h"
#include "exec/context.h"
#include "plan/plan.h"

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace hocket {

class RegionTask;
class Run;

/// Why a slot holds no value: its node failed, did not run or was cut off, or, in
/// virtual time, nobody knows what a tool would have returned.
struct Absence {
  Status failure; // ok: unknown
  hocket_event_kind_t state = HOCKET_EVENT_FAILED; // or skipped, interrupted
  bool isUnknown() const { return failure.ok(); }
};

/// The slots of a frame without a value. Most frames never need one.
class AbsenceTable {
public:
  void set(uint32_t slot, Absence absence);
  std::optional<Absence> find(uint32_t slot);

private:
  std::mutex mutex;
  std::unordered_map<uint32_t, Absence> absences;
};

class Frame {
public:
  static constexpr uint32_t unlimited = UINT32_MAX;

  /// `owner` is null for a program's body; `ordinal` tells its instances apart.
  static Frame *create(Run &run, const Region &region, RegionTask *owner,
                       uint32_t ordinal);
  static void destroy(Frame *frame);
  /// The memory that an instance takes, without its values.
  static size_t sizeOf(const Region &region) {
    return slotOffset(region) + region.numSlots * sizeof(Value);
  }
  static Frame &of(NodeCell *cell) {
    auto *first = reinterpret_cast<char *>(cell - cell->index);
    return *reinterpret_cast<Frame *>(first - sizeof(Frame));
  }

  NodeCell *cell(uint32_t node) { return cells() + node; }
  Value &slot(uint32_t index) { return slots()[index]; }
  const Value &valueOf(Operand operand) {
    return operand.isConstant() ? plan.constants[operand.index()]
                                : slots()[operand.index()];
  }
  /// Why there is no value, if there is none.
  std::optional<Absence> absenceOf(Operand operand);
  void setAbsent(uint32_t slot, const Absence &absence);
  bool mayLackValues() const {
    return absences.load(std::memory_order_relaxed) != nullptr;
  }

  /// Nodes from this index on do not start, and their results do not count.
  bool isCut(uint32_t node) const {
    return node >= limit.load(std::memory_order_relaxed);
  }
  /// Cuts the frame at `from` and everything below it; collects what runs
  /// there, so that the caller can cancel it without holding a lock.
  void cut(uint32_t from, std::vector<std::shared_ptr<CallTask>> &running);
  /// An ordered node failed. Keeps the earliest.
  void end(uint32_t node, const Status &failure);
  /// How the region ended: the failure of the earliest ordered node that
  /// failed, else that of the first yield that is a failed value.
  Status outcome();
  /// True if an ordered node ended the region.
  bool ended();
  /// True if the program did not get to this node.
  bool isBeyondEnd(uint32_t node);
  Status endFailure();

  /// Registers what node it belongs to; false, without, if that is cut.
  bool add(Activity &activity);
  void remove(Activity &activity);

  Run &run;
  const Plan &plan;
  const Region &region;
  const Node *const nodes;
  RegionTask *const owner;
  const uint32_t ordinal;
  uint64_t firstSequence = 0;      // of node 0, unique within the run
  std::atomic<uint32_t> openSinks; // unfinished nodes without successors

  // The other instances of the node that owns the region; guarded by it.
  Frame *previousSibling = nullptr;
  Frame *nextSibling = nullptr;

private:
  Frame(Run &run, const Region &region, RegionTask *owner, uint32_t ordinal);
  ~Frame() = default;
  NodeCell *cells() { return reinterpret_cast<NodeCell *>(this + 1); }
  Value *slots() { return reinterpret_cast<Value *>(slotMemory); }
  static size_t slotOffset(const Region &region);

  char *slotMemory = nullptr;
  std::atomic<uint32_t> limit{unlimited};
  std::atomic<AbsenceTable *> absences{nullptr};
  std::mutex mutex; // guards what follows
  uint32_t endIndex = unlimited;
  Status endStatus;
  ActivityList activities;
};

} // namespace hocket

#endif // HOCKET_EXEC_FRAME_H
