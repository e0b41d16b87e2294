// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a tool returns must fit the type that its declaration gives.
#include "exec/result_type_fixture.h"

using namespace hocket;
using namespace hocket::testing;

TEST_F(ResultTypeTest, EveryKindOfToolIsChecked) {
  for (const char *tool : {"compute", "blocking", "async"}) {
    EXPECT_EQ(returning(tool, R"("string")", R"("x")"), R"("x")");
    EXPECT_EQ(returning(tool, R"("float")", R"({"seconds":1})"),
              misfit(tool, "$: expected float, found record"));
    EXPECT_EQ(returning(tool, R"({"list":{"record":{"price":"int"}}})",
                        R"([{"price":1},{"price":"n/a"}])"),
              misfit(tool, "$[1].price: expected int, found string \"n/a\""));
  }
}

TEST_F(ResultTypeTest, NumbersAreConvertedAsByACast) {
  EXPECT_EQ(returning("compute", R"("float")", "3"), "3.0");
  EXPECT_EQ(returning("async", R"("int")", "3.0"), "3");
  EXPECT_EQ(returning("blocking", R"({"record":{"a":"float","b?":"int"}})",
                      R"({"z":1,"a":2})"),
            R"({"z":1,"a":2.0})");
  EXPECT_EQ(returning("compute", R"("int")", "3.5"),
            misfit("compute", "$: expected int, found float 3.5"));
}

TEST_F(ResultTypeTest, EnumerationsAndNull) {
  const char *unit = R"({"enum":["km","mi"]})";
  EXPECT_EQ(returning("compute", unit, R"("km")"), R"("km")");
  EXPECT_EQ(returning("compute", unit, R"("parsec")"),
            misfit("compute",
                   R"($: expected one of ["km","mi"], found string "parsec")"));
  EXPECT_EQ(returning("async", R"({"optional":"int"})", "null"), "null");
  EXPECT_EQ(returning("async", R"("int")", "null"),
            misfit("async", "$: expected int, found null"));
}

TEST_F(ResultTypeTest, AnyValueNeedsNoType) {
  PlanBuilder builder;
  uint32_t plain = builder.tool("compute", {"value"}, true);
  uint32_t json = addTool(builder, "async", R"("json")");
  RegionBuilder &body = builder.program("main");
  uint32_t a = body.call(plain, {builder.constant("[1,null]")});
  uint32_t b = body.call(json, {body.result(a)});
  body.yield({body.result(b)});
  EXPECT_FALSE(session(builder)->plan->nodes[1].typed);
  EXPECT_EQ(outcomeOf(builder), "[1,null]");
}
