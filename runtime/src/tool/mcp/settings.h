// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the user says of MCP servers.
#ifndef HOCKET_TOOL_MCP_SETTINGS_H
#define HOCKET_TOOL_MCP_SETTINGS_H

#include "base/value.h"
#include "tool/process/spawn.h"

#include <chrono>

namespace hocket {

struct McpServerConfig {
  std::string name;
  SpawnOptions spawn;
  /// A message of the server that is longer ends the connection.
  size_t maxMessage = 64 << 20;
  /// From its start until it has said which version it speaks.
  std::chrono::milliseconds startupTimeout{60'000};
  /// How long it has to end once its input is closed, and once it got SIGTERM.
  std::chrono::milliseconds grace{1000};
  /// Values that must not appear in a message.
  std::vector<std::string> secrets;

  /// "MCP server 'name'".
  std::string title() const { return "MCP server '" + name + "'"; }
  /// The text, valid UTF-8, without secrets.
  std::string redact(std::string text) const;
};

/// Reads the entry of a server in {"mcpServers": {name: …}}, as such files are
/// written for every client of MCP. Members that only other clients know are
/// ignored.
Result<McpServerConfig> readMcpServer(const Value &settings,
                                      const std::string &name);

} // namespace hocket

#endif // HOCKET_TOOL_MCP_SETTINGS_H
