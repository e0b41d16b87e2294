// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/runtime/hocket.h"
#include "hocket/runtime/hocket.hpp"

#include <gtest/gtest.h>

#include <thread>

using namespace hocket::api;

// The C and C++ views of one document agree, and elements outlive the root
// handle that they were taken from.
TEST(ApiValue, ReadsADocument) {
  Result<Value> parsed = Value::parse(R"({"a": [1, 2.5, "x"], "b": {"c": null, "d": true}})");
  ASSERT_TRUE(parsed.ok());
  Value list = (*parsed)["a"];
  Value flag = (*parsed)["b"]["d"];
  *parsed = Value();
  EXPECT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].asInt(), 1);
  EXPECT_EQ(list[1].asFloat(), 2.5);
  EXPECT_EQ(list[0].asFloat(), 1.0);
  EXPECT_EQ(list[2].asString(), "x");
  EXPECT_TRUE(flag.asBool());
  EXPECT_EQ(list.toJson(), R"([1,2.5,"x"])");
}

// Accessors of the wrong kind and indices out of range give nothing, not a crash.
TEST(ApiValue, WrongKindsGiveNothing) {
  Value text("hello");
  EXPECT_EQ(text.asInt(), 0);
  EXPECT_EQ(text.size(), 0u);
  EXPECT_TRUE(text[3].isNull());
  EXPECT_TRUE(text["key"].isNull());
  EXPECT_EQ(hocket_value_at(nullptr, 0), nullptr);
  EXPECT_EQ(hocket_value_kind(nullptr), HOCKET_NULL);
  EXPECT_EQ(hocket_value_key_at(text.get(), 0).size, 0u);
}

// Invalid UTF-8 from a program becomes the replacement character.
TEST(ApiValue, RepairsStrings) {
  EXPECT_EQ(Value(std::string("a\xff") + "b").asString(), "a\xEF\xBF\xBD" "b");
}

TEST(ApiValue, ReportsWhereParsingFailed) {
  Result<Value> parsed = Value::parse("{\n  \"a\": ]\n}");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.status().code(), HOCKET_INVALID_ARGUMENT);
  EXPECT_NE(parsed.status().toString().find("2"), std::string_view::npos);
}

// Elements may be asked for by several threads at once: they are made once.
TEST(ApiValue, ConcurrentReaders) {
  Result<Value> parsed = Value::parse("[[1],[2],[3]]");
  ASSERT_TRUE(parsed.ok());
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      for (size_t j = 0; j < 3; ++j)
        EXPECT_EQ((*parsed)[j][0].asInt(), static_cast<int64_t>(j) + 1);
    });
  for (std::thread &reader : readers)
    reader.join();
}

TEST(ApiStatus, CarriesCodeAndMessage) {
  Status status(HOCKET_NOT_FOUND, "no such thing");
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), HOCKET_NOT_FOUND);
  EXPECT_EQ(status.message(), "no such thing");
  EXPECT_EQ(status.location().line, 0u);
  EXPECT_NE(status.toString().find("[NOT_FOUND]"), std::string_view::npos);
  EXPECT_TRUE(Status().ok());
  EXPECT_EQ(Status().code(), HOCKET_OK);
}
