// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The answers of model services: one turn of calls, in no order.

#include "CallReader.h"

using namespace mlir::hocket::frontend;

/// Reads an entry of `tool_calls`.
static void readChatCall(CallReader &reader, const json::Value &value) {
  if (const json::Value *type = value.get("type");
      type && !CallReader::says(value, "type", "function")) {
    reader.error(type->pos(), "expected a call of type \"function\"");
    return;
  }
  const json::Value *function = value.get("function");
  if (!function) {
    reader.error(
        value.pos(),
        "expected a tool call: an object with 'id', 'type' and 'function'");
    return;
  }
  const ProgramCall *call = reader.addCall(value, *function, "id");
  if (!call)
    return;
  if (const json::Value *arguments = function->get("arguments"))
    reader.addArgumentText(*arguments);
  else
    reader.dropCall(function->pos(),
                    "the call of '" + call->tool + "' has no 'arguments'");
}

/// Follows the ways in which a list of calls can be wrapped; null after an
/// error.
static const json::Value *findChatCalls(CallReader &reader,
                                        const json::Value &root) {
  if (const json::Value *choices = root.get("choices")) {
    if (!choices->isArray() || choices->items().size() != 1) {
      reader.error(
          choices->pos(),
          "expected one choice: a compiler cannot say which of several "
          "answers to run");
      return nullptr;
    }
    return findChatCalls(reader, choices->items()[0]);
  }
  if (const json::Value *message = root.get("message"))
    return findChatCalls(reader, *message);
  if (const json::Value *last = CallReader::lastMessage(root))
    return findChatCalls(reader, *last);
  if (const json::Value *calls = root.get("tool_calls")) {
    if (calls->isArray())
      return calls;
    reader.error(calls->pos(), "'tool_calls' must be an array, found " +
                                   json::describe(calls->kind()));
    return nullptr;
  }
  if (const json::Value *old = root.get("function_call")) {
    reader.error(old->pos(), "'function_call' was replaced by 'tool_calls'");
    return nullptr;
  }
  reader.error(root.pos(),
               "expected 'tool_calls', or a message or a response that has "
               "them, found " +
                   (root.isObject() ? "none" : json::describe(root.kind())));
  return nullptr;
}

bool mlir::hocket::frontend::readOpenAIChat(const json::Document &document,
                                            const json::Value &root,
                                            Program &program,
                                            ProblemHandler problem) {
  CallReader reader(document, root, program, problem);
  program.sourceFormat = "openai-chat";
  program.unordered = true;
  if (root.get("function"))
    readChatCall(reader, root);
  else if (const json::Value *calls =
               root.isArray() ? &root : findChatCalls(reader, root))
    for (const json::Value &value : calls->items())
      readChatCall(reader, value);
  return reader.finish();
}

/// Calls `read` on the elements of `root`, or of its member `key`, or on
/// itself.
static void forEachEntry(CallReader &reader, llvm::StringRef key,
                         llvm::function_ref<void(const json::Value &)> read) {
  const json::Value *last = CallReader::lastMessage(reader.root);
  const json::Value &root = last ? *last : reader.root;
  const json::Value *list = root.get(key);
  if (list && !list->isArray()) {
    reader.error(list->pos(), "'" + key + "' must be an array, found " +
                                  json::describe(list->kind()));
    return;
  }
  if (!list && !root.isArray())
    return read(root);
  for (const json::Value &entry : (list ? *list : root).items())
    read(entry);
}

bool mlir::hocket::frontend::readOpenAIResponses(const json::Document &document,
                                                 const json::Value &root,
                                                 Program &program,
                                                 ProblemHandler problem) {
  CallReader reader(document, root, program, problem);
  program.sourceFormat = "openai-responses";
  program.unordered = true;
  forEachEntry(reader, "output", [&](const json::Value &item) {
    if (!item.get("type")) {
      reader.error(item.pos(),
                   "expected an output item: an object with a 'type'");
      return;
    }
    // Messages, reasoning and what the service itself ran are no calls of ours.
    if (!CallReader::says(item, "type", "function_call"))
      return;
    const ProgramCall *call = reader.addCall(item, item, "call_id");
    if (!call)
      return;
    if (const json::Value *arguments = item.get("arguments"))
      reader.addArgumentText(*arguments);
    else
      reader.dropCall(item.pos(),
                      "the call of '" + call->tool + "' has no 'arguments'");
  });
  return reader.finish();
}

bool mlir::hocket::frontend::readAnthropic(const json::Document &document,
                                           const json::Value &root,
                                           Program &program,
                                           ProblemHandler problem) {
  CallReader reader(document, root, program, problem);
  program.sourceFormat = "anthropic";
  program.unordered = true;
  // A message can be nothing but a text; then it calls no tool.
  const json::Value *message = CallReader::lastMessage(root);
  const json::Value *content = (message ? *message : root).get("content");
  if (content && content->isString())
    return reader.finish();
  forEachEntry(reader, "content", [&](const json::Value &block) {
    if (!block.get("type")) {
      reader.error(block.pos(),
                   "expected a content block: an object with a 'type'");
      return;
    }
    // Text, thinking and what the service itself ran are no calls of ours.
    if (!CallReader::says(block, "type", "tool_use"))
      return;
    const ProgramCall *call = reader.addCall(block, block, "id");
    if (!call)
      return;
    if (const json::Value *input = block.get("input"))
      reader.addArguments(*input);
    else
      reader.dropCall(block.pos(),
                      "the call of '" + call->tool + "' has no 'input'");
  });
  return reader.finish();
}
