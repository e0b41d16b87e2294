// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools of an MCP server in the conformance suite: mcp_server.py beside this
// file.
#include "provider_under_test.h"

#include "tool/mcp/mcp_provider.h"

namespace hocket::testing {

namespace {
class Mcp : public ProviderUnderTest {
public:
  explicit Mcp(ToolBox &box)
      : ProviderUnderTest(box), provider(createMcpProvider()) {
    // The server that dies is not the one that everything else asks.
    Value server = json(
        R"({"command": "python3", "args": ["-SE", ")" HOCKET_CONFORMANCE_MCP_SERVER
        "\"],"
        // What is around the text in the message.
        R"("max_message_bytes": )" +
        std::to_string(outputLimit + 200) + "}");
    box.settings = Value::object(
        {{"mcpServers", Value::object({{"good", server}, {"bad", server}})}});
    good = bind("good");
    bad = bind("bad");
  }

  ToolCase echo(const Value &value) override {
    return with(good, "value", value);
  }
  ToolCase failing() override {
    return with(good, "fail", Value::string("it broke: $1 {0}"));
  }
  ToolCase wrongArgument() override {
    return with(good, "size", Value::string("a"));
  }
  ToolCase endless() override { return with(good, "wait", Value()); }
  ToolCase crashing() override {
    return with(bad, "die", Value::string("out of luck"));
  }
  ToolCase output(size_t bytes) override {
    return with(good, "size", Value::integer(static_cast<int64_t>(bytes)));
  }
  bool keepsChildren() override { return true; }

private:
  std::shared_ptr<Tool> bind(const char *server) {
    Value config = Value::object(
        {{"server", Value::string(server)}, {"tool", Value::string("tool")}});
    Result<std::unique_ptr<Tool>> bound =
        box.bind(*provider, ToolDecl{"tool", "mcp", config, {}});
    EXPECT_TRUE(bound.ok()) << bound.status().toString();
    return std::move(*bound);
  }
  static ToolCase with(const std::shared_ptr<Tool> &tool, const char *name,
                       const Value &value) {
    return {tool, Value::object({{name, value}})};
  }

  std::unique_ptr<ToolProvider> provider;
  std::shared_ptr<Tool> good, bad;
};
} // namespace

std::unique_ptr<ProviderUnderTest> createMcp(ToolBox &box) {
  return std::make_unique<Mcp>(box);
}

} // namespace hocket::testing
