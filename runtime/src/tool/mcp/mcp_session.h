// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The MCP servers of a session.
#ifndef HOCKET_TOOL_MCP_MCP_SESSION_H
#define HOCKET_TOOL_MCP_MCP_SESSION_H

#include "tool/mcp/client.h"

#include <mutex>

namespace hocket {

/// Shared by the tools of a session. Its end waits for the end of the servers,
/// unless it comes on the loop's thread: then they are ended by force.
class McpSession {
public:
  explicit McpSession(EventLoop &loop) : loop(loop) {}
  ~McpSession();

  /// The client of that server, the same for all who ask. It starts nothing.
  Result<std::shared_ptr<McpClient>> client(const Value &settings,
                                            const std::string &server);

private:
  EventLoop &loop;
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<McpClient>> clients;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_MCP_SESSION_H
