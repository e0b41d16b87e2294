// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order of tasks: which edges a block of tasks has, and how to set them.
#ifndef HOCKET_DIALECT_PLAN_TRANSFORMS_ORDER_H
#define HOCKET_DIALECT_PLAN_TRANSFORMS_ORDER_H

#include "hocket/Dialect/Plan/IR/Plan.h"

namespace mlir::hocket::plan {

/// The tasks of a block in order, and for each of them the earlier ones that it
/// waits for: because it takes a result of theirs, and for other reasons.
/// All lists are sorted and without repetition; a task is in one list at most.
struct TaskGraph {
  explicit TaskGraph(Block &block);

  /// Adds an order edge between two tasks of the block, unless it is a data edge.
  void addOrderEdge(Operation *from, Operation *to);
  /// Sorts the order edges and leaves out those that other edges imply.
  void reduce();

  SmallVector<TaskOpInterface> tasks;
  DenseMap<Operation *, unsigned> index;
  SmallVector<SmallVector<unsigned, 2>> data;
  SmallVector<SmallVector<unsigned, 2>> order;
};

/// Makes tasks wait for each other as the graph of their block says: gives
/// tokens to those that others wait for and takes them from the rest. The
/// operations in the graph are replaced where that needs it.
void setOrder(TaskGraph &graph);

} // namespace mlir::hocket::plan

#endif // HOCKET_DIALECT_PLAN_TRANSFORMS_ORDER_H
