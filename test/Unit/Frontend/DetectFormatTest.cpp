// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/Frontend.h"

#include "gtest/gtest.h"

using namespace mlir::hocket::frontend;

namespace {

void expectFormat(SourceFormat expected, llvm::StringRef text) {
  EXPECT_EQ(getSourceFormatName(detectSourceFormat(text)),
            getSourceFormatName(expected))
      << text.str();
}

} // namespace

TEST(DetectFormat, PlanText) {
  expectFormat(SourceFormat::PlanText, "1. search(\"x\")\n2. join()\n");
  expectFormat(SourceFormat::PlanText,
               "Question: module or function?\n1. f()\n");
  expectFormat(SourceFormat::PlanText, "##### heading\n1. f()");
  expectFormat(SourceFormat::PlanText, "# a comment\n1. f()");
  expectFormat(SourceFormat::PlanText, "");
}

TEST(DetectFormat, WhatStandsBeforeAPlanDoesNotHideIt) {
  for (llvm::StringRef before :
       {"[Plan]", "[plan, first try]", "{thinking}", "module: search", "#1. x",
        "#plan", "! careful", "module", "hocket.notes", "```", "```json"})
    expectFormat(SourceFormat::PlanText,
                 (before + "\n  1. search(\"x\")\n2. join()\n").str());
  expectFormat(SourceFormat::PlanText, "module: which one?");
  expectFormat(SourceFormat::PlanText, "#1. search(\"x\")");
}

TEST(DetectFormat, AFenceIsLookedInto) {
  expectFormat(SourceFormat::LabelledJson, "```json\n[{\"name\": \"f\"}]\n```");
  expectFormat(SourceFormat::Anthropic,
               "\n```\n{\"content\": []}\n```\n");
  expectFormat(SourceFormat::OpenAIChat, "```json\n{\"tool_calls\": [");
}

TEST(DetectFormat, Mlir) {
  expectFormat(SourceFormat::Mlir, "module {}");
  expectFormat(SourceFormat::Mlir,
               "// a comment\n\n  // another\nfunc.func @f() { return }");
  expectFormat(SourceFormat::Mlir, "hocket.tool @f() -> !hocket.json");
  expectFormat(SourceFormat::Mlir, "#loc = loc(unknown)\nmodule {}");
  expectFormat(SourceFormat::Mlir, "{-# dialect_resources: {} #-}");
  expectFormat(SourceFormat::Mlir, "\"builtin.module\"() ({}) : () -> ()");
  expectFormat(SourceFormat::Mlir, "ML\xEFR\x0D");
}

TEST(DetectFormat, Json) {
  expectFormat(SourceFormat::OpenAIChat, R"({"choices": []})");
  expectFormat(SourceFormat::OpenAIChat,
               R"({"role": "assistant", "tool_calls": []})");
  expectFormat(SourceFormat::OpenAIChat,
               R"([{"id": "a", "function": {"name": "f"}}])");
  expectFormat(SourceFormat::OpenAIResponses,
               R"({"object": "response", "output": []})");
  expectFormat(
      SourceFormat::OpenAIResponses,
      R"({"output": [{"type": "reasoning"}, {"type": "function_call"}]})");
  expectFormat(SourceFormat::OpenAIResponses, R"([{"type": "function_call"}])");
  expectFormat(SourceFormat::Anthropic,
               R"({"type": "message", "content": []})");
  expectFormat(SourceFormat::Anthropic,
               R"([{"type": "text"}, {"type": "tool_use", "name": "f"}])");
  expectFormat(SourceFormat::LabelledJson,
               R"([{"name": "f", "arguments": {}, "label": "a"}])");
  expectFormat(SourceFormat::LabelledJson,
               R"({"input": "", "output": [{"name": "f"}]})");
  expectFormat(SourceFormat::LabelledJson, "\xEF\xBB\xBF[]");
  expectFormat(SourceFormat::LabelledJson, R"({"name": "f", "arguments": {}})");
  expectFormat(SourceFormat::OpenAIChat,
               R"({"role": "assistant", "content": "no calls"})");
  expectFormat(SourceFormat::OpenAIChat,
               R"({"messages": [{"role": "user", "content": "hi"},
                                {"role": "assistant", "tool_calls": []}]})");
  expectFormat(SourceFormat::Anthropic,
               R"({"messages": [{"role": "assistant", "content": []}]})");
}

TEST(DetectFormat, BrokenJsonShowsItsFormatByItsWords) {
  expectFormat(SourceFormat::OpenAIChat, R"({"tool_calls": [)");
  expectFormat(SourceFormat::Anthropic, R"([{"type": "tool_use",)");
  expectFormat(SourceFormat::OpenAIResponses, R"([{"call_id": "x")");
  expectFormat(SourceFormat::LabelledJson, R"([{"name": "f",}])");
}

TEST(DetectFormat, NamesGoBothWays) {
  for (llvm::StringRef name : {"plan-text", "openai-chat", "openai-responses",
                               "anthropic", "labelled-json", "mlir"}) {
    std::optional<SourceFormat> format = parseSourceFormatName(name);
    ASSERT_TRUE(format) << name.str();
    EXPECT_EQ(getSourceFormatName(*format), name);
  }
  EXPECT_FALSE(parseSourceFormatName("yaml"));
}
