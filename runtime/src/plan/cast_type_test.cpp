// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/cast_type.h"

#include <gtest/gtest.h>

using namespace hocket;

static std::string cast(std::string_view type, std::string_view value) {
  Result<CastType> parsed = CastType::parse(type);
  if (!parsed)
    return parsed.status().toString();
  Result<Value> result = parsed->apply(*Value::parse(value));
  return result ? result->toJson() : std::string(result.status().message());
}

TEST(CastType, AcceptsWhatTheTableSays) {
  EXPECT_EQ(cast(R"("json")", R"({"a":[1]})"), R"({"a":[1]})");
  EXPECT_EQ(cast(R"("string")", R"("x")"), R"("x")");
  EXPECT_EQ(cast(R"("bool")", "true"), "true");
  EXPECT_EQ(cast(R"("null")", "null"), "null");
  EXPECT_EQ(cast(R"({"list":"int"})", "[1,2]"), "[1,2]");
  EXPECT_EQ(cast(R"({"optional":"int"})", "null"), "null");
  EXPECT_EQ(cast(R"({"enum":["a",1]})", "1"), "1");
}

TEST(CastType, ConvertsNumbers) {
  EXPECT_EQ(cast(R"("int")", "3.0"), "3");
  EXPECT_EQ(cast(R"("float")", "3"), "3.0");
  EXPECT_EQ(cast(R"({"list":"float"})", "[1,2.5]"), "[1.0,2.5]");
  EXPECT_EQ(
      cast(R"({"record":{"a":"int","b":"int"}})", R"({"c":1,"b":2.0,"a":3})"),
      R"({"c":1,"b":2,"a":3})");
  EXPECT_EQ(cast(R"("int")", "1e300"), "$: expected int, found float 1e+300");
  EXPECT_EQ(cast(R"("int")", "1.5"), "$: expected int, found float 1.5");
}

TEST(CastType, RecordFieldsMayBeOptionalOrUnknown) {
  const char *type = R"({"record":{"a":"int","b?":"string"}})";
  EXPECT_EQ(cast(type, R"({"a":1,"z":null})"), R"({"a":1,"z":null})");
  EXPECT_EQ(cast(type, R"({"a":1,"b":"x"})"), R"({"a":1,"b":"x"})");
  EXPECT_EQ(cast(type, R"({"a":1,"b":2})"),
            "$.b: expected string, found int 2");
  EXPECT_EQ(cast(type, "{}"), "$.a: expected int, found nothing");
}

TEST(CastType, FailuresNameThePath) {
  EXPECT_EQ(
      cast(R"({"record":{"items":{"list":{"record":{"price":"float"}}}}})",
           R"({"items":[{"price":1},{"price":"n/a"}]})"),
      R"($.items[1].price: expected float, found string "n/a")");
  EXPECT_EQ(cast(R"({"record":{"unit price":"int"}})", R"({"unit price":[]})"),
            R"($["unit price"]: expected int, found list of 0)");
  EXPECT_EQ(cast(R"({"enum":["a","b"]})", R"("c")"),
            R"($: expected one of ["a","b"], found string "c")");
}

TEST(CastType, RefusesBadTypes) {
  for (std::string type :
       {"", "1", R"("integer")", "{}", R"({"list":"int","x":1})",
        R"({"set":"int"})", R"({"record":[]})", R"({"enum":[]})",
        R"({"list":{"list":3}})"})
    EXPECT_FALSE(CastType::parse(type).ok()) << type;
}

TEST(CastType, NestsToALimit) {
  auto nested = [](int depth) {
    std::string type;
    for (int i = 0; i < depth; ++i)
      type += i % 2 ? R"({"list":)" : R"({"record":{"a":)";
    type += R"("int")";
    for (int i = depth; i-- > 0;)
      type += i % 2 ? "}" : "}}";
    return CastType::parse(type).status();
  };
  EXPECT_TRUE(nested(64).ok()) << nested(64).toString();
  EXPECT_EQ(nested(65).message(), "type nested deeper than 64");
  EXPECT_EQ(nested(200).message(), "type nested deeper than 64");
}
