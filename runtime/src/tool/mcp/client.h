// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The client of one MCP server: all requests share its connection.
#ifndef HOCKET_TOOL_MCP_CLIENT_H
#define HOCKET_TOOL_MCP_CLIENT_H

#include "io/event_loop.h"
#include "tool/mcp/handshake.h"
#include "tool/mcp/settings.h"
#include "tool/mcp/transport.h"

#include <atomic>
#include <map>

namespace hocket {

/// Starts the server for the first request, and again for the first one after
/// it has died. Loop thread only, where nothing else is said.
class McpClient : public std::enable_shared_from_this<McpClient> {
public:
  using RequestId = int64_t;
  /// A result or an error that says what went wrong, without the server's name.
  using Reply = std::function<void(Result<Value>)>;

  McpClient(EventLoop &loop, McpServerConfig config)
      : loop(loop),
        config(std::make_shared<const McpServerConfig>(std::move(config))) {}

  const McpServerConfig &server() const { return *config; }

  /// Calls `reply` once, on the loop thread. Any thread.
  RequestId request(std::string method, Value params, Reply reply);
  /// Ends the request as CANCELLED, if it is not answered, and tells the
  /// server. Any thread.
  void cancel(RequestId id);

  /// Ends the server and every open request; calls `closed` when it is gone.
  void close(bool atOnce, std::function<void()> closed);

private:
  struct Request {
    std::string method;
    Value params;
    Reply reply;
    bool sent = false;
  };

  void add(RequestId id, Request request);
  void drop(RequestId id);
  void connect(bool legacy);
  void sendQueued();
  void send(RequestId id, Request &request);
  void reply(RequestId id, Result<Value> result);
  void onMessage(const Value &value);
  void onAnswer(RpcAnswer answer);
  void onHandshake();
  void onRequest(const RpcRequest &request);
  void onEnd(Status why);

  EventLoop &loop;
  std::shared_ptr<const McpServerConfig> config;
  std::atomic<RequestId> lastId{0};
  std::map<RequestId, Request> requests;   // in the order they were made
  std::shared_ptr<McpTransport> transport; // while there is a connection
  std::optional<McpHandshake> handshake;   // until the version is known
  std::string version;
  bool legacy = false; // the server has ended when it was asked for the newest
  bool ended = false;
  EventLoop::TimerId patience = 0, startup = 0;
  std::function<void()> closed;
};

} // namespace hocket

#endif // HOCKET_TOOL_MCP_CLIENT_H
