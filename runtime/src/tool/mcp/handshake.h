// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding out which revision of MCP a server speaks.
#ifndef HOCKET_TOOL_MCP_HANDSHAKE_H
#define HOCKET_TOOL_MCP_HANDSHAKE_H

#include "tool/mcp/json_rpc.h"

#include <functional>

namespace hocket {

/// Since this revision every request says what it needs the server to know, and
/// nothing is agreed on beforehand.
inline constexpr std::string_view mcpStateless = "2026-07-28";

/// The parameters of a request with what a server of that revision is to know.
Value mcpParams(const std::string &version, Value params);

/// Asks for the newest revision; a server that does not understand the question
/// is asked for the older ones.
class McpHandshake {
public:
  /// Sends a request and returns its number.
  using Send = std::function<int64_t(const std::string &method, Value params)>;

  explicit McpHandshake(Send send) : send(std::move(send)) {}

  /// `legacy`: the server is known to have ended at the question.
  void begin(bool legacy);
  /// It has not answered: some never do to what they do not know.
  void onPatienceEnd();
  /// True if the answer belongs to the handshake. It may have ended it.
  bool onAnswer(const RpcAnswer &answer);

  /// The first question is open: a server that ends now may have ended at it.
  bool probing() const { return probe && !initialize; }
  /// The revision that is spoken, once it is known.
  const std::string &version() const { return agreed; }
  /// Why there is none.
  const Status &failure() const { return failed; }

private:
  void askOlder();
  void onProbe(const RpcAnswer &answer);
  void onProbeVersions(const Value *versions);
  void onInitialize(const RpcAnswer &answer);
  void refuse(const std::string &found);

  Send send;
  std::optional<int64_t> probe; // while it is open
  std::optional<int64_t> initialize;
  std::string agreed;
  Status refused, failed;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_HANDSHAKE_H
