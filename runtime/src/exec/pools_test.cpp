// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The queues of workers, the worker pool and the pool of blocking threads.
#include "exec/test_support.h"

#include <atomic>
#include <set>
#include <thread>

using namespace hocket;
using namespace hocket::testing;
using ::testing::ElementsAre;

TEST(WorkDeque, OwnerIsLastInFirstOutThievesFirstInFirstOut) {
  WorkDeque deque;
  NodeCell cells[3] = {{{0}, 0}, {{0}, 1}, {{0}, 2}};
  for (NodeCell &cell : cells)
    deque.push(Work(&cell));
  EXPECT_EQ(deque.pop().toBits(), Work(&cells[2]).toBits());
  EXPECT_EQ(deque.steal().toBits(), Work(&cells[0]).toBits());
  EXPECT_EQ(deque.pop().toBits(), Work(&cells[1]).toBits());
  EXPECT_FALSE(deque.pop());
  EXPECT_FALSE(deque.steal());
}

TEST(WorkDeque, NothingIsLostOrTakenTwice) {
  constexpr uint32_t count = 100000;
  WorkDeque deque;
  std::vector<NodeCell> cells(count);
  std::vector<std::atomic<int>> taken(count);
  std::atomic<uint32_t> total{0};
  auto take = [&](Work work) {
    if (!work)
      return;
    auto *cell = reinterpret_cast<NodeCell *>(work.toBits());
    ++taken[size_t(cell - cells.data())];
    ++total;
  };
  std::vector<std::thread> thieves;
  for (int t = 0; t < 2; ++t)
    thieves.emplace_back([&] {
      while (total < count)
        take(deque.steal());
    });
  for (uint32_t i = 0; i < count; ++i) {
    deque.push(Work(&cells[i]));
    if (i % 3 == 0)
      take(deque.pop());
  }
  while (total < count)
    take(deque.pop());
  for (std::thread &thief : thieves)
    thief.join();
  for (const std::atomic<int> &times : taken)
    ASSERT_EQ(times, 1);
}

namespace {
/// Counts down; the last one sets a signal.
class CountingJob final : public Job {
public:
  CountingJob(std::atomic<int> &left, Signal &done) : left(left), done(done) {}
  void run(Context &) override {
    if (--left == 0)
      done.set();
  }

private:
  std::atomic<int> &left;
  Signal &done;
};
} // namespace

TEST(WorkerPool, RunsWhatIsInjected) {
  WorkerPool pool(3);
  EXPECT_EQ(pool.size(), 3u);
  std::atomic<int> left{1000};
  Signal done;
  CountingJob job(left, done);
  for (int i = 0; i < 1000; ++i)
    pool.inject(Work(static_cast<Job *>(&job)), i % 7);
  EXPECT_TRUE(done.wait());
}

TEST(WorkerPool, RunsOnTheThreadsOfAnExecutor) {
  ExecutorThreads threads(1);
  WorkerPool pool(0, &threads.executor);
  EXPECT_EQ(pool.size(), 1u);
  std::atomic<int> left{100};
  Signal done;
  CountingJob job(left, done);
  for (int i = 0; i < 100; ++i)
    pool.inject(Work(static_cast<Job *>(&job)), 0);
  EXPECT_TRUE(done.wait());
}

TEST(WorkerPool, ExecutorsRunWholePlans) {
  ExecutorThreads threads(1);
  InstanceOptions options;
  options.executor = &threads.executor;
  auto instance = *Instance::create(options);
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t range = body.apply(Builtin::Range, {builder.constant("1000")});
  uint32_t map = body.map(body.result(range), {});
  RegionBuilder &element = body.region(map);
  element.yield({element.arg(1)});
  uint32_t sum = body.apply(Builtin::Sum, {body.result(map)});
  body.yield({body.result(sum)});
  auto plan = *loadPlan(builder.finish());
  auto session = *Session::create(instance, plan, {});
  auto run = *hocket::Run::create(session, plan->programs[0], Value(), {});
  run->start();
  ASSERT_TRUE(run->wait(std::chrono::minutes(1)));
  EXPECT_EQ(*run->result(), Value::integer(499500));
  run.reset();
  session.reset();
  Instance::release(std::move(instance));
}

TEST(BlockingPool, TheMostUrgentIsTakenFirst) {
  BlockingPool pool(1);
  Signal started, release, last;
  std::vector<int> order;
  pool.run([&] { started.set(), release.wait(); }, 0);
  ASSERT_TRUE(started.wait());
  pool.run([&] { order.push_back(1), last.set(); }, 1);
  pool.run([&] { order.push_back(2); }, 2);
  pool.run([&] { order.push_back(3); }, 2);
  release.set();
  ASSERT_TRUE(last.wait());
  EXPECT_THAT(order, ElementsAre(2, 3, 1));
}

TEST(BlockingPool, AnAbandonedThreadNoLongerCounts) {
  auto release = std::make_shared<Signal>();
  Signal started, ran;
  {
    BlockingPool pool(1);
    auto hung =
        pool.run([&started, release] { started.set(), release->wait(); }, 0);
    ASSERT_TRUE(started.wait());
    auto queued = pool.run([&] { FAIL() << "it was dropped"; }, 0);
    EXPECT_TRUE(pool.drop(queued));
    EXPECT_FALSE(pool.drop(hung));
    pool.run([&] { ran.set(); }, 0);
    EXPECT_FALSE(ran.isSet());
    pool.abandon(hung);
    EXPECT_TRUE(ran.wait());
  } // does not wait for the hung thread
  release->set();
}
