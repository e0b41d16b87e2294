// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call under way.
//
// Every attempt has a number. What comes for an attempt that is over, from a
// timer, a tool or a canceller, finds another number or phase and does nothing.
#include "exec/call_task.h"

#include "base/duration.h"
#include "base/exceptions.h"
#include "exec/kept_units.h"
#include "exec/run.h"

#include <random>

namespace hocket {

using std::chrono::nanoseconds;

CallTask::CallTask(Frame &frame, uint32_t node, Tool &tool,
                   std::string toolName, Value arguments, const Policy &policy,
                   uint64_t startNs)
    : Activity(node), frame(frame), tool(tool), toolName(std::move(toolName)),
      arguments(std::move(arguments)), policy(policy), startNs(startNs),
      session(frame.run.session),
      units(frame.plan.acquiresOf(frame.nodes[node])) {}

Status timeoutStatus(const std::string &toolName, uint64_t timeoutNs) {
  return {HOCKET_DEADLINE_EXCEEDED, "tool '" + toolName +
                                        "' took longer than its timeout of " +
                                        formatDuration(timeoutNs)};
}

Status cancelledStatus(const std::string &toolName) {
  return {HOCKET_CANCELLED, "the call of '" + toolName + "' was cancelled"};
}

bool CallTask::mayRetry(const Policy &policy, unsigned attempts,
                        const Status &failure) {
  if (!policy.idempotent || attempts > policy.retries)
    return false;
  switch (failure.code()) {
  case HOCKET_TOOL_ERROR:
  case HOCKET_UNAVAILABLE:
  case HOCKET_DEADLINE_EXCEEDED:
    return true;
  default:
    // The same arguments would fail in the same way; a size that is beyond a
    // limit now is so the next time.
    return false;
  }
}

void CallTask::start() {
  if (!frame.add(*this)) {
    // Cut meanwhile; the result will not count.
    Lock lock(mutex);
    phase = Phase::Done;
    lock.unlock();
    ForeignContext context(session->instance->workers);
    context.pushNext(frame.run.skipCall(context, frame, node, startNs));
    return;
  }
  beginAttempt();
}

void CallTask::retryAfter(Status failure) {
  attempts = 1;
  begun = true;
  if (!frame.add(*this)) {
    phase = Phase::Done;
    ForeignContext context(session->instance->workers);
    context.pushNext(
        frame.run.completeCall(context, frame, node, startNs,
                               std::move(failure)));
    return;
  }
  Lock lock(mutex);
  // Cancelled since it was added: nobody will ask again.
  if (cancelRequested) {
    finish(std::move(lock), cancelledStatus(toolName));
    return;
  }
  pause(std::move(lock));
}

void CallTask::beginAttempt() {
  std::shared_ptr<CallTask> self = shared_from_this();
  Lock lock(mutex);
  if (phase == Phase::Done)
    return;
  if (cancelRequested) {
    finish(std::move(lock), cancelledStatus(toolName));
    return;
  }
  phase = Phase::Running;
  timedOut = false;
  unsigned attempt = ++attempts;
  if (tool.kind() == Tool::Kind::Compute) {
    waiting = self;
    lock.unlock();
    session->instance->workers.inject(Work(static_cast<Job *>(this)),
                                      frame.nodes[node].priority);
    return;
  }
  // The invocation keeps the session, and with it the tool, as long as anybody
  // may still complete it; and what the attempt holds, should it be given up.
  if (!units.empty())
    kept = std::make_shared<KeptUnits>(session, units);
  auto invocation = std::make_shared<Invocation>(
      toolName, arguments,
      [self, attempt, session = session, kept = kept](Result<Value> result) {
        self->attemptDone(attempt, std::move(result));
      });
  if (tool.queuesCalls())
    invocation->onBegin([self, attempt] { self->begin(attempt); });
  if (frame.run.options.journal) [[unlikely]]
    invocation->idempotencyKey = frame.run.idempotencyKey(frame, node);
  current = invocation;
  if (tool.kind() == Tool::Kind::Blocking) {
    ticket = session->instance->blocking.run(
        [self, invocation, attempt] { self->runBlocking(invocation, attempt); },
        frame.nodes[node].priority);
    bool started = ticket != nullptr;
    lock.unlock();
    if (!started)
      invocation->complete(
          Status(HOCKET_UNAVAILABLE, "cannot start a thread"));
    return;
  }
  lock.unlock();
  if (!tool.queuesCalls())
    begin(attempt);
  try {
    tool.start(invocation);
  } catch (...) {
    invocation->complete(caughtFromTool(toolName));
  }
}

void CallTask::runBlocking(const std::shared_ptr<Invocation> &invocation,
                           unsigned attempt) {
  if (invocation->cancel.cancelled()) {
    invocation->complete(cancelledStatus(toolName));
    return;
  }
  begin(attempt);
  try {
    invocation->complete(tool.run(*invocation));
  } catch (...) {
    invocation->complete(caughtFromTool(toolName));
  }
}

/// The tool begins. Its time counts from here on: that it had to wait for a
/// thread, or for its turn, is not its fault.
void CallTask::begin(unsigned attempt) {
  Lock lock(mutex);
  if (phase != Phase::Running || attempt != attempts)
    return;
  begun = true;
  if (policy.timeoutNs == 0 || cancelRequested)
    return;
  timer = session->instance->loop().after(
      saturatedNs(policy.timeoutNs),
      [self = shared_from_this(), attempt] { self->onTimeout(attempt); });
}


void CallTask::onTimeout(unsigned attempt) {
  Lock lock(mutex);
  if (phase != Phase::Running || attempt != attempts || cancelRequested)
    return;
  timedOut = true;
  std::shared_ptr<Invocation> invocation = current;
  armGrace(attempt, tool.grace());
  lock.unlock();
  invocation->cancel.cancel();
}

/// Kills the attempt if it does not stop in time. Under the mutex.
void CallTask::armGrace(unsigned attempt, std::chrono::milliseconds grace) {
  session->instance->loop().cancel(timer);
  timer = session->instance->loop().after(
      grace, [self = shared_from_this(), attempt] { self->kill(attempt); });
}

/// It did not stop, or there is no time to wait for that. What can be ended by
/// force is, and its end awaited.
void CallTask::kill(unsigned attempt) {
  Lock lock(mutex);
  if (phase != Phase::Running || attempt != attempts)
    return;
  std::shared_ptr<Invocation> invocation = current;
  lock.unlock();
  if (!invocation->cancel.kill()) {
    giveUp(attempt);
    return;
  }
  lock.lock();
  if (phase != Phase::Running || attempt != attempts)
    return;
  session->instance->loop().cancel(timer);
  timer = session->instance->loop().after(
      killGrace,
      [self = shared_from_this(), attempt] { self->giveUp(attempt); });
}

void CallTask::giveUp(unsigned attempt) {
  // The tool did not stop. Its thread, if it has one, is its own from now on,
  // and so is what the call holds: another one must not start beside it.
  Lock lock(mutex);
  if (phase != Phase::Running || attempt != attempts)
    return;
  std::shared_ptr<BlockingPool::Ticket> abandoned = ticket;
  if (kept)
    kept->takeFrom(frame, node);
  lock.unlock();
  if (abandoned)
    session->instance->abandon(abandoned);
  attemptDone(attempt, cancelledStatus(toolName));
}

void CallTask::cancel(bool atOnce) {
  Lock lock(mutex);
  if (phase == Phase::Done)
    return;
  std::shared_ptr<CallTask> self = shared_from_this();
  if (phase == Phase::Pausing) {
    cancelRequested = true;
    bool queued = waiting != nullptr;
    finish(std::move(lock), cancelledStatus(toolName));
    if (queued)
      withdraw();
    return;
  }
  bool first = !cancelRequested;
  cancelRequested = true;
  unsigned attempt = attempts;
  std::shared_ptr<Invocation> invocation = current;
  std::shared_ptr<BlockingPool::Ticket> queued = ticket;
  if (!invocation) {
    // None has begun, or it computes. One that runs is the watchdog's; one that
    // has not begun sees the request.
    return;
  }
  if (first)
    armGrace(attempt, tool.grace());
  lock.unlock();
  if (first)
    invocation->cancel.cancel();
  if (queued && session->instance->blocking.drop(queued))
    attemptDone(attempt, cancelledStatus(toolName));
  else if (atOnce)
    kill(attempt);
}

void CallTask::attemptDone(unsigned attempt, Result<Value> result) {
  Lock lock(mutex);
  if (phase != Phase::Running || attempt != attempts)
    return;
  // What a tool still gave is not wanted, but a journal keeps that it happened.
  if (cancelRequested && !(result.ok() && frame.run.options.journal))
    result = cancelledStatus(toolName);
  else if (!cancelRequested && timedOut)
    result = timeoutStatus(toolName, policy.timeoutNs);
  if (!result.ok() && !cancelRequested &&
      mayRetry(policy, attempts, result.status())) {
    pause(std::move(lock));
    return;
  }
  finish(std::move(lock), std::move(result));
}

/// Waits before the next attempt, without holding what the node acquired:
/// exponential backoff with full jitter.
void CallTask::pause(Lock lock) {
  phase = Phase::Pausing;
  std::shared_ptr<Invocation> dropped = std::move(current);
  std::shared_ptr<KeptUnits> droppedUnits = std::move(kept);
  ticket.reset();
  session->instance->loop().cancel(timer);
  constexpr double firstMs = 100, longestMs = 10000;
  double longest =
      std::min(longestMs, firstMs * double(1u << std::min(attempts - 1, 10u)));
  static thread_local std::mt19937_64 random(std::random_device{}());
  double delayMs = std::uniform_real_distribution<double>(0, longest)(random);
  timer = session->instance->loop().after(
      nanoseconds(int64_t(delayMs * 1e6)),
      [self = shared_from_this(), attempt = attempts] {
        self->endPause(attempt);
      });
  bool held = frame.run.unmarkHeld(frame, node);
  // Unlocked, a canceller may end the call and the frame may go.
  lock.unlock();
  if (held)
    session->resources.release(units);
}

void CallTask::endPause(unsigned attempt) {
  double priority = 0;
  {
    Lock lock(mutex);
    if (phase != Phase::Pausing || attempt != attempts || waiting)
      return;
    waiting = shared_from_this();
    priority = frame.nodes[node].priority;
  }
  if (units.empty() ||
      session->resources.acquire(units,
                                 {priority, this, attempt, &CallTask::granted,
                                  /*startsAtOnce=*/true}))
    granted(this, attempt);
}

/// Leaves the queue of a resource; if it is too late for that, granted() gives
/// back what it gets.
void CallTask::withdraw() {
  auto withdrawn =
      session->resources.withdraw([this](const ResourceSet::Waiter &waiter) {
        return waiter.owner == this;
      });
  if (withdrawn.empty())
    return;
  std::shared_ptr<CallTask> self;
  Lock lock(mutex);
  self = std::move(waiting);
}

void CallTask::granted(void *owner, uint32_t) {
  auto *task = static_cast<CallTask *>(owner);
  std::shared_ptr<CallTask> self;
  bool wanted = false;
  {
    Lock lock(task->mutex);
    self = std::move(task->waiting);
    wanted = task->phase == Phase::Pausing;
    if (wanted)
      task->frame.run.markHeld(task->frame, task->node);
  }
  if (wanted)
    self->beginAttempt();
  else if (self)
    self->session->resources.release(self->units);
}

void CallTask::run(Context &context) {
  std::shared_ptr<CallTask> self;
  bool cancelled = false;
  {
    Lock lock(mutex);
    self = std::move(waiting);
    cancelled = cancelRequested;
  }
  if (cancelled) {
    attemptDone(attempts, cancelledStatus(toolName));
    return;
  }
  auto result = runCompute(static_cast<Worker &>(context), frame, node, tool,
                           toolName, arguments, policy, startNs, self);
  if (result)
    attemptDone(attempts, *std::move(result));
}

void CallTask::computeAbandoned() {
  unsigned attempt = 0;
  {
    Lock lock(mutex);
    attempt = attempts;
    timedOut = true;
  }
  attemptDone(attempt, cancelledStatus(toolName));
}

void CallTask::finish(Lock lock, Result<Value> result) {
  std::shared_ptr<CallTask> self = shared_from_this();
  phase = Phase::Done;
  std::shared_ptr<Invocation> dropped = std::move(current);
  std::shared_ptr<KeptUnits> droppedUnits = std::move(kept);
  ticket.reset();
  session->instance->loop().cancel(timer);
  unsigned made = attempts;
  bool hadCall = begun;
  lock.unlock();
  if (!result.ok() && made > 1)
    result =
        result.status().note("after " + std::to_string(made) + " attempts");
  frame.remove(*this);
  ForeignContext context(session->instance->workers);
  context.pushNext(
      !hadCall && frame.isCut(node)
          ? frame.run.skipCall(context, frame, node, startNs)
          : frame.run.completeCall(context, frame, node, startNs,
                                     std::move(result)));
}

} // namespace hocket
