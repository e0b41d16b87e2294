// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "base/value.h"

#include <gtest/gtest.h>

#include <thread>

using namespace hocket;

TEST(Value, CopiesShareAndMovesEmpty) {
  Value text = Value::string("abc");
  Value copy = text;
  EXPECT_EQ(&copy.asString(), &text.asString());
  Value moved = std::move(text);
  EXPECT_TRUE(text.isNull()); // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(moved.asString(), "abc");
  Value &alias = copy;
  copy = alias;
  EXPECT_EQ(copy.asString(), "abc");
}

TEST(Value, NumbersCompareByTheirNumber) {
  EXPECT_EQ(Value::integer(1), Value::number(1.0));
  EXPECT_EQ(Value::number(-3.0), Value::integer(-3));
  EXPECT_FALSE(Value::integer(1) == Value::number(1.5));
  EXPECT_FALSE(Value::integer(1) == Value::boolean(true));
  // 2^53 + 1 has no double; rounding must not make them equal.
  EXPECT_FALSE(Value::integer(9007199254740993) ==
               Value::number(9007199254740992.0));
  EXPECT_FALSE(Value::integer(INT64_MAX) == Value::number(0x1p63));
}

TEST(Value, ObjectsCompareWithoutOrder) {
  Value left = Value::object({{"a", Value::integer(1)}, {"b", Value()}});
  Value right = Value::object({{"b", Value()}, {"a", Value::integer(1)}});
  EXPECT_EQ(left, right);
  EXPECT_FALSE(left == Value::object({{"a", Value::integer(1)}}));
  EXPECT_FALSE(left ==
               Value::object({{"a", Value::integer(1)}, {"c", Value()}}));
}

TEST(Value, OfEqualKeysTheLastWinsAtThePlaceOfTheFirst) {
  Value value = Value::object({{"a", Value::integer(1)},
                               {"b", Value::integer(2)},
                               {"a", Value::integer(3)}});
  EXPECT_EQ(value.toJson(), R"({"a":3,"b":2})");
  Value::Object many;
  for (int i = 0; i < 100; ++i)
    many.emplace_back("k" + std::to_string(i % 50), Value::integer(i));
  EXPECT_EQ(Value::object(std::move(many)).asObject().size(), 50u);
}

TEST(Value, GetFindsMembers) {
  Value value = Value::object({{"a", Value::integer(1)}});
  ASSERT_NE(value.get("a"), nullptr);
  EXPECT_EQ(value.get("b"), nullptr);
  EXPECT_EQ(Value::integer(1).get("a"), nullptr);
}

TEST(Value, DepthCountsLevels) {
  EXPECT_EQ(Value::integer(1).depth(), 0u);
  Value inner = Value::list({Value::integer(1)});
  EXPECT_EQ(inner.depth(), 1u);
  EXPECT_EQ(Value::object({{"a", inner}, {"b", Value()}}).depth(), 2u);
}

// Shared values count wherever they stand, and the count does not overflow.
TEST(Value, SizesAreThoseOfTheText) {
  EXPECT_EQ(Value::string("abc").jsonSize(), 5u);
  Value value = Value::list({Value::string("abc"), Value::integer(1)});
  EXPECT_GE(value.jsonSize(), 7u);
  EXPECT_LE(value.jsonSize(), value.toJson().size() + 1);
  Value record = Value::object({{"key", value}});
  EXPECT_GE(record.jsonSize(), 5 + value.jsonSize());
  for (int i = 0; i < 200; ++i) {
    Value next = Value::list({value, value});
    EXPECT_GE(next.jsonSize(), value.jsonSize());
    value = next;
  }
  EXPECT_GT(value.jsonSize(), Value::maxTextSize);
}

TEST(Value, ManyThreadsShareOneValue) {
  Value shared = Value::list({Value::string("x"), Value::integer(2)});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([shared] {
      for (int i = 0; i < 10000; ++i) {
        Value copy = shared;
        Value element = copy.asList()[0];
        ASSERT_EQ(element.asString(), "x");
      }
    });
  for (std::thread &thread : threads)
    thread.join();
}
