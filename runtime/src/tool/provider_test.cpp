// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/provider.h"

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace hocket {
namespace {

TEST(CancelToken, RunsTheHandlerOnceOnTheCancellingThread) {
  CancelToken token;
  std::vector<std::thread::id> ran;
  token.onCancel([&] { ran.push_back(std::this_thread::get_id()); });
  EXPECT_FALSE(token.cancelled());
  token.cancel();
  token.cancel();
  EXPECT_TRUE(token.cancelled());
  EXPECT_THAT(ran, testing::ElementsAre(std::this_thread::get_id()));
}

TEST(CancelToken, RunsALateHandlerAtOnce) {
  CancelToken token;
  token.cancel();
  bool ran = false;
  token.onCancel([&] {
    EXPECT_TRUE(token.cancelled());
    ran = true;
  });
  EXPECT_TRUE(ran);
}

// Only what can be ended by force is killed, and once.
TEST(CancelToken, KillNeedsAHandler) {
  CancelToken token;
  EXPECT_FALSE(token.kill());
  int kills = 0;
  token.onKill([&] { ++kills; });
  token.cancel();
  EXPECT_EQ(kills, 0);
  EXPECT_TRUE(token.kill());
  EXPECT_TRUE(token.kill());
  EXPECT_EQ(kills, 1);
  CancelToken cleared;
  cleared.onKill([&] { ++kills; });
  cleared.clearHandler();
  EXPECT_FALSE(cleared.kill());
  EXPECT_EQ(kills, 1);
}

TEST(CancelToken, AClearedHandlerDoesNotRun) {
  CancelToken token;
  bool ran = false;
  token.onCancel([&] { ran = true; });
  token.clearHandler();
  token.cancel();
  EXPECT_FALSE(ran);
}

// clearHandler() returns only when the handler has ended.
TEST(CancelToken, ClearWaitsForTheRunningHandler) {
  CancelToken token;
  std::promise<void> entered, leave;
  std::atomic<bool> ended{false};
  token.onCancel([&] {
    entered.set_value();
    leave.get_future().wait();
    ended = true;
  });
  std::thread canceller([&] { token.cancel(); });
  entered.get_future().wait();
  auto cleared = std::async(std::launch::async, [&] {
    token.clearHandler();
    return ended.load();
  });
  leave.set_value();
  EXPECT_TRUE(cleared.get());
  canceller.join();
}

// A handler may clear itself and install another one, which runs at once.
TEST(CancelToken, HandlerMayUseItsToken) {
  CancelToken token;
  int ran = 0;
  token.onCancel([&] {
    token.clearHandler();
    ++ran;
    token.onCancel([&] { ++ran; });
  });
  token.cancel();
  EXPECT_EQ(ran, 2);
  token.clearHandler(); // nothing is running any more
}

// Whatever the order, after clearHandler() the handler's data may go.
TEST(CancelToken, CancelAndClearRace) {
  for (int i = 0; i < 500; ++i) {
    auto token = std::make_shared<CancelToken>();
    auto data = std::make_unique<int>(0);
    token->onCancel([raw = data.get()] { ++*raw; });
    std::thread canceller([token] { token->cancel(); });
    token->clearHandler();
    int count = *data;
    data.reset();
    canceller.join();
    EXPECT_LE(count, 1);
  }
}

TEST(Invocation, OnlyTheFirstCompletionCounts) {
  std::atomic<int> completions{0};
  auto invocation = std::make_shared<Invocation>(
      "t", Value(), [&](Result<Value>) { ++completions; });
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { invocation->complete(Value()); });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(completions, 1);
}

// The callback may hold the invocation: completing breaks the circle.
TEST(Invocation, CompletionFreesTheCallback) {
  auto held = std::make_shared<int>();
  std::weak_ptr<Invocation> weak;
  {
    auto slot = std::make_shared<std::shared_ptr<Invocation>>();
    auto invocation = std::make_shared<Invocation>(
        "t", Value(), [held, slot](Result<Value>) {});
    *slot = invocation;
    weak = invocation;
    invocation->complete(Value());
  }
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_TRUE(weak.expired());
}

struct OnlyNamed : Tool {
  Kind kind() const override { return Kind::Async; }
};

TEST(Tool, TheWrongEntryPointIsAnError) {
  OnlyNamed tool;
  Code code = HOCKET_OK;
  auto invocation =
      std::make_shared<Invocation>("t", Value(), [&](Result<Value> result) {
        code = result.status().code();
      });
  EXPECT_EQ(tool.run(*invocation).status().code(), HOCKET_INTERNAL);
  tool.start(invocation);
  EXPECT_EQ(code, HOCKET_INTERNAL);
}

} // namespace
} // namespace hocket
