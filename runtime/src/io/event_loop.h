// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One thread that waits for everything: timers, child processes, sockets. No
// other thread of the runtime ever blocks on I/O. Built on libuv.
#ifndef HOCKET_IO_EVENT_LOOP_H
#define HOCKET_IO_EVENT_LOOP_H

#include "base/status.h"

#include <chrono>
#include <functional>
#include <memory>

typedef struct uv_loop_s uv_loop_t;

namespace hocket {

class EventLoop {
public:
  using Task = std::function<void()>;
  using TimerId = uint64_t; // 0 is no timer

  /// Starts the loop's thread.
  static Result<std::unique_ptr<EventLoop>> create();
  /// Stops after the posted tasks have run; pending timers are dropped.
  ~EventLoop();

  /// Runs `task` on the loop thread. Any thread.
  void post(Task task);
  /// Runs `task` on the loop thread after `delay`. Any thread. The id is never
  /// used again, so a late cancel is harmless.
  TimerId after(std::chrono::nanoseconds delay, Task task);
  /// Drops the timer if it has not fired yet. Any thread.
  void cancel(TimerId timer);

  bool onLoopThread() const;
  /// For code on the loop thread that adds handles of its own (processes,
  /// sockets); those must be closed before the loop is destroyed.
  uv_loop_t *uv();

private:
  EventLoop();
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace hocket

#endif // HOCKET_IO_EVENT_LOOP_H
