// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/Frontend.h"
#include "hocket/Frontend/Json.h"

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
  if (const json::Value *output = root.get("output"))
    return hasType(root, "response") || root.get("object")
               ? SourceFormat::OpenAIResponses
               : formatOfList(*output).value_or(SourceFormat::LabelledJson);
  if (root.get("content"))
    return SourceFormat::Anthropic;
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

SourceFormat mlir::hocket::frontend::detectSourceFormat(StringRef text) {
  if (text.starts_with("ML\xEFR")) // bytecode
    return SourceFormat::Mlir;
  text.consume_front("\xEF\xBB\xBF");
  StringRef start = text.ltrim();
  if (start.starts_with("{-#")) // resources of a module
    return SourceFormat::Mlir;
  if (start.starts_with("{") || start.starts_with("[")) {
    json::Document document;
    return json::Document::parse(text, document, [](Problem) {})
               ? formatOfJson(document.root())
               : guessFormat(text);
  }
  while (start.starts_with("//"))
    start = start.drop_until([](char c) { return c == '\n'; }).ltrim();
  for (StringRef word : {"module", "func.func", "hocket.", "plan.", "builtin.",
                         "#", "!", "\"builtin."})
    if (start.starts_with(word) && !start.starts_with("##") &&
        !start.starts_with("# "))
      return SourceFormat::Mlir;
  return SourceFormat::PlanText;
}
