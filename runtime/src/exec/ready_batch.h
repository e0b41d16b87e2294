// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes that become ready together: the most urgent runs next, the others are
// queued.
#ifndef HOCKET_EXEC_READY_BATCH_H
#define HOCKET_EXEC_READY_BATCH_H

#include "exec/context.h"
#include "plan/plan.h"

namespace hocket {

class ReadyBatch {
public:
  explicit ReadyBatch(Context &context) : context(context) {}

  /// In the order in which the plan lists them: the most urgent last.
  void add(NodeCell *cell, const Node &node) {
    if (node.heavy) {
      if (heaviest)
        context.pushShared(Work(heaviest), heaviestPriority);
      heaviest = cell;
      heaviestPriority = node.priority;
      return;
    }
    if (next) {
      context.push(Work(next), nextPriority);
      pushed = true;
    }
    next = cell;
    nextPriority = node.priority;
  }

  /// What to run next; may be null.
  NodeCell *finish() {
    if (heaviest) {
      // Straight on, without the queue, if it would come out first anyway.
      if (!next && !context.hasShared(heaviestPriority))
        next = heaviest;
      else
        context.pushShared(Work(heaviest), heaviestPriority);
    }
    if (pushed)
      context.flush();
    return next;
  }

private:
  Context &context;
  NodeCell *next = nullptr;
  double nextPriority = 0;
  NodeCell *heaviest = nullptr;
  double heaviestPriority = 0;
  bool pushed = false;
};

} // namespace hocket

#endif // HOCKET_EXEC_READY_BATCH_H
