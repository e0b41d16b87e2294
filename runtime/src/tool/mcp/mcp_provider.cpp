// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "mcp": tools of servers that speak the Model Context Protocol.
#include "tool/mcp/mcp_provider.h"

#include "tool/mcp/list_tools.h"
#include "tool/mcp/mcp_session.h"
#include "tool/mcp/result.h"
#include "tool/session_scope.h"

namespace hocket {

namespace {
class McpTool : public Tool {
public:
  McpTool(std::shared_ptr<McpSession> session,
          std::shared_ptr<McpClient> client, std::string tool)
      : session(std::move(session)), client(std::move(client)),
        tool(std::move(tool)) {}

  Kind kind() const override { return Kind::Async; }

  void start(std::shared_ptr<Invocation> invocation) override {
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    // Without the server's name a message would be about nothing.
    std::string place = "in tool '" + tool + "' of " + client->server().title();
    McpClient::RequestId id = client->request(
        "tools/call",
        Value::object({{"name", Value::string(tool)},
                       {"arguments", invocation->arguments}}),
        [invocation, place = std::move(place)](Result<Value> answer) {
          invocation->cancel.clearHandler();
          Result<Value> value =
              answer ? valueOfMcpResult(*answer) : std::move(answer);
          if (!value && value.status().code() != HOCKET_CANCELLED)
            value = value.status().note(place);
          invocation->complete(std::move(value));
        });
    // Nobody else keeps the client from here: its end cancels the call.
    invocation->cancel.onCancel([weak = std::weak_ptr(client), id] {
      if (std::shared_ptr<McpClient> alive = weak.lock())
        alive->cancel(id);
    });
  }

private:
  std::shared_ptr<McpSession> session; // keeps the servers
  std::shared_ptr<McpClient> client;
  std::string tool;
};

class McpListTool : public Tool {
public:
  McpListTool(std::shared_ptr<McpSession> session,
              std::shared_ptr<McpClient> client)
      : session(std::move(session)), client(std::move(client)) {}

  Kind kind() const override { return Kind::Async; }

  void start(std::shared_ptr<Invocation> invocation) override {
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    std::make_shared<McpToolsListing>(client, std::move(invocation))->start();
  }

private:
  std::shared_ptr<McpSession> session;
  std::shared_ptr<McpClient> client;
};

class McpProvider : public ToolProvider {
public:
  std::string_view name() const override { return "mcp"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override;
};
} // namespace

static Result<std::string> readName(const ToolDecl &decl, const char *key) {
  const Value *name = decl.config.get(key);
  if (name && name->isString() && !name->asString().empty())
    return name->asString();
  return Status(HOCKET_INVALID_ARGUMENT,
                "tool '" + decl.name + "': provider option '" + key +
                    "': expected a name, found " +
                    (name ? name->toJson() : "nothing"));
}

Result<std::unique_ptr<Tool>> McpProvider::bind(const ToolDecl &decl,
                                                const BindContext &context) {
  Result<std::string> server = readName(decl, "server");
  if (!server)
    return server.status();
  const Value *method = decl.config.get("method");
  bool lists =
      method && method->isString() && method->asString() == "tools/list";
  Result<std::string> tool =
      lists ? Result<std::string>(std::string()) : readName(decl, "tool");
  if (!tool)
    return tool.status();
  auto session = context.scope.share<McpSession>(
      "mcp", [&] { return std::make_shared<McpSession>(context.loop); });
  Result<std::shared_ptr<McpClient>> client =
      session->client(context.settings, *server);
  if (!client)
    return client.status().note("in the declaration of tool '" + decl.name +
                                "'");
  if (lists)
    return std::unique_ptr<Tool>(
        std::make_unique<McpListTool>(std::move(session), std::move(*client)));
  return std::unique_ptr<Tool>(std::make_unique<McpTool>(
      std::move(session), std::move(*client), std::move(*tool)));
}

std::unique_ptr<ToolProvider> createMcpProvider() {
  return std::make_unique<McpProvider>();
}

} // namespace hocket
