// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Without memory the C interface reports errors, or nothing, but throws none. In a
// program of its own: it replaces operator new.
#include "plan/testing/plan_builder.h"

#include "hocket/runtime/hocket.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

static thread_local bool noMemory = false;

void *operator new(size_t size) {
  void *memory = noMemory ? nullptr : std::malloc(size ? size : 1);
  if (!memory)
    throw std::bad_alloc();
  return memory;
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, size_t) noexcept { std::free(memory); }

namespace {

/// No memory on this thread while the function runs.
template <typename Function> auto withoutMemory(Function function) {
  noMemory = true;
  auto result = function();
  noMemory = false;
  return result;
}

std::string take(hocket_status_t *status) {
  std::string text(hocket::api::view(hocket_status_to_string(status)));
  hocket_status_free(status);
  return text;
}

constexpr const char *outOfMemory = "out of memory [RESOURCE_EXHAUSTED]";

TEST(OutOfMemory, CreatingFails) {
  hocket_value_t *value = nullptr;
  EXPECT_EQ(take(withoutMemory([&] {
              return hocket_value_parse(hocket_string("[1, 2, 3]"), &value);
            })),
            outOfMemory);
  hocket_instance_t *instance = nullptr;
  EXPECT_EQ(take(withoutMemory([&] { return hocket_instance_create(nullptr, &instance); })),
            outOfMemory);
  hocket_plan_t *plan = nullptr;
  EXPECT_EQ(take(withoutMemory([&] { return hocket_plan_load_file("/none", &plan); })),
            outOfMemory);
  // A text that fits into no small buffer.
  std::string message(100, 'x');
  EXPECT_EQ(take(withoutMemory([&] {
              return hocket_status_create(HOCKET_TOOL_ERROR, hocket_string(message.c_str()));
            })),
            outOfMemory);
  EXPECT_EQ(withoutMemory([&] { return hocket_value_int(1); }), nullptr);
}

TEST(OutOfMemory, ACallCanBeAskedAndEnded) {
  hocket::testing::PlanBuilder builder;
  hocket::testing::RegionBuilder &body = builder.program("main");
  body.yield({builder.constant("[1, [2], \"a text that fits into no small buffer\"]")});
  using namespace hocket::api;
  Result<Instance> instance = Instance::create(1);
  Result<Plan> plan = Plan::loadMemory(builder.finish());
  ASSERT_TRUE(instance.ok() && plan.ok());
  Result<Session> session = Session::create(*instance, *plan);
  ASSERT_TRUE(session.ok());
  hocket_call_options_t options = {};
  options.trace = true;
  Result<Call> call = Call::start(*session, options);
  ASSERT_TRUE(call.ok());
  call->wait();
  hocket_call_stats_t stats = HOCKET_INIT(hocket_call_stats_t);
  char *text = nullptr;
  bool done = false;
  withoutMemory([&] {
    hocket_call_stats(call->get(), &stats);
    hocket_call_cancel(call->get());
    hocket_call_wait(call->get(), 0, &done);
    return 0;
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(take(withoutMemory([&] {
              return hocket_call_export(call->get(), hocket_string("json"), &text);
            })),
            outOfMemory);
  EXPECT_EQ(take(withoutMemory([&] {
              hocket_call_t *another = nullptr;
              return hocket_call_start(session->get(), nullptr, &another);
            })),
            outOfMemory);
}

} // namespace
