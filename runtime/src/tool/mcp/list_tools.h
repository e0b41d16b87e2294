// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tools of a server, all pages of them.
#ifndef HOCKET_TOOL_MCP_LIST_TOOLS_H
#define HOCKET_TOOL_MCP_LIST_TOOLS_H

#include "tool/mcp/client.h"
#include "tool/provider.h"

#include <set>

namespace hocket {

/// Completes an invocation with {"tools": [...]}.
class McpToolsListing : public std::enable_shared_from_this<McpToolsListing> {
public:
  McpToolsListing(std::shared_ptr<McpClient> client,
                  std::shared_ptr<Invocation> invocation)
      : client(std::move(client)), invocation(std::move(invocation)) {}

  /// Any thread.
  void start();

private:
  void request(Value params);
  void onPage(Result<Value> page);
  Status add(const Value &page);
  void finish(Result<Value> result);

  const std::shared_ptr<McpClient> client;
  const std::shared_ptr<Invocation> invocation;
  std::atomic<McpClient::RequestId> open{0};
  Value::List tools;
  std::set<std::string> cursors; // pages that were asked for
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_LIST_TOOLS_H
