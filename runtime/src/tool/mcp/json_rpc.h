// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The messages of JSON-RPC 2.0.
#ifndef HOCKET_TOOL_MCP_JSON_RPC_H
#define HOCKET_TOOL_MCP_JSON_RPC_H

#include "base/value.h"

#include <variant>

namespace hocket {

struct RpcError {
  int64_t code = 0;
  std::string message;
  Value data; // null if there is none

  static constexpr int64_t methodNotFound = -32601;
  static constexpr int64_t invalidParams = -32602;
  /// The server speaks other versions: `data` says which.
  static constexpr int64_t unsupportedVersion = -32022;
};

/// The answer to the request of that number.
struct RpcAnswer {
  int64_t id = 0;
  std::variant<Value, RpcError> outcome;

  const Value *result() const { return std::get_if<Value>(&outcome); }
  const RpcError *error() const { return std::get_if<RpcError>(&outcome); }
};

/// What the other side wants to know; a notification has no id.
struct RpcRequest {
  std::optional<Value> id;
  std::string method;
  Value params; // null if there are none
};

using RpcMessage = std::variant<RpcAnswer, RpcRequest>;

/// Reads a message. The error says what is wrong with it.
Result<RpcMessage> readRpcMessage(const Value &message);

Value rpcRequest(int64_t id, const std::string &method, Value params);
Value rpcNotification(const std::string &method, Value params);
Value rpcResult(const Value &id, Value result);
Value rpcFailure(const Value &id, const RpcError &error);

} // namespace hocket

#endif // HOCKET_TOOL_MCP_JSON_RPC_H
