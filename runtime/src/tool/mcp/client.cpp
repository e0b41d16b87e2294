// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The client of one MCP server.
#include "tool/mcp/client.h"

#include "tool/mcp/stdio_transport.h"

namespace hocket {

McpClient::RequestId McpClient::request(std::string method, Value params,
                                        Reply reply) {
  RequestId id = ++lastId;
  loop.post([self = shared_from_this(), id,
             request = Request{std::move(method), std::move(params),
                               std::move(reply)}]() mutable {
    self->add(id, std::move(request));
  });
  return id;
}

void McpClient::cancel(RequestId id) {
  loop.post([self = shared_from_this(), id] { self->drop(id); });
}

void McpClient::add(RequestId id, Request request) {
  if (ended) {
    request.reply(Status(HOCKET_CANCELLED, "cancelled"));
    return;
  }
  Request &added = requests.emplace(id, std::move(request)).first->second;
  if (!transport)
    connect(legacy);
  else if (!handshake)
    send(id, added);
}

void McpClient::drop(RequestId id) {
  auto found = requests.find(id);
  if (found == requests.end())
    return;
  if (found->second.sent && transport)
    transport->send(rpcNotification(
        "notifications/cancelled",
        Value::object({{"requestId", Value::integer(id)},
                       {"reason", Value::string("the call was cancelled")}})));
  reply(id, Status(HOCKET_CANCELLED, "cancelled"));
}

void McpClient::connect(bool legacyOnly) {
  // How long a server gets to say that it does not understand.
  auto probePatience = std::min<std::chrono::milliseconds>(
      std::chrono::seconds(5), config->startupTimeout / 2);
  transport = std::make_shared<StdioTransport>(loop, config);
  std::weak_ptr<McpTransport> current = transport;
  auto self = shared_from_this();
  // What an older connection still has to say concerns nobody.
  auto ifCurrent = [self, current](auto &&act) {
    if (std::shared_ptr<McpTransport> alive = current.lock();
        alive && alive == self->transport)
      act();
  };
  transport->start(
      {[=](const Value &message) {
         ifCurrent([&] { self->onMessage(message); });
       },
       [=](Status why) { ifCurrent([&] { self->onEnd(std::move(why)); }); }});
  handshake.emplace([this](const std::string &method, Value params) {
    RequestId id = ++lastId;
    transport->send(rpcRequest(id, method, std::move(params)));
    return id;
  });
  handshake->begin(legacyOnly);
  patience = loop.after(probePatience, [=] {
    ifCurrent([&] {
      if (self->handshake)
        self->handshake->onPatienceEnd();
    });
  });
  startup = loop.after(config->startupTimeout, [=] {
    ifCurrent([&] {
      self->transport->fail(Status(
          HOCKET_UNAVAILABLE,
          "it has not said which version it speaks within " +
              std::to_string(self->config->startupTimeout.count()) + " ms"));
    });
  });
}

void McpClient::send(RequestId id, Request &request) {
  request.sent = true;
  transport->send(
      rpcRequest(id, request.method, mcpParams(version, request.params)));
  request.params = Value();
}

void McpClient::reply(RequestId id, Result<Value> result) {
  auto found = requests.find(id);
  Reply callback = std::move(found->second.reply);
  requests.erase(found);
  callback(std::move(result));
}

void McpClient::onMessage(const Value &value) {
  Result<RpcMessage> message = readRpcMessage(value);
  if (!message)
    return transport->fail(message.status());
  if (auto *request = std::get_if<RpcRequest>(&*message))
    return onRequest(*request);
  onAnswer(std::move(std::get<RpcAnswer>(*message)));
}

void McpClient::onAnswer(RpcAnswer answer) {
  if (handshake && handshake->onAnswer(answer))
    return onHandshake();
  if (answer.id < 1 || answer.id > lastId)
    return transport->fail(
        Status(HOCKET_TOOL_ERROR, "it answered a request that was never made, "
                                  "number " +
                                      std::to_string(answer.id)));
  auto found = requests.find(answer.id);
  // Cancelled meanwhile, or answered before: the first answer counts.
  if (found == requests.end() || !found->second.sent)
    return;
  if (answer.result())
    return reply(answer.id, *answer.result());
  const RpcError &error = *answer.error();
  Code code = error.code == RpcError::invalidParams    ? HOCKET_INVALID_ARGUMENT
              : error.code == RpcError::methodNotFound ? HOCKET_NOT_FOUND
                                                       : HOCKET_TOOL_ERROR;
  reply(answer.id, Status(code, config->redact(error.message)));
}

void McpClient::onHandshake() {
  if (!handshake->failure().ok())
    return transport->fail(handshake->failure());
  if (handshake->version().empty())
    return;
  version = handshake->version();
  handshake.reset();
  loop.cancel(patience);
  loop.cancel(startup);
  if (version != mcpStateless)
    transport->send(rpcNotification("notifications/initialized", Value()));
  for (auto &[id, request] : requests)
    send(id, request);
}

void McpClient::onRequest(const RpcRequest &request) {
  if (!request.id)
    return; // notifications: progress, messages for a log, changed lists
  if (request.method == "ping")
    return transport->send(rpcResult(*request.id, Value::object({})));
  transport->send(rpcFailure(*request.id,
                             {RpcError::methodNotFound,
                              "method not found: " + request.method, Value()}));
}

void McpClient::onEnd(Status why) {
  loop.cancel(patience);
  loop.cancel(startup);
  bool probing = handshake && handshake->probing();
  transport.reset();
  handshake.reset();
  if (ended) {
    if (closed)
      closed();
    return;
  }
  // Some end at the first message that they do not know.
  if (probing && !legacy && why.code() == HOCKET_UNAVAILABLE) {
    legacy = true;
    if (!requests.empty())
      connect(legacy);
    return;
  }
  // Everything that is open now; what a reply asks for starts it anew.
  std::vector<RequestId> open;
  for (const auto &[id, request] : requests)
    open.push_back(id);
  for (RequestId id : open)
    if (requests.count(id))
      reply(id, why);
}

void McpClient::close(bool atOnce, std::function<void()> whenClosed) {
  ended = true;
  while (!requests.empty())
    reply(requests.begin()->first, Status(HOCKET_CANCELLED, "cancelled"));
  closed = std::move(whenClosed);
  if (transport)
    transport->close(atOnce);
  else if (closed)
    closed();
}

} // namespace hocket
