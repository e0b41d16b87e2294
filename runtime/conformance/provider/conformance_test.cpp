// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The conformance suite: what every provider has to do.
#include "provider_under_test.h"

#include <cerrno>
#include <dirent.h>
#include <future>
#include <sys/wait.h>
#include <unistd.h>

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::AnyOf;
using ::testing::HasSubstr;

struct NamedFactory {
  const char *name;
  ProviderFactory create;
};

class ProviderConformance : public ::testing::TestWithParam<NamedFactory> {
protected:
  ProviderConformance() : provider(GetParam().create(box)) {}

  Result<Value> call(const ToolCase &tool) {
    Call call(*tool.tool, "tool", tool.arguments);
    return call.result();
  }
  void expectEcho(const Value &value) {
    Result<Value> result = call(provider->echo(value));
    ASSERT_TRUE(result.ok()) << result.status().toString();
    EXPECT_EQ(*result, provider->expectedEcho(value)) << result->toJson();
  }

  ToolBox box;
  std::unique_ptr<ProviderUnderTest> provider;
};

// The result arrives as the tool gave it.
TEST_P(ProviderConformance, Success) {
  for (const char *text : {"null", "true", "-3", "2.5", R"("text")", "[]",
                           R"({"a": [1, {"b": null}]})"})
    expectEcho(json(text));
}

// What looks like a reference, a template or a command is data.
TEST_P(ProviderConformance, DataStaysData) {
  expectEcho(json(R"json(["$1", "${2}", "{0}", "{x}", "%s%n", "$(exit 1)",
                          "`exit 1`", "; exit 1", "' or 1 = 1 --", "\\", "\"",
                          "a\nb\r\n", "\u0000", "../../etc/passwd"])json"));
}

TEST_P(ProviderConformance, Unicode) {
  expectEcho(
      json(R"(["é", "日本語", "𝄞", "\u202e", "e\u0301", "", {"ключ": "🎼"}])"));
}

TEST_P(ProviderConformance, ErrorResult) {
  Result<Value> result = call(provider->failing());
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.status().toString(), HasSubstr(provider->failureText()));
  expectEcho(json("1")); // and nothing else is affected
}

TEST_P(ProviderConformance, WrongArgument) {
  Result<Value> result = call(provider->wrongArgument());
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(
      result.status().code(),
      AnyOf(HOCKET_TYPE_ERROR, HOCKET_INVALID_ARGUMENT, HOCKET_TOOL_ERROR))
      << result.status().toString();
}

// Calls at the same time get their own results.
TEST_P(ProviderConformance, ConcurrentCalls) {
  constexpr int64_t count = 16;
  std::vector<ToolCase> tools;
  std::vector<std::unique_ptr<Call>> calls;
  for (int64_t i = 0; i < count; ++i) {
    tools.push_back(provider->echo(Value::integer(i)));
    calls.push_back(std::make_unique<Call>(*tools.back().tool, "tool",
                                           tools.back().arguments));
  }
  for (int64_t i = 0; i < count; ++i) {
    Result<Value> result = calls[i]->result();
    ASSERT_TRUE(result.ok()) << result.status().toString();
    EXPECT_EQ(*result, provider->expectedEcho(Value::integer(i)));
  }
}

// One tool object serves them all, failing neighbours included.
TEST_P(ProviderConformance, FailuresAreIsolated) {
  ToolCase good = provider->echo(json("7")), bad = provider->crashing(),
           endless = provider->endless();
  Call hanging(*endless.tool, "tool", endless.arguments);
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < 4; ++i) {
    calls.push_back(std::make_unique<Call>(*bad.tool, "tool", bad.arguments));
    calls.push_back(std::make_unique<Call>(*good.tool, "tool", good.arguments));
  }
  for (size_t i = 0; i < calls.size(); ++i)
    EXPECT_EQ(calls[i]->result().ok(), i % 2 == 1) << i;
  hanging.cancel();
  EXPECT_THAT(hanging.result(), IsError(HOCKET_CANCELLED, ""));
}

TEST_P(ProviderConformance, CrashIsAnError) {
  Result<Value> result = call(provider->crashing());
  ASSERT_FALSE(result.ok());
  EXPECT_FALSE(result.status().message().empty());
  EXPECT_NE(result.status().code(), HOCKET_CANCELLED);
}

// Cancelled before it starts: the call still completes.
TEST_P(ProviderConformance, CancelledBefore) {
  ToolCase endless = provider->endless();
  auto done = std::make_shared<std::promise<Result<Value>>>();
  auto invocation = std::make_shared<Invocation>(
      "tool", endless.arguments,
      [done](Result<Value> result) { done->set_value(result); });
  invocation->cancel.cancel();
  if (endless.tool->kind() == Tool::Kind::Async)
    endless.tool->start(invocation);
  else
    invocation->complete(endless.tool->run(*invocation));
  EXPECT_THAT(done->get_future().get(), IsError(HOCKET_CANCELLED, ""));
}

// A deadline that ends in cancellation works at any moment of a call.
TEST_P(ProviderConformance, CancelledDuring) {
  for (int i = 0; i < 12; ++i) {
    ToolCase endless = provider->endless();
    Call call(*endless.tool, "tool", endless.arguments);
    box.loop().after(
        std::chrono::microseconds(1 << i) * 25,
        [invocation = call.get()] { invocation->cancel.cancel(); });
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, ""));
  }
}

// Cancelling what has just completed, or is completing, changes nothing.
TEST_P(ProviderConformance, CancelledAfter) {
  for (int i = 0; i < 8; ++i) {
    ToolCase echo = provider->echo(json("1"));
    Call call(*echo.tool, "tool", echo.arguments);
    if (i % 2 == 0)
      (void)call.result();
    call.cancel();
    Result<Value> result = call.result();
    if (i % 2 == 0) {
      EXPECT_TRUE(result.ok()) << result.status().toString();
    } else if (!result.ok()) {
      EXPECT_THAT(result, IsError(HOCKET_CANCELLED, ""));
    }
  }
}

TEST_P(ProviderConformance, OutputAtTheLimit) {
  Result<Value> result = call(provider->output(ProviderUnderTest::outputLimit));
  ASSERT_TRUE(result.ok()) << result.status().toString();
  EXPECT_EQ(result->asString().size(), ProviderUnderTest::outputLimit);
}

TEST_P(ProviderConformance, OutputBeyondTheLimit) {
  constexpr size_t beyond = ProviderUnderTest::outputLimit + 1;
  if (!provider->limitsOutput()) {
    // Functions of this process return what they have in memory.
    EXPECT_TRUE(call(provider->output(beyond)).ok());
    return;
  }
  for (size_t bytes : {beyond, size_t(1) << 28})
    EXPECT_THAT(call(provider->output(bytes)),
                IsError(HOCKET_RESOURCE_EXHAUSTED, "limit of"));
}

std::vector<std::string> entries(const char *folder) {
  std::vector<std::string> names;
  DIR *stream = opendir(folder);
  while (dirent *entry = readdir(stream))
    names.push_back(entry->d_name);
  closedir(stream);
  return names;
}

// Descriptors, threads, children and invocations go with the call.
TEST_P(ProviderConformance, NothingLeaks) {
  std::vector<std::weak_ptr<Invocation>> invocations;
  // The loop may still be inside the last completion.
  auto awaitLoop = [&] {
    std::promise<void> settled;
    box.loop().post([&] { settled.set_value(); });
    settled.get_future().wait();
  };
  auto round = [&] {
    for (const ToolCase &tool : {provider->echo(json("1")), provider->failing(),
                                 provider->crashing(), provider->endless()}) {
      Call call(*tool.tool, "tool", tool.arguments);
      invocations.push_back(call.get());
      if (tool.arguments == provider->endless().arguments)
        call.cancel();
      (void)call.result();
    }
    provider->settle();
    awaitLoop();
  };
  round(); // what is set up once stays
  size_t descriptors = entries("/proc/self/fd").size();
  size_t threads = entries("/proc/self/task").size();
  for (int i = 0; i < 5; ++i)
    round();
  // The kernel takes a moment to remove a thread that was joined.
  for (int i = 0; i < 10'000 && entries("/proc/self/task").size() > threads;
       ++i)
    usleep(1000);
  EXPECT_EQ(entries("/proc/self/task").size(), threads);
  EXPECT_EQ(entries("/proc/self/fd").size(), descriptors);
  if (provider->keepsChildren()) {
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), 0) << "a dead child is left";
  } else {
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
    EXPECT_EQ(errno, ECHILD);
  }
  for (const std::weak_ptr<Invocation> &invocation : invocations)
    EXPECT_TRUE(invocation.expired());
}

INSTANTIATE_TEST_SUITE_P(
    , ProviderConformance,
    ::testing::Values(NamedFactory{"BuiltinCompute", createBuiltinCompute},
                      NamedFactory{"BuiltinBlocking", createBuiltinBlocking},
                      NamedFactory{"BuiltinAsync", createBuiltinAsync},
                      NamedFactory{"Mcp", createMcp},
                      NamedFactory{"NativeCompute", createNativeCompute},
                      NamedFactory{"NativeBlocking", createNativeBlocking},
                      NamedFactory{"NativeAsync", createNativeAsync},
                      NamedFactory{"Process", createProcess},
                      NamedFactory{"Python", createPython},
                      NamedFactory{"PythonAsync", createPythonAsync}),
    [](const auto &info) { return info.param.name; });

} // namespace
} // namespace hocket
