// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A node that owns regions, while instances of them run: which to start, and
// what to do when one has ended. One subclass per kind.
#ifndef HOCKET_EXEC_REGION_TASK_H
#define HOCKET_EXEC_REGION_TASK_H

#include "exec/run.h"

namespace hocket {

class RegionTask : public Activity {
public:
  /// Starts the node; returns a node to go on with, or null.
  static NodeCell *start(Context &context, Frame &frame, uint32_t node,
                         uint64_t startNs);
  RegionTask(Frame &parent, uint32_t node, uint64_t startNs)
      : Activity(node), parent(parent), description(parent.nodes[node]),
        startNs(startNs) {}
  virtual ~RegionTask() = default;

  /// The last node of an instance has ended. Frees it and, after the last
  /// instance, this.
  NodeCell *frameDone(Context &context, Frame &child);
  void cut(std::vector<std::shared_ptr<CallTask>> &running) override;
  uint64_t sequence() const { return parent.firstSequence + node; }
  Frame &parentFrame() const { return parent; }

protected:
  /// A value, or why there is none.
  struct Item {
    Value value;
    std::optional<Absence> absence;
  };
  using Items = std::vector<Item>;
  /// How an instance ended.
  struct Ending {
    uint32_t region;
    uint32_t ordinal;
    Status outcome;
    bool byOrderedNode;
  };
  /// What to do next: start an instance, end the node, or wait for others.
  struct Next {
    enum class What { Start, Finish, Fail, Wait } what = What::Wait;
    uint32_t region = 0; // of the node
    uint32_t ordinal = 0;
    Items arguments;
    Items results;
    Status failure;
    bool cutLater = false; // instances with a greater ordinal are not wanted
  };

  // The subclass decides. Calls come one at a time.

  /// The first instance, or an end without any; checks the operands.
  virtual Next begin() = 0;
  /// The instance `ordinal` of `region` has ended.
  virtual Next ended(const Ending &ending, Items yields) = 0;
  /// Another instance to start at once, beside what runs. Only MAP has these.
  virtual std::optional<Next> another() { return std::nullopt; }

  /// Operand `index` of the node, perhaps without a value.
  Item operand(uint32_t index);
  /// Operands from `first` on.
  void appendOperands(Items &items, uint32_t first);
  bool isCut() const { return cancelled; }

  static Next startNext(uint32_t region, uint32_t ordinal, Items arguments);
  static Next finishNext(Items results);
  static Next failNext(Status failure);

  Frame &parent;
  const Node &description;
  const uint64_t startNs;

private:
  NodeCell *go(Context &context, Next next);
  NodeCell *finish(Context &context, Next next);
  Frame *addChild(Next &next);
  void removeChild(Frame &child);
  Next childEnded(Frame &child);
  static Items takeYields(Frame &child);

  std::mutex mutex;            // guards what follows
  Frame *firstChild = nullptr; // of a list of instances
  std::atomic<bool> cancelled{false};
  bool registered = false; // in the parent's activities
};

std::unique_ptr<RegionTask> makeBranch(Frame &, uint32_t node,
                                       uint64_t startNs);
std::unique_ptr<RegionTask> makeForLoop(Frame &, uint32_t node,
                                        uint64_t startNs);
std::unique_ptr<RegionTask> makeWhileLoop(Frame &, uint32_t node,
                                          uint64_t startNs);
std::unique_ptr<RegionTask> makeMap(Frame &, uint32_t node, uint64_t startNs);

} // namespace hocket

#endif // HOCKET_EXEC_REGION_TASK_H
