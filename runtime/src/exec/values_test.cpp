// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes that compute values from values.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;

class ValuesTest : public RunTest {};

TEST_F(ValuesTest, ArgumentsAndConstants) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"a"});
  uint32_t sum = body.apply(Builtin::Add, {body.arg(0), builder.constant("2")});
  body.yield({body.result(sum)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"a": 40})")), "42");
}

TEST_F(ValuesTest, AProgramMayReturnNothing) {
  PlanBuilder builder;
  builder.program("main");
  EXPECT_EQ(outcomeOf(builder), "no result");
}

TEST_F(ValuesTest, BuildsAndTakesApart) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"v"});
  uint32_t price = body.get({"items"}, body.arg(0));
  body.node(price).add_path()->set_index(-1);
  body.node(price).add_path()->set_field(builder.string("unit price"));
  uint32_t text = body.format(
      "{0} {{{1}}}", {body.result(price), builder.constant("\"$1 {0}\"")});
  uint32_t list = body.list({body.result(text), body.result(price)});
  uint32_t record = body.record({"x", "y"}, {body.result(list), body.arg(0)});
  uint32_t member = body.get({"x"}, body.result(record));
  body.yield({body.result(member)});
  EXPECT_EQ(outcomeOf(builder,
                      parse(R"({"v": {"items": [1, {"unit price": 2.5}]}})")),
            R"(["2.5 {$1 {0}}",2.5])");
}

TEST_F(ValuesTest, GetWithAKeyKnownAtRunTime) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"v", "key"});
  uint32_t get =
      body.add(plan::v1::NODE_KIND_GET, {body.arg(0), body.arg(1)}, 1);
  body.yield({body.result(get)});
  auto s = session(builder);
  auto check = [&](const char *arguments) {
    auto run = start(s, parse(arguments));
    finish(run);
    return outcome(run);
  };
  EXPECT_EQ(check(R"({"v": [1, 2], "key": 1})"), "2");
  EXPECT_EQ(check(R"({"v": {"a": 3}, "key": "a"})"), "3");
  EXPECT_EQ(check(R"({"v": [1, 2], "key": 2})"),
            "NOT_FOUND: $ has no element 2, it has 2");
  EXPECT_EQ(check(R"({"v": {"a": 3}, "key": "b"})"),
            "NOT_FOUND: $ has no member \"b\"");
  EXPECT_EQ(check(R"({"v": 1, "key": "b"})"),
            "TYPE_ERROR: $: expected a record, found int");
  EXPECT_EQ(check(R"({"v": [1], "key": null})"),
            "TYPE_ERROR: expected a string or an int as the key, found null");
}

TEST_F(ValuesTest, CastsConvertOrNameThePath) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"v"});
  uint32_t cast = body.cast(R"({"list": "int"})", body.arg(0));
  body.node(cast).set_location(builder.location("plan.txt", 3, 7));
  body.yield({body.result(cast)});
  auto s = session(builder);
  auto good = start(s, parse(R"({"v": [1.0, 2]})"));
  finish(good);
  EXPECT_EQ(outcome(good), "[1,2]");
  auto bad = start(s, parse(R"({"v": [1, "x"]})"));
  finish(bad);
  EXPECT_EQ(
      bad->status().toString(),
      "plan.txt:3:7: $[1]: expected int, found string \"x\" [TYPE_ERROR]");
}

TEST_F(ValuesTest, ArgumentsMustFit) {
  PlanBuilder builder;
  builder.program("main", {"a"});
  auto s = session(builder);
  auto create = [&](const char *arguments) {
    return std::string(
        hocket::Run::create(s, s->plan->programs[0], parse(arguments), {})
            .status()
            .message());
  };
  EXPECT_EQ(create(R"({"a": 1})"), "");
  EXPECT_EQ(create("{}"), "program 'main' expects an argument 'a'; its parameters are 'a'");
  EXPECT_EQ(create(R"({"a": 1, "b": 2})"),
            "program 'main' has no parameter 'b'; its parameters are 'a'");
  EXPECT_EQ(create("[1]"), "expected an object of arguments, found list");
}

TEST_F(ValuesTest, ArgumentsFitTheirTypes) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"count", "ratio", "any"});
  builder.parameterTypes({"\"int\"", "{\"list\": \"float\"}", ""});
  body.yield({body.result(body.list({body.arg(0), body.arg(1), body.arg(2)}))});
  auto s = session(builder);
  auto create = [&](const char *arguments) {
    return std::string(hocket::Run::create(s, s->plan->programs[0], parse(arguments), {})
                           .status()
                           .message());
  };
  EXPECT_EQ(create(R"({"count": 2, "ratio": [1, 0.5], "any": "x"})"), "");
  EXPECT_EQ(create(R"({"count": 2.0, "ratio": [], "any": null})"), "");
  EXPECT_EQ(create(R"({"count": 2.5, "ratio": [], "any": 1})"),
            "argument 'count' does not fit its declared type: $: expected int, found float 2.5");
  EXPECT_EQ(create(R"({"count": 9223372036854775808, "ratio": [], "any": 1})").substr(0, 48),
            "argument 'count' does not fit its declared type:");
  EXPECT_EQ(create(R"({"count": 2, "ratio": [1, "x"], "any": 1})"),
            "argument 'ratio' does not fit its declared type: $[1]: expected float, found string "
            "\"x\"");
}

TEST_F(ValuesTest, NestingIsLimited) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t loop = body.loop(builder.constant("0"), builder.constant("1000"),
                            builder.constant("1"), {builder.constant("0")}, {});
  RegionBuilder &iteration = body.region(loop);
  uint32_t list = iteration.list({iteration.arg(1)});
  iteration.yield({iteration.result(list)});
  body.yield({body.result(loop)});
  EXPECT_EQ(outcomeOf(builder),
            "RESOURCE_EXHAUSTED: the value is nested deeper than 512");
}

namespace {
/// A list that holds itself twice, 60 times: 2^60 elements in a few bytes.
Encoded addHuge(PlanBuilder &builder, RegionBuilder &body) {
  Encoded value = builder.constant("1");
  for (int i = 0; i < 60; ++i)
    value = body.result(body.list({value, value}));
  return value;
}
} // namespace

TEST_F(ValuesTest, WhatIsTooLongIsNotWritten) {
  PlanBuilder format;
  RegionBuilder &body = format.program("main");
  body.yield({body.result(body.format("{0}", {addHuge(format, body)}))});
  EXPECT_EQ(outcomeOf(format), "RESOURCE_EXHAUSTED: the text exceeds 256 MiB");

  addCompute("ok", [](Invocation &) { return Value(); });
  PlanBuilder call;
  uint32_t tool = call.tool("ok", {"a"}, true);
  RegionBuilder &caller = call.program("main");
  caller.yield({caller.result(caller.call(tool, {addHuge(call, caller)}))});
  EXPECT_EQ(outcomeOf(call),
            "RESOURCE_EXHAUSTED: the arguments exceed 256 MiB");

  PlanBuilder result;
  RegionBuilder &returning = result.program("main");
  Encoded huge = addHuge(result, returning);
  returning.yield({huge});
  result.output("all", huge);
  auto ended = run(result);
  EXPECT_EQ(outcome(ended),
            "RESOURCE_EXHAUSTED: the text of the value exceeds 256 MiB");
  EXPECT_EQ(ended->outputs()[0].status.code(), HOCKET_RESOURCE_EXHAUSTED);
}

TEST_F(ValuesTest, WhatToolsReturnIsNotDeeper) {
  addCompute("wrap", [](Invocation &invocation) {
    return Value::list({*invocation.arguments.get("a")});
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("wrap", {"a"}, true);
  RegionBuilder &body = builder.program("main", {"v"});
  body.yield({body.result(body.call(tool, {body.arg(0)}))});
  auto nested = [](unsigned depth) {
    return parse("{\"v\":" + std::string(depth, '[') + std::string(depth, ']') +
                 "}");
  };
  EXPECT_EQ(run(builder, nested(510))->status().code(), HOCKET_OK);
  Value deepest = Value::object({{"v", *nested(511).get("v")}});
  deepest = Value::object({{"v", Value::list({*deepest.get("v")})}});
  EXPECT_EQ(outcomeOf(builder, deepest),
            "RESOURCE_EXHAUSTED: the value is nested deeper than 512");
  Value tooDeep = Value::object({{"v", Value::list({*deepest.get("v")})}});
  auto s = session(builder);
  EXPECT_EQ(hocket::Run::create(s, s->plan->programs[0], tooDeep, {})
                .status()
                .message(),
            "argument 'v' is nested deeper than 512");
}
