// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of MCP: servers that run mcp_server.py with some options.
#ifndef HOCKET_CONFORMANCE_PROVIDER_MCP_TOOLS_H
#define HOCKET_CONFORMANCE_PROVIDER_MCP_TOOLS_H

#include "tool/mcp/mcp_provider.h"
#include "tool/test_support.h"

namespace hocket::testing {

class McpTools : public ::testing::Test {
protected:
  McpTools() : provider(createMcpProvider()) {}

  /// From the next binding on there is a server of that name.
  void addServer(const std::string &name, std::vector<std::string> options = {},
                 Value::Object more = {});
  std::shared_ptr<Tool> bind(const std::string &tool,
                             const std::string &server = "server");
  Result<Value> call(const std::string &tool, const std::string &arguments,
                     const std::string &server = "server");
  /// What {"method": "tools/list"} gives.
  Result<Value> list(const std::string &server = "server");
  /// How often a server with the option `--starts <folder>/starts` has started.
  size_t starts() const;

  TempFolder folder;
  std::unique_ptr<ToolBox> box = std::make_unique<ToolBox>();
  std::unique_ptr<ToolProvider> provider;

private:
  Value::Object servers;
};

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_PROVIDER_MCP_TOOLS_H
