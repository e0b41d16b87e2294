// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The event loop's thread, its queue of posted tasks and its timers.
//
// Timers do not use libuv's, which count milliseconds: one timerfd serves them
// all with the kernel's resolution, and any thread may arm it without waking
// the loop.
#include "io/event_loop.h"

#include "io/signals.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <deque>
#include <mutex>
#include <queue>
#include <sys/timerfd.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <uv.h>

namespace hocket {

using Clock = std::chrono::steady_clock; // CLOCK_MONOTONIC, as the timerfd

namespace {
struct Deadline {
  Clock::time_point when;
  EventLoop::TimerId id;
  bool operator>(const Deadline &other) const {
    return when != other.when ? when > other.when : id > other.id;
  }
};
} // namespace

struct EventLoop::Impl {
  uv_loop_t loop;
  uv_async_t wakeup;
  uv_poll_t timerPoll;
  int timerFd = -1;
  std::thread thread;

  std::mutex mutex; // guards what follows
  std::deque<Task> posted;
  bool stopping = false;
  bool closed = false; // the handles are; a task posted now is dropped
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>>
      deadlines;
  std::unordered_map<TimerId, Task> timers;
  TimerId lastTimer = 0;

  Status init();
  void run();
  void drainPosted();
  void fireTimers();
  void arm();
  void closeHandles();
};

static Status uvError(const char *what, int code) {
  return Status(HOCKET_RESOURCE_EXHAUSTED,
                std::string("cannot ") + what +
                    " for the event loop: " + uv_strerror(code));
}

Status EventLoop::Impl::init() {
  if (int error = uv_loop_init(&loop))
    return uvError("create the queue", error);
  int error = uv_async_init(&loop, &wakeup, [](uv_async_t *handle) {
    static_cast<Impl *>(handle->data)->drainPosted();
  });
  if (error) {
    uv_loop_close(&loop);
    return uvError("create the wake-up", error);
  }
  wakeup.data = this;
  timerFd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  error = timerFd < 0 ? -errno : uv_poll_init(&loop, &timerPoll, timerFd);
  if (error) {
    uv_close(reinterpret_cast<uv_handle_t *>(&wakeup), nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    if (timerFd >= 0)
      ::close(timerFd);
    return uvError("create the timer", error);
  }
  timerPoll.data = this;
  uv_poll_start(&timerPoll, UV_READABLE, [](uv_poll_t *handle, int, int) {
    static_cast<Impl *>(handle->data)->fireTimers();
  });
  return Status();
}

void EventLoop::Impl::run() {
  // Returns once the handles are closed: ours, and those of tools that were
  // still closing theirs.
  uv_run(&loop, UV_RUN_DEFAULT);
  [[maybe_unused]] int error = uv_loop_close(&loop);
  assert(error == 0 && "a handle outlived the event loop");
}

void EventLoop::Impl::drainPosted() {
  std::deque<Task> batch;
  while (true) {
    {
      std::lock_guard lock(mutex);
      batch.swap(posted);
      if (batch.empty()) {
        if (!stopping)
          return;
        closed = true;
        break;
      }
    }
    for (Task &task : batch) {
      task();
      task = nullptr; // what it captured is freed before the next one runs
    }
    batch.clear();
    // Tasks that tasks post run in the next turn, so that sockets and timers
    // get theirs; the wake-up for it is already pending.
    std::lock_guard lock(mutex);
    if (!stopping)
      return;
  }
  closeHandles();
}

void EventLoop::Impl::closeHandles() {
  uv_poll_stop(&timerPoll);
  uv_close(reinterpret_cast<uv_handle_t *>(&timerPoll), nullptr);
  uv_close(reinterpret_cast<uv_handle_t *>(&wakeup), nullptr);
}

void EventLoop::Impl::fireTimers() {
  uint64_t expirations;
  while (::read(timerFd, &expirations, sizeof expirations) < 0 &&
         errno == EINTR) {
  }
  Clock::time_point now = Clock::now();
  std::vector<std::pair<TimerId, Task>> due;
  std::unique_lock lock(mutex);
  while (!deadlines.empty() && deadlines.top().when <= now) {
    TimerId id = deadlines.top().id;
    deadlines.pop();
    if (timers.count(id))
      due.emplace_back(id, nullptr);
  }
  // One at a time, so that a task can still cancel a later one.
  for (auto &[id, task] : due) {
    auto found = timers.find(id);
    if (found == timers.end())
      continue;
    task = std::move(found->second);
    timers.erase(found);
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
  arm();
}

/// Sets the timerfd to the earliest deadline. Under the mutex.
void EventLoop::Impl::arm() {
  while (!deadlines.empty() && !timers.count(deadlines.top().id))
    deadlines.pop(); // cancelled
  itimerspec spec = {};
  if (!deadlines.empty()) {
    auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(
        deadlines.top().when.time_since_epoch());
    // Zero would disarm it.
    int64_t count = std::max<int64_t>(since.count(), 1);
    spec.it_value.tv_sec = count / 1'000'000'000;
    spec.it_value.tv_nsec = count % 1'000'000'000;
  }
  timerfd_settime(timerFd, TFD_TIMER_ABSTIME, &spec, nullptr);
}

EventLoop::EventLoop() : impl(std::make_unique<Impl>()) {}

Result<std::unique_ptr<EventLoop>> EventLoop::create() {
  std::unique_ptr<EventLoop> loop(new EventLoop());
  Impl *impl = loop->impl.get();
  if (Status status = impl->init(); !status.ok()) {
    loop->impl.reset(); // there is no thread to stop
    return status;
  }
  SignalBlock blocked; // the thread inherits the mask
  try {
    impl->thread = std::thread([impl] { impl->run(); });
  } catch (const std::system_error &error) {
    impl->closeHandles();
    impl->run();
    ::close(impl->timerFd);
    loop->impl.reset();
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  std::string("cannot start the event loop's thread: ") +
                      error.what());
  }
  return loop;
}

EventLoop::~EventLoop() {
  if (!impl)
    return;
  assert(!onLoopThread() && "the event loop cannot wait for itself");
  {
    std::lock_guard lock(impl->mutex);
    impl->stopping = true;
    uv_async_send(&impl->wakeup);
  }
  impl->thread.join();
  ::close(impl->timerFd);
}

void EventLoop::post(Task task) {
  // The wake-up is sent under the mutex: the destructor then cannot close it
  // between the two.
  std::lock_guard lock(impl->mutex);
  if (impl->closed)
    return;
  impl->posted.push_back(std::move(task));
  uv_async_send(&impl->wakeup);
}

EventLoop::TimerId EventLoop::after(std::chrono::nanoseconds delay, Task task) {
  using std::chrono::nanoseconds;
  // Far enough, and no sum below overflows.
  constexpr nanoseconds longest = std::chrono::hours(24 * 365 * 100);
  delay = std::clamp(delay, nanoseconds(0), longest);
  Clock::time_point when = Clock::now() + delay;
  std::lock_guard lock(impl->mutex);
  TimerId id = ++impl->lastTimer;
  impl->timers.emplace(id, std::move(task));
  bool earliest = impl->deadlines.empty() || when < impl->deadlines.top().when;
  impl->deadlines.push({when, id});
  if (earliest)
    impl->arm();
  return id;
}

void EventLoop::cancel(TimerId timer) {
  Task dropped; // freed outside the mutex
  std::lock_guard lock(impl->mutex);
  auto found = impl->timers.find(timer);
  if (found == impl->timers.end())
    return;
  dropped = std::move(found->second);
  impl->timers.erase(found);
  // Dead deadlines go when they are due, or here if they are the majority.
  if (impl->deadlines.size() > 64 &&
      impl->deadlines.size() > 2 * impl->timers.size()) {
    std::vector<Deadline> alive;
    while (!impl->deadlines.empty()) {
      if (impl->timers.count(impl->deadlines.top().id))
        alive.push_back(impl->deadlines.top());
      impl->deadlines.pop();
    }
    decltype(impl->deadlines) rebuilt(std::greater<>(), std::move(alive));
    impl->deadlines.swap(rebuilt);
  }
}

bool EventLoop::onLoopThread() const {
  return std::this_thread::get_id() == impl->thread.get_id();
}

uv_loop_t *EventLoop::uv() { return &impl->loop; }

} // namespace hocket
