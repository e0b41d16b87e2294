// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tools of a server, all pages of them.
#include "tool/mcp/list_tools.h"

namespace hocket {

void McpToolsListing::start() {
  request(Value::object({}));
  invocation->cancel.onCancel([weak = weak_from_this()] {
    if (std::shared_ptr<McpToolsListing> alive = weak.lock())
      alive->client->cancel(alive->open);
  });
}

void McpToolsListing::request(Value params) {
  open = client->request("tools/list", std::move(params),
                         [self = shared_from_this()](Result<Value> page) {
                           self->onPage(std::move(page));
                         });
  // Who cancelled meanwhile did so with the number of the page before.
  if (invocation->cancel.cancelled())
    client->cancel(open);
}

Status McpToolsListing::add(const Value &page) {
  const Value *list = page.get("tools");
  if (!list || !list->isList())
    return Status(HOCKET_TOOL_ERROR,
                  "expected a list as 'tools', found " +
                      std::string(list ? list->kindName() : "nothing"));
  for (const Value &tool : list->asList()) {
    const Value *name = tool.get("name");
    if (!name || !name->isString() || name->asString().empty())
      return Status(HOCKET_TOOL_ERROR,
                    "expected tools with a 'name', found one without");
    tools.push_back(tool);
  }
  return Status();
}

void McpToolsListing::onPage(Result<Value> page) {
  if (!page)
    return finish(page.status());
  if (Status status = add(*page); !status.ok())
    return finish(std::move(status));
  const Value *next = page->get("nextCursor");
  if (!next || next->isNull())
    return finish(Value::object({{"tools", Value::list(std::move(tools))}}));
  if (!next->isString())
    return finish(
        Status(HOCKET_TOOL_ERROR, "expected a text as 'nextCursor', found " +
                                      std::string(next->kindName())));
  // Else it would go on for ever.
  if (!cursors.insert(next->asString()).second)
    return finish(Status(HOCKET_TOOL_ERROR,
                         "a page of the list leads back to one before it"));
  constexpr size_t most = 1000;
  if (cursors.size() == most)
    return finish(Status(HOCKET_RESOURCE_EXHAUSTED,
                         "the list is longer than the limit of " +
                             std::to_string(most) + " pages"));
  request(Value::object({{"cursor", *next}}));
}

void McpToolsListing::finish(Result<Value> result) {
  invocation->cancel.clearHandler();
  if (!result && result.status().code() != HOCKET_CANCELLED)
    result = result.status().note("in the list of tools of " +
                                  client->server().title());
  invocation->complete(std::move(result));
}

} // namespace hocket
