// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "mcp_tools.h"

#include <cstdlib>
#include <signal.h>

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;
using ::testing::Not;

class McpProvider : public McpTools {
protected:
  /// What a server was told, by itself.
  std::string log(const std::string &server = "server") {
    Result<Value> told = call("log", "{}", server);
    EXPECT_TRUE(told.ok()) << told.status().toString();
    return told.ok() ? told->toJson() : "";
  }
};

// All tools and calls of a session share the server, which starts when needed.
TEST_F(McpProvider, StartsOnce) {
  addServer("server", {"--starts", folder.path("starts")});
  std::shared_ptr<Tool> tool = bind("tool");
  EXPECT_EQ(starts(), 0u);
  EXPECT_THAT(call("tool", R"({"value": 1})"), IsValue("1"));
  EXPECT_THAT(call("tool", R"({"value": 2})"), IsValue("2"));
  EXPECT_EQ(starts(), 1u);
}

TEST_F(McpProvider, SpeaksTheNewestRevision) {
  addServer("server");
  std::string told = log();
  EXPECT_THAT(told, HasSubstr("server/discover"));
  EXPECT_THAT(told, Not(HasSubstr("initialize")));
  // Every request says which revision it is of.
  EXPECT_THAT(told, HasSubstr(R"("name":"log","arguments":{},"_meta":{)"
                              R"("io.modelcontextprotocol/protocolVersion":)"
                              R"("2026-07-28")"));
}

// Whatever an older server does with the unknown question.
TEST_F(McpProvider, SpeaksTheOlderRevisions) {
  for (const char *version : {"2025-11-25", "2025-06-18", "2025-03-26",
                              "2024-11-05", "both 2025-06-18"})
    addServer(version, {"--version", version});
  addServer("strict", {"--version", "2025-03-26", "--strict"});
  for (const char *server : {"2025-11-25", "2025-06-18", "2025-03-26",
                             "2024-11-05", "both 2025-06-18", "strict"}) {
    std::string told = log(server);
    EXPECT_THAT(told, HasSubstr("\"initialize\"")) << server;
    EXPECT_THAT(told, HasSubstr("notifications/initialized")) << server;
    EXPECT_THAT(told, Not(HasSubstr(R"("arguments":{},"_meta")"))) << server;
  }
}

TEST_F(McpProvider, FallsBackFromSilence) {
  addServer("server", {"--version", "2025-06-18", "--silent"},
            {{"startup_timeout_ms", Value::integer(4000)}});
  EXPECT_THAT(call("tool", R"({"value": "late"})"), IsValue(R"("late")"));
}

TEST_F(McpProvider, RefusesAnUnknownRevision) {
  addServer("old", {"--version", "1999-01-01"});
  EXPECT_THAT(call("tool", "{}", "old"),
              IsError(HOCKET_INCOMPATIBLE, "2024-11-05, found \"1999-01-01\""));
  addServer("new", {"--version", "both 2099-01-01"});
  EXPECT_THAT(call("tool", "{}", "new"),
              IsError(HOCKET_INCOMPATIBLE, "found [\"2099-01-01\"]"));
}

TEST_F(McpProvider, Results) {
  addServer("server");
  auto result = [&](const std::string &text) {
    return call("raw", R"({"result": )" + text + "}");
  };
  EXPECT_THAT(result(R"({"content": [{"type": "text", "text": "$1"}]})"),
              IsValue(R"("$1")"));
  EXPECT_THAT(result(R"({"content": []})"), IsValue("null"));
  EXPECT_THAT(result(R"({"content": [], "structuredContent": {"a": [1]}})"),
              IsValue(R"({"a": [1]})"));
  EXPECT_THAT(
      result(R"({"content": [{"type": "text", "text": "a"},
                             {"type": "image", "data": "AA==", "mimeType": "image/png"}]})"),
      IsValue(
          R"(["a", {"type": "image", "data": "AA==", "mimeType": "image/png"}])"));
  EXPECT_THAT(
      result(
          R"({"content": [{"type": "resource", "resource": {"uri": "x:"}}]})"),
      IsValue(R"([{"type": "resource", "resource": {"uri": "x:"}}])"));
  EXPECT_THAT(result(R"({"resultType": "complete", "content": []})"),
              IsValue("null"));
  EXPECT_THAT(
      result(R"({"isError": true, "content": [{"type": "text", "text": "a"},
                                              {"type": "text", "text": "b"}]})"),
      IsError(HOCKET_TOOL_ERROR, "a\nb"));
}

TEST_F(McpProvider, WrongResults) {
  addServer("server");
  for (auto [result, message] :
       std::vector<std::pair<const char *, const char *>>{
           {R"("text")", "expected an object as its result, found string"},
           {"{}", "expected 'content' or 'structuredContent'"},
           {R"({"content": "text"})", "expected a list as 'content'"},
           {R"({"content": ["text"]})", "expected an object with a 'type'"},
           {R"({"content": [{"type": "text"}]})", "expected a text in a part"},
           {R"({"content": [], "isError": 1})", "a boolean as 'isError'"},
           {R"({"resultType": "input_required"})", "asks for input"},
           {R"({"resultType": "task"})", "found 'task'"},
           {R"({"resultType": 1})", "a text as 'resultType'"}}) {
    Result<Value> value =
        call("raw", R"({"result": )" + std::string(result) + "}");
    EXPECT_THAT(value, IsError(HOCKET_TOOL_ERROR, message)) << result;
    EXPECT_THAT(value.status().toString(),
                HasSubstr("in tool 'raw' of MCP server 'server'"));
  }
}

// All pages of the list; one that has no end is an error.
TEST_F(McpProvider, ListsTools) {
  addServer("server");
  Result<Value> listed = list();
  ASSERT_TRUE(listed.ok()) << listed.status().toString();
  std::string names;
  for (const Value &tool : listed->get("tools")->asList())
    names += tool.get("name")->asString() + " ";
  EXPECT_EQ(names, "tool1 tool2 tool3 ");
  addServer("circle", {"--endless"});
  EXPECT_THAT(list("circle"),
              IsError(HOCKET_TOOL_ERROR, "leads back to one before it"));
  EXPECT_THAT(list("circle").status().toString(),
              HasSubstr("in the list of tools of MCP server 'circle'"));
}

// The server is told, and what it answers nevertheless disturbs nobody.
TEST_F(McpProvider, CancellationReachesTheServer) {
  addServer("server");
  std::shared_ptr<Tool> tool = bind("tool");
  EXPECT_TRUE(call("tool", R"({"value": 0})").ok());
  Call waiting(*tool, "tool", json(R"({"wait": null})"));
  EXPECT_TRUE(call("tool", R"({"value": 0})").ok()); // behind it
  waiting.cancel();
  EXPECT_THAT(waiting.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_THAT(log(), HasSubstr("notifications/cancelled"));
}

TEST_F(McpProvider, AnswersThePingAndNothingElse) {
  addServer("server");
  EXPECT_THAT(call("fault", R"({"kind": "chatty"})"), IsValue(R"("first")"));
  std::string told = log();
  EXPECT_THAT(told, HasSubstr(R"({"jsonrpc":"2.0","id":"q1","result":{}})"));
  EXPECT_THAT(told, HasSubstr(R"("id":"q2","error":{"code":-32601)"));
}

// The server sees what the file gives it, not what this process has.
TEST_F(McpProvider, Environment) {
  setenv("HOCKET_TEST_TOKEN", "s3cr3t-t0k3n", 1);
  addServer("server", {},
            {{"env", json(R"({"TOKEN": "Bearer ${HOCKET_TEST_TOKEN}",
                              "OTHER": "${HOCKET_TEST_NO:-else}"})")}});
  EXPECT_THAT(call("variable", R"({"name": "TOKEN"})"),
              IsValue(R"("Bearer s3cr3t-t0k3n")"));
  EXPECT_THAT(call("variable", R"({"name": "OTHER"})"), IsValue(R"("else")"));
  EXPECT_THAT(call("variable", R"({"name": "HOCKET_TEST_TOKEN"})"),
              IsValue("null"));
  // It may say it, but no message does.
  Result<Value> died =
      call("tool", R"({"die": "bad token Bearer s3cr3t-t0k3n"})");
  EXPECT_THAT(died, IsError(HOCKET_UNAVAILABLE, "bad token [...]"));
  unsetenv("HOCKET_TEST_TOKEN");
}

TEST_F(McpProvider, RunsInItsFolder) {
  addServer("server", {"--starts", "starts"},
            {{"cwd", Value::string(folder.path())}});
  EXPECT_TRUE(call("tool", R"({"value": 0})").ok());
  EXPECT_EQ(starts(), 1u);
}

TEST_F(McpProvider, WrongSettings) {
  auto refusal = [&](const char *settings, const char *config) {
    ToolBox fresh;
    fresh.settings = json(settings);
    return fresh.bind(*provider, ToolDecl{"t", "mcp", json(config), {}})
        .status();
  };
  const char *config = R"({"server": "s", "tool": "t"})";
  EXPECT_THAT(refusal("{}", config),
              IsError(HOCKET_NOT_FOUND, "there is no MCP server 's' in the "
                                        "settings of provider 'mcp'"));
  EXPECT_THAT(refusal(R"({"mcpServers": {"a": {}, "b": {}}})", config),
              IsError(HOCKET_NOT_FOUND, "there are 'a', 'b'"));
  EXPECT_THAT(refusal(R"({"mcpServers": []})", config),
              IsError(HOCKET_INVALID_ARGUMENT, "found list"));
  EXPECT_THAT(
      refusal(R"({"mcpServers": {"s": {"url": "http://[::1]/"}}})", config),
      IsError(HOCKET_INVALID_ARGUMENT, "HTTP is not supported"));
  EXPECT_THAT(refusal(R"({"mcpServers": {"s": {}}})", config),
              IsError(HOCKET_INVALID_ARGUMENT, "expected a program"));
  EXPECT_THAT(
      refusal(R"({"mcpServers": {"s": {"command": "no-such-program"}}})",
              config),
      IsError(HOCKET_NOT_FOUND, "is in no folder of PATH"));
  EXPECT_THAT(
      refusal(R"({"mcpServers": {"s": {"command": "sh", "args": [1]}}})",
              config),
      IsError(HOCKET_INVALID_ARGUMENT, "expected a list of texts as 'args'"));
  EXPECT_THAT(refusal(R"({"mcpServers": {"s": {"command": "sh",
                          "env": {"A": "${HOCKET_TEST_UNSET}"}}}})",
                      config),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "needs the variable 'HOCKET_TEST_UNSET'"));
  EXPECT_THAT(refusal("{}", R"({"tool": "t"})"),
              IsError(HOCKET_INVALID_ARGUMENT, "'server'"));
  EXPECT_THAT(refusal("{}", R"({"server": "s", "tool": 1})"),
              IsError(HOCKET_INVALID_ARGUMENT, "'tool'"));
}

} // namespace
} // namespace hocket
