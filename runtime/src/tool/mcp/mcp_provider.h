// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "mcp": tools of servers that speak the Model Context Protocol.
//
//   {"server": "wiki", "tool": "search"}         calls the tool
//   {"server": "wiki", "method": "tools/list"}   lists what there is
#ifndef HOCKET_TOOL_MCP_MCP_PROVIDER_H
#define HOCKET_TOOL_MCP_MCP_PROVIDER_H

#include "tool/provider.h"

namespace hocket {

std::unique_ptr<ToolProvider> createMcpProvider();

} // namespace hocket

#endif // HOCKET_TOOL_MCP_MCP_PROVIDER_H
