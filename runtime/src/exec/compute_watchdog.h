// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Watches the tools that compute: cancels one that takes too long and, if it
// does not listen, takes the node from it and gives its processor another
// thread.
#ifndef HOCKET_EXEC_COMPUTE_WATCHDOG_H
#define HOCKET_EXEC_COMPUTE_WATCHDOG_H

#include "exec/compute_lease.h"

namespace hocket {

class EventLoop;
class WorkerPool;

class ComputeWatchdog {
public:
  using Clock = ComputeLease::Clock;
  ComputeWatchdog(WorkerPool &workers, EventLoop &loop)
      : workers(workers), loop(loop) {}

  /// Looks at all workers at `deadline`, or earlier.
  void watch(Clock::time_point deadline);
  /// Cancels what computes for nodes that have been cut from their frames.
  void cancelCut(bool atOnce);

private:
  void look();
  void startMissing();

  WorkerPool &workers;
  EventLoop &loop;
  std::mutex mutex;
  Clock::time_point next = ComputeLease::never; // when look() comes
};

} // namespace hocket

#endif // HOCKET_EXEC_COMPUTE_WATCHDOG_H
