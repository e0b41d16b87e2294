// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools that compute: they run on the worker itself, under its lease.
#include "base/duration.h"
#include "base/exceptions.h"
#include "exec/call_task.h"
#include "exec/run.h"

namespace hocket {

static Result<Value> runTool(Tool &tool, Invocation &invocation) {
  try {
    return tool.run(invocation);
  } catch (...) {
    return caughtFromTool(invocation.tool);
  }
}

std::optional<Result<Value>>
runCompute(Worker &worker, Frame &frame, uint32_t node, Tool &tool,
           const std::string &toolName, Value arguments, const Policy &policy,
           uint64_t startNs, std::shared_ptr<CallTask> task) {
  using Clock = ComputeLease::Clock;
  Invocation invocation(toolName, std::move(arguments), nullptr);
  if (frame.run.options.journal) [[unlikely]]
    invocation.idempotencyKey = frame.run.idempotencyKey(frame, node);
  // Everything that is needed after the tool has returned lies in the lease
  // and on this stack: if the thread is given up, the frame is gone. The
  // thread's loop keeps the lease alive.
  ComputeLease &lease = *worker.lease;
  uint64_t timeoutNs = policy.timeoutNs;
  Clock::time_point deadline = ComputeLease::never;
  if (timeoutNs != 0)
    deadline = Clock::now() + saturatedNs(timeoutNs);
  ComputeWatchdog &watchdog = frame.run.session->instance->watchdog;
  {
    std::lock_guard lock(lease.mutex);
    lease.frame = &frame;
    lease.node = node;
    lease.invocation = &invocation;
    lease.task = std::move(task);
    lease.startNs = startNs;
    lease.deadline = deadline;
    lease.timedOut = lease.cancelled = false;
    // Who cut the frame sees the lease or is seen here. Once unlocked, the
    // thread may be given up, and the frame be gone.
    if (frame.isCut(node)) {
      lease.leave();
      return cancelledStatus(toolName);
    }
  }
  if (timeoutNs != 0)
    watchdog.watch(deadline);
  Result<Value> result = runTool(tool, invocation);

  std::lock_guard lock(lease.mutex);
  if (lease.revoked.load(std::memory_order_relaxed))
    return std::nullopt;
  lease.leave();
  if (lease.timedOut)
    return timeoutStatus(toolName, timeoutNs);
  return result;
}

} // namespace hocket
