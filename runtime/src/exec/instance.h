// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all sessions of a process share: processors, threads that may wait, the
// event loop, the providers of tools.
#ifndef HOCKET_EXEC_INSTANCE_H
#define HOCKET_EXEC_INSTANCE_H

#include "exec/blocking_pool.h"
#include "exec/compute_watchdog.h"
#include "exec/resources.h"
#include "exec/worker_pool.h"
#include "io/event_loop.h"
#include "tool/provider.h"

#include <memory>
#include <mutex>
#include <vector>

namespace hocket {

struct InstanceOptions {
  unsigned workers = 0;                        // 0: one per processor
  const hocket_executor_t *executor = nullptr; // null: own threads
  unsigned blockingThreads = 64;
};

class Instance final : public ResourceSet::Clock {
public:
  /// Tools that hang keep the instance alive until they return, so it may go
  /// on a thread of its own; it then hands itself to another one.
  static Result<std::shared_ptr<Instance>>
  create(const InstanceOptions &options);
  /// Waits a moment for threads that are about to let go of `instance`, so that
  /// it is gone, threads and all, unless a tool hangs.
  static void release(std::shared_ptr<Instance> instance);
  ~Instance();

  /// Providers answer to their name; a second one of a name is refused.
  Status addProvider(std::unique_ptr<ToolProvider> provider);
  ToolProvider *findProvider(std::string_view name);

  uint64_t nowNs() override;
  void callAt(uint64_t timeNs, std::function<void()> task) override;

  EventLoop &loop() { return *eventLoop; }
  /// Gives up a task of `blocking`; what is queued there goes on.
  void abandon(const std::shared_ptr<BlockingPool::Ticket> &ticket);

  BlockingPool blocking;
  WorkerPool workers;
  ComputeWatchdog watchdog;

private:
  explicit Instance(const InstanceOptions &options,
                    std::unique_ptr<EventLoop> loop);
  bool onOwnThread() const;
  void startMissing();

  std::mutex providersMutex;
  std::vector<std::unique_ptr<ToolProvider>> providers;
  // Goes first: its thread uses everything above.
  std::unique_ptr<EventLoop> eventLoop;
};

} // namespace hocket

#endif // HOCKET_EXEC_INSTANCE_H
