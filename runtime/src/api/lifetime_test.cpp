// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What outlives what: functions of the embedding program and calls that hang.
#include "hocket/runtime/hocket.hpp"

#include "plan/testing/plan_builder.h"

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <sys/resource.h>
#include <utility>

using namespace hocket::api;
using hocket::testing::PlanBuilder;
using hocket::testing::RegionBuilder;
using namespace std::chrono_literals;

/// Tells when a function that holds it is freed.
class Token {
public:
  ~Token() { gone.set_value(); }
  std::future<void> future() { return gone.get_future(); }

private:
  std::promise<void> gone;
};

/// A function that hangs, however it is cancelled, until it is let go.
class Hanging {
public:
  /// What the function has to hold and to do; taken once.
  std::function<bool()> body() {
    return [this, token = std::exchange(token, nullptr)] {
      entered.set_value();
      mayLeave.wait();
      return token.use_count() != 0;
    };
  }
  void waitForEntry() { entered.get_future().wait(); }
  /// The function is there while it hangs, and freed when it has ended.
  void expectToOutlive() {
    EXPECT_EQ(freed.wait_for(0s), std::future_status::timeout);
    leave.set_value();
    EXPECT_EQ(freed.wait_for(60s), std::future_status::ready);
  }

private:
  std::shared_ptr<Token> token = std::make_shared<Token>();
  std::future<void> freed = token->future();
  std::promise<void> entered, leave;
  std::shared_future<void> mayLeave = leave.get_future().share();
};

static std::string oneCall(const char *tool) {
  PlanBuilder builder;
  uint32_t index = builder.tool(tool);
  RegionBuilder &body = builder.program("main");
  body.yield({body.result(body.call(index))});
  return builder.finish();
}

static std::string oneApproval() {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  body.add(hocket::plan::v1::NODE_KIND_APPROVE, {builder.constant("\"sure?\"")}, 0);
  return builder.finish();
}

// A tool that ignores cancellation outlives the instance that it belongs to.
TEST(ApiLifetime, AHangingToolKeepsItsFunction) {
  Hanging hanging;
  {
    Result<Instance> instance = Instance::create(1);
    ASSERT_TRUE(instance.ok());
    ASSERT_TRUE(instance
                    ->addTool("hang", ToolKind::Blocking,
                              [body = hanging.body()](const Invocation &) -> Result<Value> {
                                return Value(body());
                              })
                    .ok());
    Result<Plan> plan = Plan::loadMemory(oneCall("hang"));
    Result<Session> session = Session::create(*instance, *plan);
    ASSERT_TRUE(session.ok());
    Result<Call> call = Call::start(*session);
    ASSERT_TRUE(call.ok());
    hanging.waitForEntry();
    EXPECT_FALSE(call->waitFor(-1s)) << "a time that is over";
    call->cancel();
    call->wait();
  }
  hanging.expectToOutlive();
}

// So does a question that nobody has answered yet.
TEST(ApiLifetime, AnOpenQuestionKeepsItsFunction) {
  Hanging hanging;
  {
    Result<Instance> instance = Instance::create(1);
    Result<Plan> plan = Plan::loadMemory(oneApproval());
    SessionOptions options;
    options.approve = [body = hanging.body()](std::string_view, Value) { return body(); };
    Result<Session> session = Session::create(*instance, *plan, std::move(options));
    ASSERT_TRUE(session.ok());
    Result<Call> call = Call::start(*session);
    hanging.waitForEntry();
    call->cancel();
    call->wait();
  }
  hanging.expectToOutlive();
}

// Sanitizers need more address space than the limit below.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOCKET_TEST_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HOCKET_TEST_SANITIZED
#endif
#endif

#ifndef HOCKET_TEST_SANITIZED
// A thousand stacks do not fit: it goes on with those that do.
static void runWithLittleMemory() {
  struct rlimit limit = {};
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_cur = rlim_t(1) << 30;
  setrlimit(RLIMIT_AS, &limit);
  Result<Instance> instance = Instance::create(1024);
  if (!instance)
    std::exit(instance.status().code() == HOCKET_RESOURCE_EXHAUSTED ? 0 : 1);
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t list = body.list({builder.constant("1")});
  body.yield({body.result(list)});
  Result<Plan> plan = Plan::loadMemory(builder.finish());
  Result<Session> session = Session::create(*instance, *plan);
  Result<Call> call = Call::start(*session);
  call->wait();
  std::_Exit(call->result().size() == 1 ? 0 : 2);
}

TEST(ApiLifetimeDeathTest, FewerThreadsThanWorkers) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(runWithLittleMemory(), ::testing::ExitedWithCode(0), "");
}
#endif
