// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads for work that may wait.
#include "exec/blocking_pool.h"

#include "io/signals.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <pthread.h>
#include <set>
#include <system_error>
#include <thread>

namespace hocket {

/// Guarded by the pool's mutex.
class BlockingPool::Ticket {
public:
  enum class State { Queued, Running, Done, Abandoned };
  double priority = 0;
  uint64_t sequence = 0;
  State state = State::Queued;
  Task task;
};

namespace {
struct MoreUrgent {
  template <typename Pointer>
  bool operator()(const Pointer &a, const Pointer &b) const {
    if (a->priority != b->priority)
      return a->priority > b->priority;
    return a->sequence < b->sequence;
  }
};
} // namespace

struct BlockingPool::Shared {
  using Lock = std::unique_lock<std::mutex>;
  std::mutex mutex;
  std::condition_variable work;
  std::condition_variable threadGone;
  std::set<std::shared_ptr<Ticket>, MoreUrgent> queue;
  unsigned maxThreads = 0;
  unsigned numThreads = 0; // not abandoned
  unsigned numIdle = 0;
  uint64_t sequence = 0;
  bool stopping = false;

  static void loop(std::shared_ptr<Shared> shared);
  static bool startThread(const std::shared_ptr<Shared> &shared);
};

static thread_local const void *currentBlockingPool = nullptr;

void BlockingPool::Shared::loop(std::shared_ptr<Shared> shared) {
  currentBlockingPool = shared.get();
  constexpr auto idleTime = std::chrono::seconds(10);
  Lock lock(shared->mutex);
  while (true) {
    if (shared->queue.empty()) {
      ++shared->numIdle;
      bool woken = shared->work.wait_for(lock, idleTime, [&] {
        return shared->stopping || !shared->queue.empty();
      });
      --shared->numIdle;
      if (!woken || shared->queue.empty())
        break;
    }
    std::shared_ptr<Ticket> ticket = *shared->queue.begin();
    shared->queue.erase(shared->queue.begin());
    ticket->state = Ticket::State::Running;
    lock.unlock();
    ticket->task();
    // What the task holds goes before anybody can think it finished.
    ticket->task = nullptr;
    lock.lock();
    if (ticket->state == Ticket::State::Abandoned)
      return; // the pool has forgotten this thread
    ticket->state = Ticket::State::Done;
  }
  if (--shared->numThreads == 0)
    shared->threadGone.notify_all();
}

bool BlockingPool::Shared::startThread(const std::shared_ptr<Shared> &shared) {
  SignalBlock blocked; // the thread inherits the mask
  try {
    std::thread thread([shared] { loop(shared); });
    pthread_setname_np(thread.native_handle(), "hocket-blocking");
    thread.detach();
  } catch (const std::system_error &) {
    return false;
  } catch (const std::bad_alloc &) {
    return false;
  }
  ++shared->numThreads;
  return true;
}

BlockingPool::BlockingPool(unsigned maxThreads)
    : shared(std::make_shared<Shared>()) {
  shared->maxThreads = maxThreads;
}

BlockingPool::~BlockingPool() {
  std::set<std::shared_ptr<Ticket>, MoreUrgent> dropped;
  Shared::Lock lock(shared->mutex);
  shared->stopping = true;
  dropped.swap(shared->queue);
  shared->work.notify_all();
  shared->threadGone.wait(lock, [&] { return shared->numThreads == 0; });
}

std::shared_ptr<BlockingPool::Ticket> BlockingPool::run(Task task,
                                                        double priority) {
  auto ticket = std::make_shared<Ticket>();
  ticket->priority = priority;
  ticket->task = std::move(task);
  std::lock_guard lock(shared->mutex);
  ticket->sequence = shared->sequence++;
  bool needsThread = shared->numIdle <= shared->queue.size() &&
                     shared->numThreads < shared->maxThreads;
  if (needsThread && !Shared::startThread(shared) && shared->numThreads == 0)
    return nullptr;
  shared->queue.insert(ticket);
  shared->work.notify_one();
  return ticket;
}

bool BlockingPool::drop(const std::shared_ptr<Ticket> &ticket) {
  Task dropped; // freed outside the mutex
  std::lock_guard lock(shared->mutex);
  if (ticket->state != Ticket::State::Queued)
    return false;
  shared->queue.erase(ticket);
  dropped.swap(ticket->task);
  ticket->state = Ticket::State::Done;
  return true;
}

bool BlockingPool::abandon(const std::shared_ptr<Ticket> &ticket) {
  if (drop(ticket))
    return true;
  std::lock_guard lock(shared->mutex);
  if (ticket->state != Ticket::State::Running)
    return true;
  ticket->state = Ticket::State::Abandoned;
  if (--shared->numThreads == 0)
    shared->threadGone.notify_all();
  // The queue may be waiting for the place that is free now.
  if (!shared->queue.empty() && shared->numIdle == 0)
    return Shared::startThread(shared) || shared->numThreads != 0;
  return true;
}

bool BlockingPool::startMissing() {
  std::lock_guard lock(shared->mutex);
  return shared->queue.empty() || shared->numThreads != 0 ||
         Shared::startThread(shared);
}

bool BlockingPool::onOwnThread() const {
  return currentBlockingPool == shared.get();
}

} // namespace hocket
