// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/text_template.h"

#include <gtest/gtest.h>

using namespace hocket;

static std::string fill(std::string_view text, std::vector<Value> values) {
  Result<TextTemplate> parsed = TextTemplate::parse(text);
  if (!parsed)
    return "error: " + std::string(parsed.status().message());
  if (Status status = parsed->check(values.size()); !status.ok())
    return "error: " + std::string(status.message());
  return parsed->fill([&](uint32_t i) -> const Value & { return values[i]; });
}

TEST(TextTemplate, PutsValuesIn) {
  EXPECT_EQ(fill("", {}), "");
  EXPECT_EQ(fill("plain", {}), "plain");
  EXPECT_EQ(fill("{1} weighs {0} kg, {{really}}",
                 {Value::integer(3), Value::string("it")}),
            "it weighs 3 kg, {really}");
  EXPECT_EQ(fill("{0}{0}", {Value::list({Value::string("a")})}),
            R"(["a"]["a"])");
}

TEST(TextTemplate, ValuesStayData) {
  EXPECT_EQ(fill("{0} {1}", {Value::string("{1} $2 {{"), Value::string("x")}),
            "{1} $2 {{ x");
}

TEST(TextTemplate, RefusesBadPlaceholders) {
  for (std::string text : {"{", "}", "{0", "{}", "{a}", "{-1}", "{1}", "{ 0}",
                           "a}b", "{99999999999}"})
    EXPECT_EQ(fill(text, {Value()}).substr(0, 6), "error:") << text;
}

TEST(TextTemplate, KnowsItsSize) {
  Value values[] = {Value::string("four"), Value::integer(1)};
  auto valueAt = [&](uint32_t i) -> const Value & { return values[i]; };
  EXPECT_EQ(TextTemplate::parse("ab{0}c{1}{0}")->expectedSize(valueAt), 16u);
}
