// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of MCP: servers that run mcp_server.py with some options.
#include "mcp_tools.h"

#include <algorithm>

namespace hocket::testing {

void McpTools::addServer(const std::string &name,
                         std::vector<std::string> options, Value::Object more) {
  Value::List arguments{Value::string("-SE"),
                        Value::string(HOCKET_CONFORMANCE_MCP_SERVER)};
  for (std::string &option : options)
    arguments.push_back(Value::string(std::move(option)));
  more.emplace_back("command", Value::string("python3"));
  more.emplace_back("args", Value::list(std::move(arguments)));
  servers.emplace_back(name, Value::object(std::move(more)));
  box->settings = Value::object({{"mcpServers", Value::object(servers)}});
}

std::shared_ptr<Tool> McpTools::bind(const std::string &tool,
                                     const std::string &server) {
  Value config = Value::object(
      {{"server", Value::string(server)}, {"tool", Value::string(tool)}});
  Result<std::unique_ptr<Tool>> bound =
      box->bind(*provider, ToolDecl{tool, "mcp", config, {}});
  EXPECT_TRUE(bound.ok()) << bound.status().toString();
  return std::move(*bound);
}

Result<Value> McpTools::call(const std::string &tool,
                             const std::string &arguments,
                             const std::string &server) {
  std::shared_ptr<Tool> bound = bind(tool, server);
  Call call(*bound, tool, json(arguments));
  return call.result();
}

Result<Value> McpTools::list(const std::string &server) {
  Value config = Value::object({{"server", Value::string(server)},
                                {"method", Value::string("tools/list")}});
  Result<std::unique_ptr<Tool>> bound =
      box->bind(*provider, ToolDecl{"list", "mcp", config, {}});
  if (!bound)
    return bound.status();
  Call call(**bound, "list", json("{}"));
  return call.result();
}

size_t McpTools::starts() const {
  std::string text = folder.read("starts");
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace hocket::testing
