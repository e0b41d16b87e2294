// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Watches the tools that compute.
#include "exec/compute_watchdog.h"

#include "exec/call_task.h"
#include "exec/kept_units.h"

namespace hocket {

void ComputeWatchdog::watch(Clock::time_point deadline) {
  std::lock_guard lock(mutex);
  if (deadline >= next)
    return;
  next = deadline;
  loop.after(deadline - Clock::now(), [this] { look(); });
}

void ComputeWatchdog::cancelCut(bool atOnce) {
  Clock::time_point deadline = Clock::now();
  if (!atOnce)
    deadline += Tool::defaultGrace;
  bool any = false;
  for (const std::shared_ptr<ComputeLease> &lease : workers.leases()) {
    std::lock_guard lock(lease->mutex);
    if (!lease->invocation || !lease->frame->isCut(lease->node))
      continue;
    any = true;
    if (!lease->cancelled) {
      lease->cancelled = true;
      lease->invocation->cancel.cancel();
      lease->deadline = deadline;
    }
    lease->deadline = std::min(lease->deadline, deadline);
  }
  if (any)
    watch(deadline);
}

/// Tries again until there is memory for a thread.
void ComputeWatchdog::startMissing() {
  loop.after(std::chrono::milliseconds(100), [this] {
    if (!workers.startMissing())
      startMissing();
  });
}

void ComputeWatchdog::look() {
  struct Abandoned {
    std::shared_ptr<ComputeLease> lease;
    Frame *frame;
    uint32_t node;
    uint64_t startNs;
    std::shared_ptr<CallTask> task;
  };
  std::vector<Abandoned> abandoned;
  Clock::time_point now = Clock::now();
  Clock::time_point earliest = ComputeLease::never;
  {
    std::lock_guard lock(mutex);
    next = ComputeLease::never;
  }
  for (const std::shared_ptr<ComputeLease> &lease : workers.leases()) {
    std::lock_guard lock(lease->mutex);
    if (!lease->invocation)
      continue;
    if (lease->deadline > now) {
      earliest = std::min(earliest, lease->deadline);
      continue;
    }
    if (!lease->cancelled) {
      // Its own timeout: it gets a moment to stop by itself.
      lease->cancelled = lease->timedOut = true;
      lease->invocation->cancel.cancel();
      lease->deadline = now + Tool::defaultGrace;
      earliest = std::min(earliest, lease->deadline);
      continue;
    }
    Frame &frame = *lease->frame;
    auto kept = std::make_shared<KeptUnits>(
        frame.run.session, frame.plan.acquiresOf(frame.nodes[lease->node]));
    kept->takeFrom(frame, lease->node);
    lease->keep = std::move(kept);
    lease->revoked.store(true, std::memory_order_release);
    abandoned.push_back({lease, lease->frame, lease->node, lease->startNs,
                         std::move(lease->task)});
    lease->invocation = nullptr;
    lease->frame = nullptr;
  }
  if (earliest != ComputeLease::never)
    watch(earliest);
  for (const Abandoned &entry : abandoned) {
    if (!workers.replace(entry.lease))
      startMissing();
    if (entry.task)
      entry.task->computeAbandoned();
    else
      entry.frame->run.computeAbandoned(*entry.frame, entry.node,
                                        entry.startNs);
  }
}

} // namespace hocket
