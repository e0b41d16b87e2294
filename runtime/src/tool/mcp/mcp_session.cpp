// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The MCP servers of a session.
#include "tool/mcp/mcp_session.h"

#include <future>

namespace hocket {

Result<std::shared_ptr<McpClient>>
McpSession::client(const Value &settings, const std::string &server) {
  std::lock_guard lock(mutex);
  std::shared_ptr<McpClient> &client = clients[server];
  if (!client) {
    Result<McpServerConfig> config = readMcpServer(settings, server);
    if (!config) {
      clients.erase(server);
      return config.status();
    }
    client = std::make_shared<McpClient>(loop, std::move(*config));
  }
  return client;
}

McpSession::~McpSession() {
  bool atOnce = loop.onLoopThread();
  // All at the same time, then wait for the slowest. The promise breaks, which
  // ends the waiting, too, if the loop is gone.
  std::vector<std::future<void>> gone;
  for (auto &[name, client] : clients) {
    auto closed = std::make_shared<std::promise<void>>();
    gone.push_back(closed->get_future());
    loop.post([atOnce, client = std::move(client), closed]() mutable {
      client->close(atOnce,
                    [closed = std::move(closed)] { closed->set_value(); });
    });
  }
  if (!atOnce)
    for (std::future<void> &end : gone)
      end.wait();
}

} // namespace hocket
