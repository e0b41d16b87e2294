// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// More calls than programs may run at once.
#include "tool/process/queue.h"
#include "tool/test_support.h"

#include <sys/resource.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class ProcessQueueing : public ::testing::Test {
protected:
  ProcessQueueing() {
    box.permissions.programs = {"sh"};
    box.permissions.variables = {"F"};
  }

  std::unique_ptr<Tool> bind(unsigned most, const std::string &script) {
    provider = createProcessProvider(most);
    auto text = [](const std::string &value) { return Value::string(value); };
    Value config = Value::object(
        {{"command", Value::list({text("sh"), text("-c"), text(script)})},
         {"env", Value::object({{"F", text(folder.path())}})}});
    Result<std::unique_ptr<Tool>> tool =
        box.bind(*provider, ToolDecl{"t", "process", config, {}});
    EXPECT_TRUE(tool.ok()) << tool.status().toString();
    return std::move(*tool);
  }
  using Calls = std::vector<std::unique_ptr<Call>>;
  static Calls start(Tool &tool, int64_t count) {
    Calls calls;
    for (int64_t i = 0; i < count; ++i)
      calls.push_back(std::make_unique<Call>(
          tool, "t", Value::object({{"i", Value::integer(i)}})));
    return calls;
  }

  TempFolder folder;
  ToolBox box;
  std::unique_ptr<ToolProvider> provider;
};

// Two places, which are free again before a program ends: a third program that
// ran beside two others would find none.
TEST_F(ProcessQueueing, NoMoreThanTheLimit) {
  auto tool = bind(2, R"(for p in a b; do
                           if mkdir "$F/$p" 2>/dev/null; then
                             sleep 0.01; rmdir "$F/$p"; echo 1; exit
                           fi
                         done; exit 1)");
  for (const std::unique_ptr<Call> &call : start(*tool, 60))
    EXPECT_THAT(call->result(), IsValue("1"));
}

TEST_F(ProcessQueueing, AsManyAsTheLimit) {
  // Each ends when the other has begun.
  auto tool = bind(2, R"(read -r line; case $line in
                           *'"i":0'*) me=0 other=1;;
                           *) me=1 other=0;;
                         esac
                         : > "$F/$me"
                         while ! [ -e "$F/$other" ]; do sleep 0.01; done
                         echo $me)");
  Calls calls = start(*tool, 2);
  EXPECT_THAT(calls[0]->result(), IsValue("0"));
  EXPECT_THAT(calls[1]->result(), IsValue("1"));
}

TEST_F(ProcessQueueing, FirstComeFirstServed) {
  auto tool = bind(1, R"(tee -a "$F/log" >/dev/null; echo 1)");
  std::string expected;
  for (int i = 0; i < 20; ++i)
    expected += R"({"tool":"t","arguments":{"i":)" + std::to_string(i) + "}}\n";
  for (const std::unique_ptr<Call> &call : start(*tool, 20))
    EXPECT_THAT(call->result(), IsValue("1"));
  EXPECT_EQ(folder.read("log"), expected);
}

// What waits has not begun, and ends without waiting for its turn.
TEST_F(ProcessQueueing, CancelledWhileItWaits) {
  auto tool = bind(1, "sleep 1000");
  Calls calls = start(*tool, 3);
  calls[1]->cancel();
  EXPECT_THAT(calls[1]->result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_FALSE(calls[0]->finished());
  EXPECT_FALSE(calls[2]->finished());
  tool.reset(); // ends the one that runs and the one that waits
  EXPECT_THAT(calls[0]->result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_THAT(calls[2]->result(), IsError(HOCKET_CANCELLED, "cancelled"));
}

// One that cannot start makes room for the next.
TEST_F(ProcessQueueing, FailuresFreeTheirPlace) {
  auto tool = bind(1, "exit 3");
  for (const std::unique_ptr<Call> &call : start(*tool, 20))
    EXPECT_THAT(call->result(), IsError(HOCKET_TOOL_ERROR, "status 3"));
}

/// Lowers the number of descriptors that this process may open.
class DescriptorLimit {
public:
  explicit DescriptorLimit(rlim_t most) {
    getrlimit(RLIMIT_NOFILE, &before);
    struct rlimit lowered = before;
    lowered.rlim_cur = most;
    setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &before); }

private:
  struct rlimit before;
};

// Where descriptors run out first, calls wait for those that others free.
TEST_F(ProcessQueueing, DescriptorsRunOut) {
  DescriptorLimit limit(96);
  auto tool = bind(10'000, "echo 1");
  for (const std::unique_ptr<Call> &call : start(*tool, 400))
    EXPECT_THAT(call->result(), IsValue("1"));
}

TEST_F(ProcessQueueing, TheDefaultLeavesDescriptors) {
  EXPECT_EQ(ProcessQueue(7).limit(), 7u);
  EXPECT_GE(ProcessQueue(0).limit(), 1u);
  DescriptorLimit limit(96);
  EXPECT_EQ(ProcessQueue(0).limit(), 12u);
}

} // namespace
} // namespace hocket
