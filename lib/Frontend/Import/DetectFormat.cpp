// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Fence.h"

#include "hocket/Frontend/Frontend.h"
#include "hocket/Frontend/Json.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir::hocket::frontend;
using llvm::StringRef;

static constexpr std::pair<SourceFormat, StringRef> formatNames[] = {
    {SourceFormat::PlanText, "plan-text"},
    {SourceFormat::OpenAIChat, "openai-chat"},
    {SourceFormat::OpenAIResponses, "openai-responses"},
    {SourceFormat::Anthropic, "anthropic"},
    {SourceFormat::LabelledJson, "labelled-json"},
    {SourceFormat::Mlir, "mlir"}};

StringRef mlir::hocket::frontend::getSourceFormatName(SourceFormat format) {
  for (auto [known, name] : formatNames)
    if (known == format)
      return name;
  llvm_unreachable("all formats are listed");
}

std::optional<SourceFormat>
mlir::hocket::frontend::parseSourceFormatName(StringRef name) {
  for (auto [format, known] : formatNames)
    if (known == name)
      return format;
  return std::nullopt;
}

static bool hasType(const json::Value &value, StringRef name) {
  const json::Value *type = value.get("type");
  return type && type->isString() && type->string() == name;
}

/// The format that one entry of a list belongs to.
static std::optional<SourceFormat> formatOfEntry(const json::Value &entry) {
  if (hasType(entry, "tool_use"))
    return SourceFormat::Anthropic;
  if (hasType(entry, "function_call"))
    return SourceFormat::OpenAIResponses;
  if (entry.get("function"))
    return SourceFormat::OpenAIChat;
  if (entry.get("name"))
    return SourceFormat::LabelledJson;
  return std::nullopt;
}

static std::optional<SourceFormat> formatOfList(const json::Value &list) {
  if (list.isArray())
    for (const json::Value &entry : list.items())
      if (std::optional<SourceFormat> format = formatOfEntry(entry))
        return format;
  return std::nullopt;
}

static SourceFormat formatOfJson(const json::Value &root) {
  if (root.isArray())
    return formatOfList(root).value_or(SourceFormat::LabelledJson);
  for (StringRef key : {"choices", "message", "tool_calls"})
    if (root.get(key))
      return SourceFormat::OpenAIChat;
  // A conversation: its last message says what is to be done next.
  if (const json::Value *messages = root.get("messages"))
    return messages->isArray() && !messages->items().empty()
               ? formatOfJson(messages->items().back())
               : SourceFormat::OpenAIChat;
  if (const json::Value *output = root.get("output"))
    return hasType(root, "response") || root.get("object")
               ? SourceFormat::OpenAIResponses
               : formatOfList(*output).value_or(SourceFormat::LabelledJson);
  if (const json::Value *content = root.get("content"))
    return content->isArray() ? SourceFormat::Anthropic
                              : SourceFormat::OpenAIChat;
  return formatOfEntry(root).value_or(SourceFormat::LabelledJson);
}

/// Broken JSON shows its format by the words in it.
static SourceFormat guessFormat(StringRef text) {
  if (text.contains("\"tool_use\""))
    return SourceFormat::Anthropic;
  if (text.contains("\"call_id\""))
    return SourceFormat::OpenAIResponses;
  if (text.contains("\"tool_calls\"") || text.contains("\"function\""))
    return SourceFormat::OpenAIChat;
  return SourceFormat::LabelledJson;
}

/// True if `text` starts with a bracket and with what can follow it in a list or
/// an object of calls; "[Plan]" and "{thinking}" do not.
static bool startsLikeJson(StringRef text) {
  bool isList = text.consume_front("[");
  if (!isList && !text.consume_front("{"))
    return false;
  text = text.ltrim();
  return text.empty() || StringRef(isList ? "{[]\"" : "}\"").contains(text[0]);
}

static bool isNameChar(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '.' || c == '-' || c == '$';
}

/// True if a line starts as "1. search(" does.
static bool hasTask(StringRef text) {
  while (!text.empty()) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    line = line.ltrim(" \t");
    StringRef digits = line.take_while([](char c) { return llvm::isDigit(c); });
    line = line.drop_front(digits.size()).ltrim(" \t");
    if (digits.empty() || !line.consume_front("."))
      continue;
    line = line.ltrim(" \t");
    StringRef name = line.take_while(isNameChar);
    if (!name.empty() &&
        line.drop_front(name.size()).ltrim(" \t").starts_with("("))
      return true;
  }
  return false;
}

/// True if `text` starts with an operation, or names an attribute or a type.
static bool startsLikeMlir(StringRef text) {
  if (text.starts_with("\"builtin."))
    return true;
  if (text.consume_front("#") || text.consume_front("!")) {
    StringRef name = text.take_while(isNameChar);
    return !name.empty() && !llvm::isDigit(name[0]) &&
           text.drop_front(name.size()).ltrim(" \t").starts_with("=");
  }
  StringRef word = text.take_while(isNameChar);
  text = text.drop_front(word.size());
  if (!text.empty() && !StringRef(" \t\r\n{@").contains(text[0]))
    return false;
  return word == "module" || word == "func.func" ||
         word.starts_with("hocket.") || word.starts_with("plan.") ||
         word.starts_with("builtin.");
}

SourceFormat mlir::hocket::frontend::detectSourceFormat(StringRef text) {
  if (text.starts_with("ML\xEFR")) // bytecode
    return SourceFormat::Mlir;
  text.consume_front("\xEF\xBB\xBF");
  StringRef start = text.ltrim();
  if (start.starts_with("{-#")) // resources of a module
    return SourceFormat::Mlir;
  std::string unfenced;
  if (start.starts_with("```")) {
    unfenced = blankFence(text);
    text = unfenced;
    start = text.ltrim();
  }
  if (startsLikeJson(start)) {
    json::Document document;
    return json::Document::parse(text, document, [](Problem) {})
               ? formatOfJson(document.root())
               : guessFormat(text);
  }
  // Whatever stands before it, a task is a task.
  if (hasTask(start))
    return SourceFormat::PlanText;
  if (start.starts_with("{") || start.starts_with("["))
    return guessFormat(text);
  while (start.starts_with("//"))
    start = start.drop_until([](char c) { return c == '\n'; }).ltrim();
  return startsLikeMlir(start) ? SourceFormat::Mlir : SourceFormat::PlanText;
}
