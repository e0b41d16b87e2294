// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How messages reach an MCP server and come back.
#ifndef HOCKET_TOOL_MCP_TRANSPORT_H
#define HOCKET_TOOL_MCP_TRANSPORT_H

#include "base/value.h"

#include <functional>

namespace hocket {

/// A connection to a server. Loop thread only.
class McpTransport {
public:
  struct Events {
    std::function<void(const Value &)> onMessage;
    /// The connection has ended, and why. Once, and nothing comes after it.
    std::function<void(Status)> onEnd;
  };
  virtual ~McpTransport() = default;

  /// Begins; what goes wrong arrives as onEnd, never from within this call.
  virtual void start(Events events) = 0;
  virtual void send(const Value &message) = 0;
  /// The server has broken the rules: ends it at once, with onEnd(why).
  virtual void fail(Status why) = 0;
  /// Ends the server in an orderly way; with `atOnce` by force. Calls onEnd.
  virtual void close(bool atOnce) = 0;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_TRANSPORT_H
