// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <ctime>

namespace hocket {
namespace {

using namespace hocket::testing;

TEST(ComputeTools, CountPrimes) {
  ToolBox box;
  const std::pair<int64_t, int64_t> cases[] = {
      {0, 0},    {1, 0},    {2, 1},      {3, 2},          {4, 2},
      {100, 25}, {121, 30}, {1000, 168}, {524290, 43390}, {1000000, 78498}};
  for (auto [limit, count] : cases)
    EXPECT_THAT(box.call("compute.primes",
                         R"({"limit": )" + std::to_string(limit) + "}"),
                IsValue(std::to_string(count)))
        << limit;
}

TEST(ComputeTools, SpinUsesTheProcessorAndReturnsItsValue) {
  ToolBox box;
  auto cpuSeconds = [] {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) +
           static_cast<double>(now.tv_nsec) * 1e-9;
  };
  double before = cpuSeconds();
  EXPECT_THAT(box.call("compute.spin", R"({"seconds": 0.02, "value": ["$1"]})"),
              IsValue(R"(["$1"])"));
  EXPECT_GE(cpuSeconds() - before, 0.02);
}

TEST(TimeTools, NowIsNow) {
  ToolBox box;
  auto before = static_cast<double>(time(nullptr));
  Result<Value> now = box.call("time.now", "{}");
  ASSERT_TRUE(now.ok());
  double seconds = now->get("seconds")->asFloat();
  EXPECT_GE(seconds, before);
  EXPECT_LE(seconds, static_cast<double>(time(nullptr)) + 1);
  EXPECT_THAT(now->get("iso")->asString(),
              ::testing::MatchesRegex("20[0-9-]+T[0-9:]+\\.[0-9][0-9][0-9]Z"));
}

TEST(TimeTools, SleepWaitsAndReturnsItsValue) {
  ToolBox box;
  auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(box.call("time.sleep", R"({"seconds": 0.02, "value": {"a": 1}})"),
              IsValue(R"({"a": 1})"));
  EXPECT_GE(std::chrono::steady_clock::now() - start,
            std::chrono::milliseconds(20));
  EXPECT_THAT(box.call("time.sleep", R"({"seconds": -1})"),
              IsError(HOCKET_INVALID_ARGUMENT, "at least 0"));
}

// Cancelling a sleep completes it; it does not hold the invocation afterwards.
TEST(TimeTools, SleepIsCancelled) {
  ToolBox box;
  std::unique_ptr<Tool> tool = box.builtin("time.sleep");
  std::weak_ptr<Invocation> weak;
  {
    Call call(*tool, "time.sleep", json(R"({"seconds": 3600})"));
    weak = call.get();
    call.cancel();
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  }
  EXPECT_TRUE(weak.expired());
}

// Cancellation reaches a computation in its loop.
TEST(ComputeTools, AreCancelled) {
  ToolBox box;
  for (auto [name, arguments] :
       {std::pair("compute.spin", R"({"seconds": 86400})"),
        std::pair("compute.primes", R"({"limit": 1000000000000})")}) {
    std::unique_ptr<Tool> tool = box.builtin(name);
    Call call(*tool, name, json(arguments));
    call.cancel();
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled")) << name;
  }
}

} // namespace
} // namespace hocket
