// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "base/value.h"

#include <clocale>
#include <gmock/gmock.h>

using namespace hocket;
using testing::HasSubstr;

static std::string roundTrip(std::string_view json) {
  Result<Value> value = Value::parse(json);
  return value ? value->toJson() : value.status().toString();
}

// Whatever the locale: a host program may have set one with a decimal comma.
TEST(ValueJson, NumbersOutOfRange) {
  const char *before = setlocale(LC_NUMERIC, nullptr);
  std::string restored = before ? before : "C";
  for (const char *locale : {"C", "de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (!setlocale(LC_NUMERIC, locale))
      continue; // not installed
    std::string zeros(400, '0');
    for (const std::string &small :
         {std::string("1.5e-400"), std::string("-25e-999999999999999999999"),
          "0." + zeros + "1", "0." + zeros + "1e50", "1" + zeros + "e-900"})
      EXPECT_EQ(Value::parse(small)->asFloat(), 0.0) << small;
    for (const std::string &large :
         {std::string("1.5e400"), std::string("-1E+999999999999999999999"),
          "1" + zeros, "1" + zeros + ".5e-50", "0." + zeros + "1e900"})
      EXPECT_FALSE(Value::parse(large).ok()) << large;
  }
  setlocale(LC_NUMERIC, restored.c_str());
}

TEST(ValueJson, RoundTrips) {
  for (std::string_view json :
       {"null", "true", "false", "0", "-1", "1.5", "1e+300", "\"\"", "[]", "{}",
        "[[[]]]", R"({"b":1,"a":[1,2.0,"x",null]})", R"("\"\\\n\t\u0001é😀")",
        "9223372036854775807", "-9223372036854775808"})
    EXPECT_EQ(roundTrip(json), json);
}

TEST(ValueJson, ReadsWhiteSpaceAndEscapes) {
  EXPECT_EQ(roundTrip(" \n [ 1 ,\t2 ] \r\n"), "[1,2]");
  EXPECT_EQ(roundTrip(R"("\u0041\ud83d\ude00\/")"), "\"A😀/\"");
}

TEST(ValueJson, IntegersBeyond64BitsBecomeFloats) {
  Result<Value> value = Value::parse("18446744073709551616");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->kind(), Value::Kind::Float);
  EXPECT_EQ(value->asFloat(), 0x1p64);
}

TEST(ValueJson, FloatsStayFloats) {
  EXPECT_EQ(roundTrip("2.0"), "2.0");
  EXPECT_EQ(Value::number(1e300 * 1e10).toJson(), "null");
  EXPECT_EQ(roundTrip("1e-400"), "0.0");
}

TEST(ValueJson, Indents) {
  EXPECT_EQ(Value::parse(R"({"a":[1,{}],"b":[]})")->toJson(2),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST(ValueJson, RefusesWhatTheStandardRefuses) {
  for (std::string_view json : {"",
                                " ",
                                "[",
                                "]",
                                "[1",
                                "[1,",
                                "[1,]",
                                "[,1]",
                                "[1 2]",
                                "1 2",
                                "1,2",
                                "1]",
                                "1] [2",
                                "{",
                                "{\"a\"",
                                "{\"a\":",
                                "{\"a\":1",
                                "{\"a\":1,}",
                                "{\"a\" 1}",
                                "{a:1}",
                                "{1:1}",
                                "tru",
                                "truee",
                                "nul",
                                "nulll",
                                "falsey",
                                "01",
                                "-",
                                "+1",
                                ".5",
                                "1.",
                                "1e",
                                "1e+",
                                "0x1",
                                "NaN",
                                "Infinity",
                                "12abc",
                                "\"",
                                "\"\\x\"",
                                "\"\\u12\"",
                                "\"\\ud800\"",
                                "\"a\nb\"",
                                "'a'",
                                "[1]]",
                                "{}}",
                                "[}",
                                "{]",
                                "\"\xFF\"",
                                "1e400",
                                "/*a*/1",
                                "[\"a\" \"b\"]",
                                "{\"a\":1 \"b\":2}",
                                "{\"a\":1,,\"b\":2}",
                                "[1,,2]",
                                "{\"a\":}",
                                ":",
                                ",",
                                "[:]",
                                "{,}",
                                "[\"a\":1]",
                                "true false",
                                "[true false]",
                                "[1}",
                                "{\"a\":1]"}) {
    Result<Value> value = Value::parse(json);
    ASSERT_FALSE(value.ok()) << json << " gave " << value->toJson();
    EXPECT_EQ(value.status().code(), HOCKET_INVALID_ARGUMENT) << json;
    EXPECT_THAT(std::string(value.status().message()), HasSubstr("line "))
        << json;
  }
}

TEST(ValueJson, ErrorsGiveLineAndColumn) {
  EXPECT_THAT(roundTrip("{\n  \"a\": 012\n}"),
              HasSubstr("line 2, column 8: '012' is not a number"));
  EXPECT_THAT(roundTrip("\"abc\xFF\""), HasSubstr("line 1, column 5"));
}

TEST(ValueJson, ErrorsSayWhatWasExpectedAndFound) {
  struct Case {
    const char *json, *message;
  };
  for (Case test : std::initializer_list<Case>{
           {"", "column 1: expected a value, found the end of the text"},
           {"  ", "column 3: expected a value, found the end of the text"},
           {"1\n2", "line 2, column 1: expected the end of the text, found '2'"},
           {"1 garbage", "expected the end of the text, found 'garbage'"},
           {"[1]]", "column 4: expected the end of the text, found ']'"},
           {"hello world", "column 1: expected a value, found 'hello'"},
           {"True", "column 1: expected a value, found 'True'"},
           {"'a'", "column 1: expected a value, found '''"},
           {"\u00e9t\u00e9", "column 1: expected a value, found '\u00e9'"},
           {"[1, 2\n, tru]", "line 2, column 3: expected a value, found 'tru'"},
           {"[nul]", "expected a value or ']', found 'nul'"},
           {"[1 2]", "column 4: expected ',' or ']', found '2'"},
           {"[\"a,]\\\"\" :1]", "column 10: expected ',' or ']', found ':'"},
           {"[1,]", "column 4: expected a value, found ']'"},
           {"[1}", "column 3: expected ',' or ']', found '}'"},
           {"[1", "column 3: expected ',' or ']', found the end of the text"},
           {"[", "expected a value or ']', found the end of the text"},
           {"{1: 2}", "column 2: expected a name in quotes or '}', found '1'"},
           {"{\"a\" 1}", "column 6: expected ':', found '1'"},
           {"{\"a\":}", "column 6: expected a value, found '}'"},
           {"{\"a\":1 \"b\":2}", "column 8: expected ',' or '}', found '\"'"},
           {"{\"a\":1,}", "column 8: expected a name in quotes, found '}'"},
           {"{\"a\":1", "expected ',' or '}', found the end of the text"},
           {"{\"a\"", "expected ':', found the end of the text"}})
    EXPECT_THAT(roundTrip(test.json), HasSubstr(test.message)) << test.json;
}

TEST(ValueJson, LongWordsAreCutInMessages) {
  EXPECT_THAT(roundTrip(std::string(1000, 'x')),
              HasSubstr("found '" + std::string(40, 'x') + "'"));
}

TEST(ValueJson, DepthIsLimited) {
  std::string deepest = std::string(512, '[') + std::string(512, ']');
  EXPECT_EQ(roundTrip(deepest), deepest);
  EXPECT_THAT(roundTrip("[" + deepest + "]"), HasSubstr("deeper than 512"));
  EXPECT_THAT(roundTrip(std::string(100000, '[')), HasSubstr("invalid JSON"));
}
