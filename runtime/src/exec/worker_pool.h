// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The processors: a work-stealing pool of one worker per processor, or the same
// workers on the threads of the embedding program. Nothing that waits runs
// here.
#ifndef HOCKET_EXEC_WORKER_POOL_H
#define HOCKET_EXEC_WORKER_POOL_H

#include "exec/compute_lease.h"
#include "exec/context.h"
#include "exec/work_deque.h"

#include "hocket/runtime/hocket.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace hocket {

class WorkerPool;

/// A place where work runs, with a queue of its own. One thread at a time is
/// the worker; if it hangs in a tool, another one takes its place.
class Worker final : public Context {
public:
  Worker(WorkerPool &pool, unsigned number);
  void push(Work work, double priority) override;
  void flush() override;
  void pushShared(Work work, double priority) override;
  bool hasShared(double priority) override;
  unsigned lane() const override { return number; }

  /// What the thread that is this worker computes. A thread that finds another
  /// lease here than its own has been replaced.
  std::shared_ptr<ComputeLease> lease;

private:
  friend class WorkerPool;
  WorkerPool &pool;
  const unsigned number;
  unsigned tick = 0;
  uint64_t random;
  bool busy = false;    // external executor: a task of it is this worker
  bool missing = false; // under threadsMutex: no thread could be started for it
  WorkDeque deque;
};

class WorkerPool {
public:
  static constexpr unsigned mostWorkers = 1024;
  /// `workers` 0: one per processor that the process may use. Goes on with fewer
  /// threads if no more can be started; throws std::system_error if none can.
  explicit WorkerPool(unsigned workers,
                      const hocket_executor_t *executor = nullptr);
  /// Joins its threads, except those that hang in a tool.
  ~WorkerPool();

  unsigned size() const { return unsigned(workers.size()); }
  /// From any thread.
  void inject(Work work, double priority);
  /// The leases of all workers. Any thread.
  std::vector<std::shared_ptr<ComputeLease>> leases();
  /// Puts another thread in the place of the one that holds `lease`. False if
  /// none could be started: then startMissing() is to be called some time later.
  bool replace(const std::shared_ptr<ComputeLease> &lease);
  /// Gives workers without a thread one. False if none could be started.
  bool startMissing();
  /// True on a thread of the pool.
  bool onWorkerThread() const;

private:
  friend class Worker;
  struct Shared {
    double priority;
    uint64_t sequence;
    Work work;
    bool operator<(const Shared &other) const {
      return priority != other.priority ? priority < other.priority
                                        : sequence > other.sequence;
    }
  };
  struct Thread {
    std::thread thread;
    std::shared_ptr<ComputeLease> lease;
  };

  bool startThread(Worker &worker);
  void loop(Worker &worker, std::shared_ptr<ComputeLease> lease);
  Work find(Worker &worker);
  Work takeShared();
  Work steal(Worker &worker);
  bool anyWork();
  void wakeOne();
  /// Waits for work; false when the pool stops.
  bool sleep();
  // With an external executor:
  void requestPump();
  void pump();

  std::vector<std::unique_ptr<Worker>> workers;
  std::mutex threadsMutex;
  std::vector<Thread> threads;

  std::mutex sharedMutex;
  std::priority_queue<Shared> shared;
  uint64_t sharedSequence = 0;
  std::atomic<size_t> sharedSize{0};

  std::mutex sleepMutex;
  std::condition_variable sleepers;
  std::atomic<unsigned> numSleepers{0};
  unsigned wakeups = 0; // under sleepMutex: threads that were told to wake
  std::atomic<bool> stopping{false};

  hocket_executor_t executor{};
  std::mutex pumpMutex;
  std::condition_variable pumpsDone;
  unsigned pumps = 0; // submitted and not finished
};

/// Processors that the process may use: its affinity, not the machine.
unsigned availableProcessors();

} // namespace hocket

#endif // HOCKET_EXEC_WORKER_POOL_H
