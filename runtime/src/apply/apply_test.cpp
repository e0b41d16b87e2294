// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "apply/apply.h"
#include "apply/poll.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

using namespace hocket;

/// Applies a built-in to JSON operands; the result as JSON, or the error's code.
static std::string apply(Builtin builtin, std::initializer_list<const char *> operands) {
  std::vector<Value> values;
  for (const char *json : operands) {
    Result<Value> value = Value::parse(json);
    EXPECT_TRUE(value.ok()) << json;
    values.push_back(value ? *value : Value());
  }
  std::vector<const Value *> inputs;
  for (const Value &value : values)
    inputs.push_back(&value);
  Result<Value> result = applyBuiltin(builtin, inputs);
  return result ? result->toJson() : std::string(codeName(result.status().code()));
}

// Integers stay integers; overflow is an error and never wraps.
TEST(Apply, IntegerArithmetic) {
  EXPECT_EQ(apply(Builtin::Add, {"2", "3"}), "5");
  EXPECT_EQ(apply(Builtin::Add, {"9223372036854775807", "1"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Sub, {"-9223372036854775808", "1"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Mul, {"4294967296", "4294967296"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Neg, {"-9223372036854775808"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Abs, {"-7"}), "7");
  EXPECT_EQ(apply(Builtin::Pow, {"2", "62"}), "4611686018427387904");
  EXPECT_EQ(apply(Builtin::Pow, {"2", "63"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Pow, {"-2", "63"}), "-9223372036854775808");
  EXPECT_EQ(apply(Builtin::Pow, {"2", "-1"}), "0.5");
}

// Division rounds towards minus infinity, and the remainder has the divisor's sign.
TEST(Apply, Division) {
  EXPECT_EQ(apply(Builtin::Div, {"1", "2"}), "0.5");
  EXPECT_EQ(apply(Builtin::Div, {"4", "2"}), "2.0");
  EXPECT_EQ(apply(Builtin::FloorDiv, {"-7", "2"}), "-4");
  EXPECT_EQ(apply(Builtin::Mod, {"-7", "2"}), "1");
  EXPECT_EQ(apply(Builtin::Mod, {"7", "-2"}), "-1");
  EXPECT_EQ(apply(Builtin::FloorDiv, {"-9223372036854775808", "-1"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Mod, {"-9223372036854775808", "-1"}), "0");
  EXPECT_EQ(apply(Builtin::FloorDiv, {"-7.5", "2"}), "-4.0");
  EXPECT_EQ(apply(Builtin::Mod, {"-7.5", "2"}), "0.5");
  EXPECT_EQ(apply(Builtin::Div, {"1", "0"}), "DIVISION_BY_ZERO");
  EXPECT_EQ(apply(Builtin::Mod, {"1.5", "0"}), "DIVISION_BY_ZERO");
  EXPECT_EQ(apply(Builtin::Pow, {"0", "-1"}), "DIVISION_BY_ZERO");
}

// Ties go to even; without digits the result is an integer.
TEST(Apply, Rounding) {
  EXPECT_EQ(apply(Builtin::Round, {"2.5"}), "2");
  EXPECT_EQ(apply(Builtin::Round, {"3.5"}), "4");
  EXPECT_EQ(apply(Builtin::Round, {"2.675", "2"}), "2.67");
  EXPECT_EQ(apply(Builtin::Round, {"1250", "-2"}), "1200");
  EXPECT_EQ(apply(Builtin::Round, {"-1350", "-2"}), "-1400");
  EXPECT_EQ(apply(Builtin::Floor, {"-1.5"}), "-2");
  EXPECT_EQ(apply(Builtin::Ceil, {"-1.5"}), "-1");
  EXPECT_EQ(apply(Builtin::Floor, {"1e300"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Sqrt, {"16"}), "4.0");
  EXPECT_EQ(apply(Builtin::Sqrt, {"-1"}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Sum, {"[1, 2, 3]"}), "6");
  EXPECT_EQ(apply(Builtin::Sum, {"[1, 2.5]"}), "3.5");
  EXPECT_EQ(apply(Builtin::Sum, {"[1, \"2\"]"}), "TYPE_ERROR");
}

// An integer and a float compare exactly, also beyond 2^53.
TEST(Apply, Comparison) {
  EXPECT_EQ(apply(Builtin::Lt, {"9007199254740993", "9007199254740992.0"}), "false");
  EXPECT_EQ(apply(Builtin::Gt, {"9007199254740993", "9007199254740992.0"}), "true");
  EXPECT_EQ(apply(Builtin::Le, {"1", "1.0"}), "true");
  EXPECT_EQ(apply(Builtin::Lt, {"-1", "-0.5"}), "true");
  EXPECT_EQ(apply(Builtin::Lt, {"\"a\"", "\"b\""}), "true");
  EXPECT_EQ(apply(Builtin::Lt, {"\"a\"", "1"}), "TYPE_ERROR");
  EXPECT_EQ(apply(Builtin::Eq, {"[1, {\"a\": 2}]", "[1.0, {\"a\": 2}]"}), "true");
  EXPECT_EQ(apply(Builtin::Ne, {"1", "\"1\""}), "true");
  EXPECT_EQ(apply(Builtin::Min, {"[3, 1.5, 2]"}), "1.5");
  EXPECT_EQ(apply(Builtin::Max, {"3", "7", "5"}), "7");
  EXPECT_EQ(apply(Builtin::Max, {"[]"}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Max, {"[1, \"a\"]"}), "TYPE_ERROR");
}

TEST(Apply, Logic) {
  EXPECT_EQ(apply(Builtin::And, {"true", "false"}), "false");
  EXPECT_EQ(apply(Builtin::Or, {"true", "false"}), "true");
  EXPECT_EQ(apply(Builtin::Not, {"true"}), "false");
  EXPECT_EQ(apply(Builtin::Not, {"1"}), "TYPE_ERROR");
  EXPECT_EQ(apply(Builtin::Select, {"false", "1", "[2]"}), "[2]");
  EXPECT_EQ(apply(Builtin::Truthy, {"[]"}), "false");
  EXPECT_EQ(apply(Builtin::Bool, {"\"false\""}), "true");
}

TEST(Apply, Text) {
  EXPECT_EQ(apply(Builtin::Add, {"\"a\"", "\"b\""}), "\"ab\"");
  EXPECT_EQ(apply(Builtin::Add, {"\"a\"", "1"}), "TYPE_ERROR");
  EXPECT_EQ(apply(Builtin::Mul, {"3", "\"ab\""}), "\"ababab\"");
  EXPECT_EQ(apply(Builtin::Mul, {"\"ab\"", "-1"}), "\"\"");
  EXPECT_EQ(apply(Builtin::Mul, {"\"ab\"", "9223372036854775807"}), "RESOURCE_EXHAUSTED");
  EXPECT_EQ(apply(Builtin::Upper, {"\"aé\""}), "\"Aé\"");
  EXPECT_EQ(apply(Builtin::Strip, {"\" a b \\n\""}), "\"a b\"");
  EXPECT_EQ(apply(Builtin::Split, {"\" a  b \""}), "[\"a\",\"b\"]");
  EXPECT_EQ(apply(Builtin::Split, {"\"a,,b\"", "\",\""}), "[\"a\",\"\",\"b\"]");
  EXPECT_EQ(apply(Builtin::Split, {"\"a\"", "\"\""}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Join, {"\"-\"", "[\"a\", \"b\"]"}), "\"a-b\"");
  EXPECT_EQ(apply(Builtin::Replace, {"\"aXbX\"", "\"X\"", "\"yy\""}), "\"ayybyy\"");
  EXPECT_EQ(apply(Builtin::Replace, {"\"aé\"", "\"\"", "\"-\""}), "\"-a-é-\"");
  EXPECT_EQ(apply(Builtin::StartsWith, {"\"abc\"", "\"ab\""}), "true");
  EXPECT_EQ(apply(Builtin::EndsWith, {"\"abc\"", "\"bc\""}), "true");
}

// Strings are sequences of code points, not of bytes.
TEST(Apply, Sequences) {
  EXPECT_EQ(apply(Builtin::Len, {"\"aé😀\""}), "3");
  EXPECT_EQ(apply(Builtin::Slice, {"\"aé😀\"", "1", "null"}), "\"é😀\"");
  EXPECT_EQ(apply(Builtin::Slice, {"[1, 2, 3, 4]", "-3", "-1"}), "[2,3]");
  EXPECT_EQ(apply(Builtin::Slice, {"[1, 2]", "5", "1"}), "[]");
  EXPECT_EQ(apply(Builtin::Slice, {"[1, 2]", "-9223372036854775808", "null"}), "[1,2]");
  EXPECT_EQ(apply(Builtin::Contains, {"{\"a\": 1}", "\"a\""}), "true");
  EXPECT_EQ(apply(Builtin::Contains, {"[1, 2]", "2.0"}), "true");
  EXPECT_EQ(apply(Builtin::Contains, {"\"abc\"", "1"}), "TYPE_ERROR");
  EXPECT_EQ(apply(Builtin::Sorted, {"[3, 1.5, 2]"}), "[1.5,2,3]");
  EXPECT_EQ(apply(Builtin::Sorted, {"[\"b\", \"a\"]", "true"}), "[\"b\",\"a\"]");
  // Equal elements keep their order, in both directions.
  EXPECT_EQ(apply(Builtin::Sorted, {"[2, 1.0, 3, 1]"}), "[1.0,1,2,3]");
  EXPECT_EQ(apply(Builtin::Sorted, {"[1, 2, 1.0, 3]", "true"}), "[3,2,1,1.0]");
  EXPECT_EQ(apply(Builtin::Sorted, {"[1, \"a\"]"}), "TYPE_ERROR");
  EXPECT_EQ(apply(Builtin::Reversed, {"[1, 2]"}), "[2,1]");
  EXPECT_EQ(apply(Builtin::Unique, {"[1, \"a\", 1.0, \"a\", [1]]"}), "[1,\"a\",[1]]");
  EXPECT_EQ(apply(Builtin::Concat, {"[[1], [], [2]]"}), "[1,2]");
  EXPECT_EQ(apply(Builtin::Keys, {"{\"b\": 1, \"a\": 2}"}), "[\"b\",\"a\"]");
  EXPECT_EQ(apply(Builtin::Values, {"{\"b\": 1, \"a\": 2}"}), "[1,2]");
}

TEST(Apply, Ranges) {
  EXPECT_EQ(apply(Builtin::Range, {"3"}), "[0,1,2]");
  EXPECT_EQ(apply(Builtin::Range, {"5", "0", "-2"}), "[5,3,1]");
  EXPECT_EQ(apply(Builtin::Range, {"0", "5", "0"}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Range, {"9223372036854775807"}), "RESOURCE_EXHAUSTED");
  EXPECT_EQ(apply(Builtin::Range, {"-9223372036854775808", "9223372036854775807",
                                   "9223372036854775807"}),
            "[-9223372036854775808,-1,9223372036854775806]");
}

TEST(Apply, Conversions) {
  EXPECT_EQ(apply(Builtin::Str, {"\"a\""}), "\"a\"");
  EXPECT_EQ(apply(Builtin::Str, {"1.0"}), "\"1.0\"");
  EXPECT_EQ(apply(Builtin::Int, {"-2.9"}), "-2");
  EXPECT_EQ(apply(Builtin::Int, {"\" +12 \""}), "12");
  EXPECT_EQ(apply(Builtin::Int, {"\"+-12\""}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Int, {"\"12x\""}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::Int, {"\"92233720368547758070\""}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Float, {"\"1e3\""}), "1000.0");
  EXPECT_EQ(apply(Builtin::Float, {"\"nan\""}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::JsonParse, {"\"[1, 2]\""}), "[1,2]");
  EXPECT_EQ(apply(Builtin::JsonParse, {"\"[1,\""}), "INVALID_ARGUMENT");
  EXPECT_EQ(apply(Builtin::JsonDump, {"[1, \"a\"]"}), "\"[1,\\\"a\\\"]\"");
}

// A message names the function, what it expects and what it found.
TEST(Apply, Messages) {
  Value number = Value::integer(1);
  const Value *input = &number;
  EXPECT_EQ(applyBuiltin(Builtin::Len, {&input, 1}).status().message(),
            "'len' expects a string, list or object, found int");
}

// A value is a JSON value, which has no infinity and no NaN.
TEST(Apply, FloatsStayFinite) {
  EXPECT_EQ(apply(Builtin::Mul, {"1e308", "10"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Add, {"1.7e308", "1.7e308"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Sub, {"-1.7e308", "1.7e308"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Div, {"1e308", "1e-10"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::FloorDiv, {"1e308", "1e-10"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Pow, {"10.0", "400"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Sum, {"[1e308, 1e308]"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Round, {"1.7e308", "-308"}), "OVERFLOW");
}

// 10^19, the nearest multiple, is no 64-bit integer.
TEST(Apply, RoundingIntegersToTensOfQuintillions) {
  EXPECT_EQ(apply(Builtin::Round, {"6000000000000000000", "-19"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Round, {"-6000000000000000000", "-19"}), "OVERFLOW");
  EXPECT_EQ(apply(Builtin::Round, {"5000000000000000000", "-19"}), "0");
  EXPECT_EQ(apply(Builtin::Round, {"6000000000000000000", "-20"}), "0");
}

static Code codeOf(Builtin builtin, std::initializer_list<Value> operands) {
  std::vector<const Value *> inputs;
  for (const Value &operand : operands)
    inputs.push_back(&operand);
  return applyBuiltin(builtin, inputs).status().code();
}

// Neither what is shared nor what doubles again and again fills the memory.
TEST(Apply, ResultsAreLimited) {
  Value shared = Value::string("0123456789abcdef");
  for (int i = 0; i < 60; ++i)
    shared = Value::list({shared, shared});
  EXPECT_EQ(codeOf(Builtin::Str, {shared}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_EQ(codeOf(Builtin::JsonDump, {shared}), HOCKET_RESOURCE_EXHAUSTED);
  Value half = Value::string(std::string((Value::maxTextSize >> 1) + 1, 'x'));
  EXPECT_EQ(codeOf(Builtin::Add, {half, half}), HOCKET_RESOURCE_EXHAUSTED);
  Value list = Value::list(Value::List(maxElements / 2 + 1));
  EXPECT_EQ(codeOf(Builtin::Add, {list, list}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_EQ(codeOf(Builtin::Concat, {Value::list({list, list})}), HOCKET_RESOURCE_EXHAUSTED);
  Value commas = Value::string(std::string(maxElements + 1, ','));
  EXPECT_EQ(codeOf(Builtin::Split, {commas, Value::string(",")}), HOCKET_RESOURCE_EXHAUSTED);
}

static Value nested(unsigned levels) {
  Value value = Value::integer(1);
  for (unsigned i = 0; i < levels; ++i)
    value = Value::list({value, value});
  return value;
}

// Two values of 2^60 elements each, made apart: comparing them would not end.
TEST(Apply, WhatIsSharedIsNotWalkedForEver) {
  Value left = nested(60), right = nested(60);
  EXPECT_EQ(codeOf(Builtin::Eq, {left, right}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_EQ(codeOf(Builtin::Ne, {left, right}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_EQ(codeOf(Builtin::Contains, {left, right}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_EQ(codeOf(Builtin::Unique, {left}), HOCKET_RESOURCE_EXHAUSTED);
  EXPECT_TRUE(left == left);
  EXPECT_EQ(codeOf(Builtin::Eq, {nested(10), nested(10)}), HOCKET_OK);
}

// Each of these took quadratic time: minutes to hours at these sizes.
TEST(Apply, LongInputsTakeLinearTime) {
  Value::List numbers;
  for (int i = 0; i < 1'000'000; ++i)
    numbers.push_back(Value::integer(i));
  Value list = Value::list(numbers);
  const Value *operand = &list;
  EXPECT_EQ(applyBuiltin(Builtin::Unique, {&operand, 1})->asList().size(), numbers.size());
  Value text = Value::string(std::string(1 << 21, 'a'));
  Value piece = Value::string(std::string(1 << 20, 'a') + "b");
  const Value *operands[] = {&text, &piece};
  EXPECT_FALSE(applyBuiltin(Builtin::Contains, operands)->asBool());
  Value::Object members;
  for (int i = 0; i < 200'000; ++i)
    members.emplace_back("key" + std::to_string(i), Value::integer(i));
  Value forwards = Value::object(members);
  std::reverse(members.begin(), members.end());
  EXPECT_TRUE(forwards == Value::object(members));
}

// What may take seconds ends soon after nobody wants it any more.
TEST(Apply, LongFunctionsCanBeStopped) {
  Value::List list;
  for (int i = 0; i < 100'000; ++i)
    list.push_back(Value::integer(i * 7919 % 100'003));
  Value value = Value::list(std::move(list));
  const Value *operands[] = {&value};
  for (Builtin builtin : {Builtin::Sorted, Builtin::Unique}) {
    EXPECT_TRUE(applyBuiltin(builtin, operands).ok());
    int asked = 0;
    PollScope scope([](void *count) { return ++*static_cast<int *>(count) == 3; }, &asked);
    EXPECT_EQ(applyBuiltin(builtin, operands).status().code(), HOCKET_CANCELLED);
    EXPECT_EQ(asked, 3);
  }
}

TEST(Apply, UniqueComparesAsEqDoes) {
  EXPECT_EQ(apply(Builtin::Unique, {"[1, 1.0, 0.0, -0.0, 0, true, null, null]"}),
            "[1,0.0,true,null]");
  EXPECT_EQ(apply(Builtin::Unique, {R"([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1.0}, {"a": 1}])"}),
            R"([{"a":1,"b":[2]},{"a":1}])");
  EXPECT_EQ(apply(Builtin::Unique, {"[9007199254740993, 9007199254740992.0]"}),
            "[9007199254740993,9007199254740992.0]");
}
