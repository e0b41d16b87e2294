// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call of a tool that is a program.
#include "tool/process/process_call.h"

#include "tool/process/result.h"

#include <vector>

namespace hocket {

void ProcessCalls::close() {
  closed = true;
  std::vector<std::shared_ptr<ProcessCall>> ended; // ending one removes it
  for (ProcessCall *call : active)
    ended.push_back(call->shared_from_this());
  // At once: the loop may be about to end, and no timer fires after that.
  for (const std::shared_ptr<ProcessCall> &call : ended)
    call->end(&ProcessRun::kill);
}

ProcessCall::ProcessCall(EventLoop &loop, std::shared_ptr<ProcessQueue> queue,
                         std::shared_ptr<ProcessCalls> siblings,
                         std::shared_ptr<const ProcessConfig> config,
                         std::string input,
                         std::shared_ptr<Invocation> invocation)
    : loop(loop), queue(std::move(queue)), siblings(std::move(siblings)),
      config(std::move(config)), invocation(std::move(invocation)),
      input(std::move(input)) {}

static Status cancelled() { return {HOCKET_CANCELLED, "cancelled"}; }

void ProcessCall::complete(Result<Value> result) {
  siblings->active.erase(this);
  invocation->cancel.clearHandler();
  invocation->complete(std::move(result));
}

void ProcessCall::enqueue() {
  if (siblings->closed || invocation->cancel.cancelled())
    return complete(cancelled());
  siblings->active.insert(this);
  waiting = true;
  ticket = queue->add(shared_from_this());
}

ProcessQueue::Start ProcessCall::start(bool mayWait) {
  if (invocation->cancel.cancelled()) {
    waiting = false;
    complete(cancelled());
    return ProcessQueue::Start::Ended;
  }
  bool noRoom = false;
  Result<ChildProcess> child = spawnChild(config->spawn, noRoom);
  if (!child && noRoom && mayWait)
    return ProcessQueue::Start::Refused;
  waiting = false;
  if (!child) {
    complete(child.status());
    return ProcessQueue::Start::Ended;
  }
  invocation->begin();
  std::shared_ptr<ProcessRun> started = ProcessRun::create(
      loop, config->limits,
      [self = shared_from_this()](ProcessRun *, ProcessOutcome outcome) {
        // Before the queue starts another one: who counts what runs must never
        // count more than the limit.
        std::shared_ptr<ProcessQueue> queue = self->queue;
        self->complete(resultOf(*self->config, std::move(outcome)));
        queue->ended();
      });
  run = started;
  started->start(config->spawn.arguments[0], *std::move(child),
                 std::move(input));
  return ProcessQueue::Start::Running;
}

void ProcessCall::end(void (ProcessRun::*how)()) {
  if (waiting && queue->remove(ticket)) {
    waiting = false;
    complete(cancelled());
  } else if (std::shared_ptr<ProcessRun> alive = run.lock()) {
    ((*alive).*how)();
  }
}

} // namespace hocket
