// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the result of tools/call means.
#include "tool/mcp/result.h"

namespace hocket {

static Status wrong(const std::string &expected, const Value *found) {
  return Status(HOCKET_TOOL_ERROR,
                "expected " + expected + " of its result, found " +
                    (found ? std::string(found->kindName()) : "nothing"));
}

/// The texts as texts, everything else as it is.
static Result<Value::List> readContent(const Value *content) {
  if (!content)
    return Value::List();
  if (!content->isList())
    return wrong("a list as 'content'", content);
  Value::List parts;
  for (const Value &part : content->asList()) {
    const Value *type = part.get("type");
    if (!type || !type->isString())
      return wrong("an object with a 'type' in the 'content'", &part);
    if (type->asString() != "text") {
      parts.push_back(part);
      continue;
    }
    const Value *text = part.get("text");
    if (!text || !text->isString())
      return wrong("a text in a part of type 'text'", text);
    parts.push_back(*text);
  }
  return parts;
}

/// What a tool says about its failure.
static Status readFailure(const Value::List &parts) {
  std::string message;
  for (const Value &part : parts)
    if (part.isString())
      message += (message.empty() ? "" : "\n") + part.asString();
  return Status(HOCKET_TOOL_ERROR, message.empty()
                                       ? "it failed and does not say why"
                                       : std::move(message));
}

Result<Value> valueOfMcpResult(const Value &result) {
  if (!result.isObject())
    return Status(HOCKET_TOOL_ERROR,
                  "expected an object as its result, found " +
                      std::string(result.kindName()));
  if (const Value *type = result.get("resultType")) {
    if (!type->isString())
      return wrong("a text as 'resultType'", type);
    if (type->asString() == "input_required")
      return Status(HOCKET_TOOL_ERROR,
                    "it asks for input that nobody is there to give");
    if (type->asString() != "complete")
      return Status(HOCKET_TOOL_ERROR,
                    "expected a result of type 'complete', found '" +
                        type->asString() + "'");
  }
  const Value *structured = result.get("structuredContent");
  const Value *content = result.get("content"), *error = result.get("isError");
  if (!structured && !content)
    return wrong("'content' or 'structuredContent' as a part", nullptr);
  if (error && error->kind() != Value::Kind::Bool)
    return wrong("a boolean as 'isError'", error);
  Result<Value::List> parts = readContent(content);
  if (!parts)
    return parts.status();
  if (error && error->asBool())
    return readFailure(*parts);
  if (structured)
    return *structured;
  if (parts->empty())
    return Value();
  if (parts->size() == 1 && parts->front().isString())
    return parts->front();
  return Value::list(std::move(*parts));
}

} // namespace hocket
