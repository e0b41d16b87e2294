// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "io/event_loop.h"

#include <gmock/gmock.h>

#include <future>
#include <thread>
#include <uv.h>

namespace hocket {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<EventLoop> createLoop() {
  Result<std::unique_ptr<EventLoop>> loop = EventLoop::create();
  EXPECT_TRUE(loop.ok()) << loop.status().toString();
  return std::move(*loop);
}

// Posted tasks run in order, all on the loop's thread.
TEST(EventLoop, RunsPostedTasksInOrderOnItsThread) {
  auto loop = createLoop();
  std::promise<void> done;
  std::vector<int> order;
  bool onThread = true;
  for (int i = 0; i < 100; ++i)
    loop->post([&, i] {
      onThread = onThread && loop->onLoopThread();
      order.push_back(i);
      if (i == 99)
        done.set_value();
    });
  done.get_future().wait();
  EXPECT_TRUE(onThread);
  EXPECT_FALSE(loop->onLoopThread());
  ASSERT_EQ(order.size(), 100u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

// The destructor waits for what was posted, and for what that posts.
TEST(EventLoop, DestructorRunsPostedTasks) {
  int ran = 0;
  auto loop = createLoop();
  EventLoop *raw = loop.get();
  for (int i = 0; i < 10; ++i)
    loop->post([&ran, raw] {
      ++ran;
      raw->post([&ran] { ++ran; });
    });
  loop.reset();
  EXPECT_EQ(ran, 20);
}

TEST(EventLoop, PostsFromManyThreads) {
  std::atomic<int> ran{0};
  auto loop = createLoop();
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i)
        loop->post([&] { ++ran; });
    });
  for (std::thread &thread : threads)
    thread.join();
  loop.reset();
  EXPECT_EQ(ran, 8000);
}

// Timers fire in the order of their deadlines and never early.
TEST(EventLoop, TimersFireInOrder) {
  auto loop = createLoop();
  auto start = std::chrono::steady_clock::now();
  std::vector<int> order;
  std::vector<std::chrono::nanoseconds> delays;
  std::promise<void> done;
  for (int i : {3, 1, 2, 0})
    loop->after(i * 5ms, [&, i] {
      order.push_back(i);
      delays.push_back(std::chrono::steady_clock::now() - start);
      if (i == 3)
        done.set_value();
    });
  done.get_future().wait();
  EXPECT_THAT(order, testing::ElementsAre(0, 1, 2, 3));
  for (int i = 0; i < 4; ++i)
    EXPECT_GE(delays[i], i * 5ms);
}

// A cancelled timer does not fire; cancelling a fired or unknown one is
// harmless; a task can cancel another that is due at the same time.
TEST(EventLoop, CancelsTimers) {
  auto loop = createLoop();
  bool fired = false;
  std::promise<void> done;
  EventLoop::TimerId cancelled = loop->after(1ms, [&] { fired = true; });
  loop->cancel(cancelled);
  loop->cancel(cancelled);
  loop->cancel(0);
  std::promise<void> entered, armed;
  EventLoop::TimerId victim = 0;
  loop->post([&] {
    entered.set_value();
    armed.get_future().wait(); // both timers become due meanwhile
  });
  entered.get_future().wait();
  loop->after(1ns, [&] { loop->cancel(victim); });
  victim = loop->after(2ns, [&] { fired = true; });
  loop->after(3ns, [&] { done.set_value(); });
  armed.set_value();
  done.get_future().wait();
  EXPECT_FALSE(fired);
}

// Dropping many timers frees what they hold; so does the destructor.
TEST(EventLoop, DroppedTimersFreeTheirTasks) {
  auto held = std::make_shared<int>(0);
  auto loop = createLoop();
  std::vector<EventLoop::TimerId> timers;
  for (int i = 0; i < 1000; ++i)
    timers.push_back(loop->after(1h + i * 1s, [held] {}));
  for (int i = 0; i < 900; ++i)
    loop->cancel(timers[i]);
  EXPECT_EQ(held.use_count(), 101);
  loop.reset();
  EXPECT_EQ(held.use_count(), 1);
}

// Delays beyond what the clock can count do not wrap around.
TEST(EventLoop, HugeAndNegativeDelays) {
  auto loop = createLoop();
  std::promise<void> done;
  bool fired = false;
  loop->after(std::chrono::nanoseconds::max(), [&] { fired = true; });
  loop->after(std::chrono::nanoseconds::min(), [&] { done.set_value(); });
  done.get_future().wait();
  EXPECT_FALSE(fired);
}

// Handles of the user's own live on the loop, and closing ones are waited for.
TEST(EventLoop, ServesHandlesOfItsUsers) {
  auto loop = createLoop();
  bool closed = false;
  loop->post([&closed, uv = loop->uv()] {
    auto *timer = new uv_timer_t;
    timer->data = &closed;
    uv_timer_init(uv, timer);
    uv_timer_start(
        timer,
        [](uv_timer_t *timer) {
          uv_close(reinterpret_cast<uv_handle_t *>(timer),
                   [](uv_handle_t *handle) {
                     *static_cast<bool *>(handle->data) = true;
                     delete reinterpret_cast<uv_timer_t *>(handle);
                   });
        },
        1, 0);
  });
  loop.reset();
  EXPECT_TRUE(closed);
}

} // namespace
} // namespace hocket
