// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MCP servers that break the rules, die or hang.
#include "mcp_tools.h"

#include <signal.h>

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;

class McpFaults : public McpTools {
protected:
  /// Breaks a rule in a call; the server then works again, started anew.
  void expectFault(const std::string &kind, Code code,
                   const std::string &message) {
    Result<Value> result = call("fault", R"({"kind": ")" + kind + "\"}");
    EXPECT_THAT(result, IsError(code, message)) << kind;
    EXPECT_THAT(result.status().toString(),
                HasSubstr("in tool 'fault' of MCP server 'server'"));
    EXPECT_THAT(call("tool", R"({"value": 1})"), IsValue("1")) << kind;
  }
  static bool alive(pid_t pid) { return kill(pid, 0) == 0; }
  pid_t process() {
    Result<Value> pid = call("process", "{}");
    EXPECT_TRUE(pid.ok()) << pid.status().toString();
    return pid.ok() ? static_cast<pid_t>(pid->asInt()) : 0;
  }
};

TEST_F(McpFaults, BrokenRules) {
  addServer("server", {}, {{"max_message_bytes", Value::integer(1 << 20)}});
  expectFault("garbage", HOCKET_TOOL_ERROR,
              "expected a line of JSON on its standard output, found "
              "'Segmentation fault (core dumped)'");
  expectFault("unknown", HOCKET_TOOL_ERROR,
              "answered a request that was never made, number 1099511627776");
  expectFault("text id", HOCKET_TOOL_ERROR,
              "expected the number of a request as the answer's 'id'");
  expectFault("no version", HOCKET_TOOL_ERROR, "the message's 'jsonrpc'");
  expectFault("neither", HOCKET_TOOL_ERROR, "'method', 'result' or 'error'");
  expectFault("unread", HOCKET_TOOL_ERROR, "could not read a request");
  expectFault("long", HOCKET_RESOURCE_EXHAUSTED, "limit of 1048576 bytes");
  expectFault("closed", HOCKET_UNAVAILABLE, "closed its standard");
  expectFault("half", HOCKET_UNAVAILABLE, "'python3' exited with status 3");
}

TEST_F(McpFaults, TheFirstAnswerCounts) {
  addServer("server", {"--starts", folder.path("starts")});
  EXPECT_THAT(call("fault", R"({"kind": "twice"})"), IsValue(R"("first")"));
  EXPECT_THAT(call("tool", R"({"value": 2})"), IsValue("2"));
  EXPECT_THAT(call("fault", R"({"kind": "array"})"), IsValue(R"("first")"));
  EXPECT_EQ(starts(), 1u);
}

// Every call in flight learns of it; the next one starts the server anew.
TEST_F(McpFaults, DiesInTheMiddle) {
  addServer("server", {"--starts", folder.path("starts")});
  std::shared_ptr<Tool> tool = bind("tool");
  EXPECT_TRUE(call("tool", R"({"value": 0})").ok());
  Call waiting(*tool, "tool", json(R"({"wait": null})"));
  Call dying(*tool, "tool", json(R"({"die": "out of luck"})"));
  for (Call *call : {&waiting, &dying}) {
    Result<Value> result = call->result();
    EXPECT_THAT(result,
                IsError(HOCKET_UNAVAILABLE, "'python3' exited with status 3"));
    EXPECT_THAT(result.status().toString(),
                HasSubstr("standard error: out of luck"));
    EXPECT_THAT(result.status().toString(),
                HasSubstr("in tool 'tool' of MCP server 'server'"));
  }
  EXPECT_EQ(starts(), 1u);
  EXPECT_THAT(call("tool", R"({"value": 1})"), IsValue("1"));
  EXPECT_EQ(starts(), 2u);
}

TEST_F(McpFaults, IsKilledByOthers) {
  addServer("server");
  std::shared_ptr<Tool> tool = bind("tool");
  pid_t pid = process();
  Call waiting(*tool, "tool", json(R"({"wait": null})"));
  EXPECT_TRUE(call("tool", R"({"value": 0})").ok()); // the call above is there
  kill(pid, SIGKILL);
  EXPECT_THAT(waiting.result(),
              IsError(HOCKET_UNAVAILABLE, "was killed by signal 9 (SIGKILL)"));
  EXPECT_NE(process(), pid);
}

// It never gets as far as saying what it speaks.
TEST_F(McpFaults, NeverStarts) {
  addServer("deaf", {"--deaf"}, {{"startup_timeout_ms", Value::integer(200)}});
  Result<Value> result = call("tool", "{}", "deaf");
  EXPECT_THAT(result, IsError(HOCKET_UNAVAILABLE,
                              "it has not said which version it speaks within "
                              "200 ms"));
  EXPECT_THAT(result.status().toString(),
              HasSubstr("in tool 'tool' of MCP server 'deaf'"));
  addServer("gone", {"--version"}); // the option lacks its value
  EXPECT_THAT(call("tool", "{}", "gone"),
              IsError(HOCKET_UNAVAILABLE, "IndexError"));
  addServer("nowhere", {}, {{"cwd", Value::string(folder.path("missing"))}});
  EXPECT_THAT(call("tool", "{}", "nowhere"),
              IsError(HOCKET_NOT_FOUND, "expected a folder"));
}

// A greeting on standard output, which is not allowed and yet common.
TEST_F(McpFaults, Greets) {
  addServer("server", {"--greet", "--starts", folder.path("starts")});
  EXPECT_THAT(call("tool", R"({"value": 1})"), IsValue("1"));
  EXPECT_EQ(starts(), 1u);
}

// A session takes its servers along: those that listen, those that do not, and
// what they are doing.
TEST_F(McpFaults, EndsWithTheSession) {
  addServer("server");
  pid_t polite = process();
  std::shared_ptr<Tool> tool = bind("tool");
  Call waiting(*tool, "tool", json(R"({"wait": null})"));
  tool.reset();
  box.reset();
  EXPECT_THAT(waiting.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_FALSE(alive(polite));
}

TEST_F(McpFaults, EndsTheStubborn) {
  addServer("server", {"--stubborn"}, {{"kill_grace_ms", Value::integer(20)}});
  pid_t stubborn = process();
  box.reset();
  EXPECT_FALSE(alive(stubborn));
}

} // namespace
} // namespace hocket
