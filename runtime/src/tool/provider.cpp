// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cancellation and completion of invocations.
#include "tool/provider.h"

namespace hocket {

void CancelToken::cancel() {
  std::unique_lock lock(mutex);
  flag.store(true, std::memory_order_release);
  runHandler(std::move(lock), cancelHandler);
}

void CancelToken::onCancel(Handler handler) {
  std::unique_lock lock(mutex);
  cancelHandler = std::move(handler);
  if (flag.load(std::memory_order_relaxed))
    runHandler(std::move(lock), cancelHandler);
}

bool CancelToken::kill() {
  std::unique_lock lock(mutex);
  if (!killed && !killHandler)
    return false;
  killed = true;
  runHandler(std::move(lock), killHandler);
  return true;
}

void CancelToken::onKill(Handler handler) {
  std::lock_guard lock(mutex);
  killHandler = std::move(handler);
}

/// Runs the handler outside the mutex, so that it may complete the invocation
/// and clear itself.
void CancelToken::runHandler(std::unique_lock<std::mutex> lock,
                             Handler &handler) {
  if (!handler)
    return;
  Handler taken = std::move(handler);
  handler = nullptr;
  awaitIdle(lock);
  std::thread::id outer = running; // a handler may install another one
  running = std::this_thread::get_id();
  lock.unlock();
  taken();
  taken = nullptr;
  lock.lock();
  running = outer;
  // Under the mutex: who waits may free the token as soon as it is released.
  if (idle)
    idle->notify_all();
}

void CancelToken::clearHandler() {
  Handler dropped[2]; // freed outside the mutex
  std::unique_lock lock(mutex);
  dropped[0].swap(cancelHandler);
  dropped[1].swap(killHandler);
  awaitIdle(lock);
}

/// Waits until no handler runs, except on this thread.
void CancelToken::awaitIdle(std::unique_lock<std::mutex> &lock) {
  auto isIdle = [&] {
    return running == std::thread::id() ||
           running == std::this_thread::get_id();
  };
  if (isIdle())
    return;
  if (!idle)
    idle = std::make_unique<std::condition_variable>();
  idle->wait(lock, isIdle);
}

void Invocation::complete(Result<Value> result) {
  if (completed.exchange(true, std::memory_order_acq_rel))
    return;
  // What the callback holds goes with it: it may hold this invocation.
  Done callback = std::move(done);
  done = nullptr;
  callback(std::move(result));
}

Tool::~Tool() = default;

std::chrono::milliseconds Tool::grace() const { return defaultGrace; }

Result<Value> Tool::run(Invocation &invocation) {
  return Status(HOCKET_INTERNAL, "tool '" + invocation.tool +
                                     "' is asynchronous and cannot be run");
}

void Tool::start(std::shared_ptr<Invocation> invocation) {
  invocation->complete(Status(
      HOCKET_INTERNAL, "tool '" + invocation->tool +
                           "' is not asynchronous and cannot be started"));
}

ToolProvider::~ToolProvider() = default;

} // namespace hocket
