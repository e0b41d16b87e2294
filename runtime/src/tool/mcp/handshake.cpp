// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding out which revision of MCP a server speaks.
#include "tool/mcp/handshake.h"

#include "hocket/runtime/hocket.h"

#include <algorithm>

namespace hocket {

/// Those that begin with `initialize`, newest first.
static constexpr std::string_view older[] = {"2025-11-25", "2025-06-18",
                                             "2025-03-26", "2024-11-05"};

static bool isOlder(const Value &version) {
  return version.isString() && std::find(std::begin(older), std::end(older),
                                         version.asString()) != std::end(older);
}

static Value clientInfo() {
  return Value::object({{"name", Value::string("hocket")},
                        {"version", Value::string(hocket_version())}});
}

Value mcpParams(const std::string &version, Value params) {
  if (version != mcpStateless)
    return params;
  Value::Object members = params.asObject();
  members.emplace_back(
      "_meta",
      Value::object(
          {{"io.modelcontextprotocol/protocolVersion", Value::string(version)},
           {"io.modelcontextprotocol/clientInfo", clientInfo()},
           {"io.modelcontextprotocol/clientCapabilities", Value::object({})}}));
  return Value::object(std::move(members));
}

void McpHandshake::begin(bool legacy) {
  if (legacy)
    askOlder();
  else
    probe = send("server/discover",
                 mcpParams(std::string(mcpStateless), Value::object({})));
}

void McpHandshake::askOlder() {
  if (initialize) { // and if that was refused, nothing is left to try
    failed = refused;
    return;
  }
  initialize = send(
      "initialize",
      Value::object({{"protocolVersion", Value::string(std::string(older[0]))},
                     {"capabilities", Value::object({})},
                     {"clientInfo", clientInfo()}}));
}

void McpHandshake::onPatienceEnd() {
  // The question stays open: a server that was only slow still answers it.
  if (probing())
    askOlder();
}

bool McpHandshake::onAnswer(const RpcAnswer &answer) {
  if (probe == answer.id) {
    probe.reset();
    onProbe(answer);
    return true;
  }
  if (initialize == answer.id) {
    onInitialize(answer);
    return true;
  }
  return false;
}

void McpHandshake::refuse(const std::string &found) {
  failed =
      Status(HOCKET_INCOMPATIBLE, "expected one of the protocol versions " +
                                      std::string(mcpStateless) +
                                      ", 2025-11-25, 2025-06-18, "
                                      "2025-03-26 and 2024-11-05, found " +
                                      found);
}

void McpHandshake::onProbe(const RpcAnswer &answer) {
  if (const Value *result = answer.result())
    return onProbeVersions(result->get("supportedVersions"));
  if (answer.error()->code == RpcError::unsupportedVersion)
    return onProbeVersions(answer.error()->data.get("supported"));
  // Whatever else it says, it did not understand the question.
  askOlder();
}

void McpHandshake::onProbeVersions(const Value *versions) {
  if (!versions || !versions->isList())
    return askOlder();
  for (const Value &version : versions->asList())
    if (version.isString() && version.asString() == mcpStateless) {
      agreed = mcpStateless;
      return;
    }
  if (std::any_of(versions->asList().begin(), versions->asList().end(),
                  isOlder))
    return askOlder();
  refuse(versions->toJson());
}

void McpHandshake::onInitialize(const RpcAnswer &answer) {
  if (const RpcError *error = answer.error()) {
    refused = Status(HOCKET_INCOMPATIBLE,
                     "it refused to be initialized: " + error->message);
    // It may be slow and new: then the answer to the first question comes.
    if (!probe)
      failed = refused;
    return;
  }
  const Value *version = answer.result()->get("protocolVersion");
  if (!version || !isOlder(*version))
    return refuse(version ? version->toJson() : "nothing");
  agreed = version->asString();
}

} // namespace hocket
