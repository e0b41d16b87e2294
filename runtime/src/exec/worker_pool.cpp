// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The work-stealing pool.
#include "exec/worker_pool.h"

#include "io/signals.h"

#include <algorithm>
#include <pthread.h>
#include <sched.h>
#include <system_error>

namespace hocket {

static thread_local const WorkerPool *currentPool = nullptr;

unsigned availableProcessors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof(set), &set) == 0)
    return std::max(1, CPU_COUNT(&set));
  // More processors than the set can hold.
  return std::max(1u, std::thread::hardware_concurrency());
}

static void pauseProcessor() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#else
  std::this_thread::yield();
#endif
}

Worker::Worker(WorkerPool &pool, unsigned number)
    : lease(std::make_shared<ComputeLease>()), pool(pool), number(number),
      random(0x9E3779B97F4A7C15ull * (number + 1)) {}

void Worker::push(Work work, double) { deque.push(work); }

void Worker::flush() {
  deque.publish();
  pool.wakeOne();
}

void Worker::pushShared(Work work, double priority) {
  pool.inject(work, priority);
}

bool Worker::hasShared(double priority) {
  if (pool.sharedSize.load(std::memory_order_relaxed) == 0)
    return false;
  std::lock_guard lock(pool.sharedMutex);
  return !pool.shared.empty() && pool.shared.top().priority >= priority;
}

WorkerPool::WorkerPool(unsigned count, const hocket_executor_t *external) {
  if (external)
    executor = *external;
  if (count == 0)
    count =
        external ? std::max(1u, external->concurrency) : availableProcessors();
  count = std::min(count, mostWorkers);
  for (unsigned i = 0; i < count; ++i)
    workers.push_back(std::make_unique<Worker>(*this, i));
  if (external)
    return;
  std::lock_guard lock(threadsMutex);
  for (const std::unique_ptr<Worker> &worker : workers)
    if (!startThread(*worker))
      break;
  if (threads.empty())
    throw std::system_error(std::make_error_code(
        std::errc::resource_unavailable_try_again));
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(sleepMutex);
    stopping = true;
  }
  sleepers.notify_all();
  std::vector<Thread> joined;
  {
    std::lock_guard lock(threadsMutex);
    joined.swap(threads);
  }
  for (Thread &thread : joined)
    thread.thread.join();
  std::unique_lock lock(pumpMutex);
  pumpsDone.wait(lock, [&] { return pumps == 0; });
}

bool WorkerPool::startThread(Worker &worker) {
  SignalBlock blocked; // the thread inherits the mask
  std::shared_ptr<ComputeLease> lease = worker.lease;
  try {
    threads.reserve(threads.size() + 1);
    std::thread thread([this, &worker, lease] { loop(worker, lease); });
    std::string name = "hocket-w" + std::to_string(worker.number);
    pthread_setname_np(thread.native_handle(), name.substr(0, 15).c_str());
    threads.push_back({std::move(thread), std::move(lease)});
    return true;
  } catch (const std::system_error &) {
    return false;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

bool WorkerPool::onWorkerThread() const { return currentPool == this; }

std::vector<std::shared_ptr<ComputeLease>> WorkerPool::leases() {
  std::lock_guard lock(threadsMutex);
  std::vector<std::shared_ptr<ComputeLease>> result;
  for (const std::unique_ptr<Worker> &worker : workers)
    result.push_back(worker->lease);
  return result;
}

bool WorkerPool::replace(const std::shared_ptr<ComputeLease> &lease) {
  bool hasThread = true;
  {
    std::lock_guard lock(threadsMutex);
    auto found =
        std::find_if(workers.begin(), workers.end(),
                     [&](auto &worker) { return worker->lease == lease; });
    if (found == workers.end())
      return true;
    Worker &worker = **found;
    worker.lease = std::make_shared<ComputeLease>();
    if (executor.submit) {
      std::lock_guard pumpLock(pumpMutex);
      worker.busy = false;
      if (--pumps == 0)
        pumpsDone.notify_all();
    } else {
      // The hanging thread returns, if ever, without touching the pool.
      auto old = std::find_if(threads.begin(), threads.end(),
                              [&](Thread &t) { return t.lease == lease; });
      old->thread.detach();
      threads.erase(old);
      hasThread = startThread(worker);
      worker.missing = !hasThread;
    }
  }
  // An executor's submit is the embedder's code: no lock is held.
  wakeOne();
  return hasThread;
}

bool WorkerPool::startMissing() {
  std::lock_guard lock(threadsMutex);
  for (const std::unique_ptr<Worker> &worker : workers) {
    if (worker->missing && !startThread(*worker))
      return false;
    worker->missing = false;
  }
  return true;
}

void WorkerPool::inject(Work work, double priority) {
  {
    std::lock_guard lock(sharedMutex);
    shared.push({priority, sharedSequence++, work});
    sharedSize.store(shared.size(), std::memory_order_seq_cst);
  }
  wakeOne();
}

Work WorkerPool::takeShared() {
  if (sharedSize.load(std::memory_order_relaxed) == 0)
    return {};
  std::unique_lock lock(sharedMutex);
  if (shared.empty())
    return {};
  Work work = shared.top().work;
  shared.pop();
  sharedSize.store(shared.size(), std::memory_order_seq_cst);
  bool more = !shared.empty();
  lock.unlock();
  // While this one works. An executor was asked for each of them.
  if (more && !executor.submit)
    wakeOne();
  return work;
}

Work WorkerPool::steal(Worker &worker) {
  size_t count = workers.size();
  // xorshift: a different victim first each time.
  worker.random ^= worker.random << 13;
  worker.random ^= worker.random >> 7;
  worker.random ^= worker.random << 17;
  size_t first = worker.random % count;
  for (size_t i = 0; i < count; ++i) {
    Worker &victim = *workers[(first + i) % count];
    if (&victim == &worker)
      continue;
    if (Work work = victim.deque.steal()) {
      if (!victim.deque.empty())
        wakeOne(); // there is more where this came from
      return work;
    }
  }
  return {};
}

Work WorkerPool::find(Worker &worker) {
  // Now and then the others first, so that a worker with much work of its own
  // does not let them wait for ever.
  constexpr unsigned fairness = 61;
  if (++worker.tick % fairness == 0)
    if (Work work = takeShared())
      return work;
  if (Work work = worker.deque.pop())
    return work;
  if (Work work = takeShared())
    return work;
  return steal(worker);
}

bool WorkerPool::anyWork() {
  if (sharedSize.load(std::memory_order_seq_cst) != 0)
    return true;
  return std::any_of(workers.begin(), workers.end(),
                     [](auto &worker) { return !worker->deque.empty(); });
}

void WorkerPool::wakeOne() {
  if (executor.submit) {
    requestPump();
    return;
  }
  if (numSleepers.load(std::memory_order_seq_cst) == 0)
    return;
  {
    std::lock_guard lock(sleepMutex);
    if (wakeups >= numSleepers.load(std::memory_order_relaxed))
      return; // as many as sleep are on their way
    ++wakeups;
  }
  sleepers.notify_one();
}

bool WorkerPool::sleep() {
  numSleepers.fetch_add(1, std::memory_order_seq_cst);
  // Who pushed before it saw this sleeper is seen here.
  bool awake = anyWork();
  std::unique_lock lock(sleepMutex);
  // A wake-up is for somebody who sleeps: who takes one without having slept
  // leaves one who was told to wake asleep, beside work.
  if (!awake) {
    sleepers.wait(lock, [&] { return wakeups > 0 || stopping; });
    if (wakeups > 0)
      --wakeups;
  }
  numSleepers.fetch_sub(1, std::memory_order_seq_cst);
  return !stopping || anyWork();
}

void WorkerPool::loop(Worker &worker, std::shared_ptr<ComputeLease> lease) {
  currentPool = this;
  constexpr int spins = 100;
  while (true) {
    Work work = find(worker);
    for (int i = 0; !work && i < spins; ++i) {
      for (int p = 0; p < 8; ++p)
        pauseProcessor();
      work = find(worker);
    }
    if (work) {
      work.run(worker);
      if (lease->revoked.load(std::memory_order_acquire))
        return; // another thread is the worker now, or the pool is gone
    } else if (!sleep()) {
      return;
    }
  }
}

void WorkerPool::requestPump() {
  {
    std::lock_guard lock(pumpMutex);
    if (pumps == workers.size())
      return;
    ++pumps;
  }
  executor.submit(
      executor.user,
      [](void *pool) { static_cast<WorkerPool *>(pool)->pump(); }, this);
}

void WorkerPool::pump() {
  Worker *worker = nullptr;
  std::shared_ptr<ComputeLease> lease;
  {
    std::lock_guard lock(pumpMutex);
    worker = std::find_if(workers.begin(), workers.end(), [](auto &w) {
               return !w->busy;
             })->get();
    worker->busy = true;
    lease = worker->lease;
  }
  const WorkerPool *outer = currentPool;
  currentPool = this;
  while (Work work = find(*worker)) {
    work.run(*worker);
    if (lease->revoked.load(std::memory_order_acquire)) {
      currentPool = outer;
      return;
    }
  }
  currentPool = outer;
  bool more = false;
  {
    std::lock_guard lock(pumpMutex);
    worker->busy = false;
    --pumps;
    // Pushed since the last look, when the pusher saw that all were busy.
    more = anyWork() && pumps < workers.size();
    if (more)
      ++pumps;
    else if (pumps == 0)
      pumpsDone.notify_all();
  }
  if (more)
    executor.submit(
        executor.user,
        [](void *pool) { static_cast<WorkerPool *>(pool)->pump(); }, this);
}

} // namespace hocket
