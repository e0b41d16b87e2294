// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "api/export.h"

#include <gtest/gtest.h>

using namespace hocket;

static std::vector<ExportedOutput> sample() {
  Status failure = Status(HOCKET_TOOL_ERROR, "no such page").at({"plan.txt", 2, 1});
  return {{"1", "search", Value::string("found $1"), {}},
          {"2", "search", {}, failure},
          {"3", "math", Value::integer(7), {}}};
}

static std::string exported(std::string_view format, const Value *result = nullptr) {
  Result<std::string> text = exportOutputs(format, sample(), result);
  return text ? *text : text.status().toString();
}

/// Parses what was exported; fails the test if it is no JSON.
static Value json(std::string_view format, const Value *result = nullptr) {
  Result<Value> value = Value::parse(exported(format, result));
  EXPECT_TRUE(value.ok());
  return value ? *value : Value();
}

// A string is the content by itself, another value its JSON text, a failure an
// error object that the model can read.
TEST(Export, OpenaiChat) {
  Value messages = json("openai-chat");
  ASSERT_EQ(messages.asList().size(), 3u);
  EXPECT_EQ(messages.asList()[0],
            *Value::parse(R"({"role": "tool", "tool_call_id": "1", "content": "found $1"})"));
  EXPECT_EQ(messages.asList()[2].get("content")->asString(), "7");
  Value error = *Value::parse(messages.asList()[1].get("content")->asString());
  EXPECT_EQ(error, *Value::parse(R"({"error": {"code": "TOOL_ERROR", "message": "no such page",
                                     "file": "plan.txt", "line": 2, "column": 1}})"));
}

TEST(Export, OpenaiResponses) {
  Value items = json("openai-responses");
  EXPECT_EQ(items.asList()[0],
            *Value::parse(R"({"type": "function_call_output", "call_id": "1", "output": "found $1"})"));
}

// Anthropic marks failures itself, so the content is the plain message.
TEST(Export, Anthropic) {
  Value message = json("anthropic");
  EXPECT_EQ(*message.get("role"), Value::string("user"));
  const Value::List &blocks = message.get("content")->asList();
  EXPECT_EQ(blocks[0],
            *Value::parse(R"({"type": "tool_result", "tool_use_id": "1", "content": "found $1"})"));
  EXPECT_EQ(blocks[1], *Value::parse(R"({"type": "tool_result", "tool_use_id": "2",
                                         "content": "no such page", "is_error": true})"));
}

TEST(Export, PlanText) {
  EXPECT_EQ(exported("plan-text"), "1. search\nObservation: found $1\n"
                                   "2. search\nObservation: error: no such page\n"
                                   "3. math\nObservation: 7\n");
}

TEST(Export, LabelledJson) {
  Value result = Value::integer(5);
  Value object = json("labelled-json", &result);
  EXPECT_EQ(*object.get("3"), Value::integer(7));
  EXPECT_EQ(object.get("2")->get("error")->get("line")->asInt(), 2);
  EXPECT_EQ(*object.get("var_result"), result);
}

// Without named outputs the document is the result itself.
TEST(Export, Json) {
  Value result = Value::integer(5);
  EXPECT_EQ(*exportOutputs("json", {}, &result), "5\n");
  Value object = json("json", &result);
  EXPECT_EQ(*object.get("outputs")->get("1"), Value::string("found $1"));
  EXPECT_EQ(*object.get("errors")->get("2")->get("code"), Value::string("TOOL_ERROR"));
  EXPECT_EQ(*object.get("result"), result);
}

TEST(Export, RefusesUnknownFormats) {
  Result<std::string> text = exportOutputs("yaml", {}, nullptr);
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.status().code(), HOCKET_INVALID_ARGUMENT);
  EXPECT_NE(text.status().message().find("found 'yaml'"), std::string::npos);
}
