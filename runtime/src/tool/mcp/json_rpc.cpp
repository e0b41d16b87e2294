// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The messages of JSON-RPC 2.0.
#include "tool/mcp/json_rpc.h"

namespace hocket {

static Status wrong(const std::string &expected, const Value *found) {
  std::string text = found ? found->toJson() : "nothing";
  constexpr size_t most = 100;
  if (text.size() > most)
    text = found->isObject() ? "an object" : std::string(found->kindName());
  return Status(HOCKET_TOOL_ERROR, "expected " + expected + ", found " + text);
}

static Result<RpcError> readError(const Value &value) {
  const Value *code = value.get("code"), *message = value.get("message");
  if (!code || code->kind() != Value::Kind::Int)
    return wrong("a whole number as the error's 'code'", code);
  if (!message || !message->isString())
    return wrong("a text as the error's 'message'", message);
  const Value *data = value.get("data");
  return RpcError{code->asInt(), message->asString(), data ? *data : Value()};
}

static Result<RpcMessage> readAnswer(const Value &message) {
  const Value *id = message.get("id");
  const Value *result = message.get("result"), *error = message.get("error");
  RpcAnswer answer;
  if (error && !error->isNull()) {
    Result<RpcError> read = readError(*error);
    if (!read)
      return read.status();
    // A server that could not read a request cannot say which one it was.
    if (!id || id->isNull())
      return Status(HOCKET_TOOL_ERROR,
                    "it could not read a request: " + read->message);
    answer.outcome = std::move(*read);
  } else if (result) {
    answer.outcome = *result;
  } else {
    return wrong("a message with 'method', 'result' or 'error'", &message);
  }
  if (!id || id->kind() != Value::Kind::Int)
    return wrong("the number of a request as the answer's 'id'", id);
  answer.id = id->asInt();
  return RpcMessage(std::move(answer));
}

Result<RpcMessage> readRpcMessage(const Value &message) {
  if (!message.isObject())
    return wrong("a JSON-RPC message", &message);
  const Value *version = message.get("jsonrpc");
  if (!version || !version->isString() || version->asString() != "2.0")
    return wrong("\"2.0\" as the message's 'jsonrpc'", version);
  const Value *method = message.get("method");
  if (!method)
    return readAnswer(message);
  if (!method->isString())
    return wrong("a text as the message's 'method'", method);
  RpcRequest request;
  request.method = method->asString();
  if (const Value *id = message.get("id"))
    request.id = *id;
  if (const Value *params = message.get("params"))
    request.params = *params;
  return RpcMessage(std::move(request));
}

static Value withVersion(Value::Object members) {
  members.insert(members.begin(), {"jsonrpc", Value::string("2.0")});
  return Value::object(std::move(members));
}

Value rpcRequest(int64_t id, const std::string &method, Value params) {
  return withVersion({{"id", Value::integer(id)},
                      {"method", Value::string(method)},
                      {"params", std::move(params)}});
}

Value rpcNotification(const std::string &method, Value params) {
  Value::Object members{{"method", Value::string(method)}};
  if (!params.isNull())
    members.emplace_back("params", std::move(params));
  return withVersion(std::move(members));
}

Value rpcResult(const Value &id, Value result) {
  return withVersion({{"id", id}, {"result", std::move(result)}});
}

Value rpcFailure(const Value &id, const RpcError &error) {
  return withVersion(
      {{"id", id},
       {"error", Value::object({{"code", Value::integer(error.code)},
                                {"message", Value::string(error.message)}})}});
}

} // namespace hocket
