// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads for work that may wait. They come as they are needed, up to a limit,
// and go after a while without work.
#ifndef HOCKET_EXEC_BLOCKING_POOL_H
#define HOCKET_EXEC_BLOCKING_POOL_H

#include <functional>
#include <memory>

namespace hocket {

class BlockingPool {
public:
  /// Work under way; lets its owner give up the thread it runs on.
  class Ticket;
  using Task = std::function<void()>;

  explicit BlockingPool(unsigned maxThreads);
  /// Waits for the threads that were not abandoned; queued tasks are dropped.
  ~BlockingPool();

  /// Runs the task on a thread of its own, the most urgent first if all
  /// threads are busy. Returns null if no thread could be started.
  std::shared_ptr<Ticket> run(Task task, double priority);
  /// Drops the task if it has not started; true if so.
  bool drop(const std::shared_ptr<Ticket> &ticket);
  /// Drops the task if it has not started; otherwise its thread no longer
  /// counts, and nobody waits for it. False if tasks wait and no thread could
  /// be started for them: then startMissing() is to be called some time later.
  bool abandon(const std::shared_ptr<Ticket> &ticket);
  /// Starts a thread if tasks wait and there is none. False if it could not.
  bool startMissing();
  bool onOwnThread() const;

private:
  struct Shared;
  std::shared_ptr<Shared> shared; // outlives the pool in abandoned threads
};

} // namespace hocket

#endif // HOCKET_EXEC_BLOCKING_POOL_H
