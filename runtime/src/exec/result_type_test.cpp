// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a tool returns must fit the type that its declaration gives.
#include "exec/test_support.h"

#include <thread>

using namespace hocket;
using namespace hocket::testing;

/// Tools of every kind that return their argument, or null without one.
class ResultTypeTest : public RunTest {
protected:
  ResultTypeTest() {
    auto echo = [this](Invocation &invocation) -> Result<Value> {
      ++calls;
      const Value *value = invocation.arguments.get("value");
      return value ? *value : Value();
    };
    addCompute("compute", echo);
    addBlocking("blocking", echo);
    addAsync("async", [echo](std::shared_ptr<Invocation> invocation) {
      std::thread([echo, invocation] {
        invocation->complete(echo(*invocation));
      }).detach();
    });
  }

  static uint32_t addTool(PlanBuilder &builder, const std::string &name,
                          const std::string &type) {
    uint32_t tool = builder.tool(name, {"value"}, name == "compute");
    builder.resultType(tool, type);
    return tool;
  }
  /// The outcome of one call that returns `value`, in parallel and in order.
  std::string returning(const std::string &tool, const std::string &type,
                        const std::string &value) {
    PlanBuilder builder;
    uint32_t index = addTool(builder, tool, type);
    RegionBuilder &body = builder.program("main");
    uint32_t call = body.call(index, {builder.constant(value)});
    body.node(call).set_location(builder.location("plan.txt", 3, 7));
    body.yield({body.result(call)});
    auto parallel = run(builder);
    RunOptions inOrder;
    inOrder.sequential = true;
    auto sequential = run(builder, {}, inOrder);
    EXPECT_EQ(outcome(parallel), outcome(sequential));
    if (!parallel->status().ok()) {
      EXPECT_EQ(parallel->status().location()->line, 3u);
      EXPECT_EQ(sequential->status().location()->line, 3u);
    }
    return outcome(parallel);
  }

  std::atomic<int> calls{0};
};

static std::string misfit(const std::string &tool, const std::string &why) {
  return "TYPE_ERROR: tool '" + tool +
         "' returned a value that does not fit its declared type: " + why;
}

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

TEST_F(ResultTypeTest, AMismatchIsNeverRetried) {
  for (const char *tool : {"compute", "blocking", "async"}) {
    PlanBuilder builder;
    RegionBuilder &body = builder.program("main");
    body.call(addTool(builder, tool, R"("int")"), {builder.constant("true")});
    body.node(0).set_ordered(true);
    auto &policy = *builder.message().mutable_tools(0)->mutable_policy();
    policy.set_idempotent(true);
    policy.set_retries(5);
    calls = 0;
    EXPECT_EQ(outcomeOf(builder),
              misfit(tool, "$: expected int, found bool true"));
    EXPECT_EQ(calls, 1) << tool;
  }
}

TEST_F(ResultTypeTest, AResultThatNobodyTakesIsChecked) {
  PlanBuilder builder;
  builder.resource("gpu", 1);
  uint32_t tool = addTool(builder, "blocking", R"("string")");
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.add(plan::v1::NODE_KIND_CALL, {}, 0);
  body.node(bad).mutable_call()->set_tool(tool);
  body.node(bad).set_ordered(true);
  body.node(bad).add_acquires()->set_units(1);
  auto s = session(builder);
  auto run = start(s);
  finish(run);
  EXPECT_EQ(outcome(run), misfit("blocking", "$: expected string, found null"));
  EXPECT_EQ(s->resources.inUse(0), 0u);
}

TEST_F(ResultTypeTest, OfTheElementsOfAMapTheFirstCounts) {
  PlanBuilder builder;
  uint32_t tool = addTool(builder, "async", R"("float")");
  RegionBuilder &body = builder.program("main", {"values"});
  uint32_t map = body.map(body.arg(0), {}, 2);
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool, {element.arg(0)});
  element.yield({element.result(call)});
  body.yield({body.result(map)});
  EXPECT_EQ(outcomeOf(builder, parse(R"({"values": [1, 2.5, -3]})")),
            "[1.0,2.5,-3.0]");
  EXPECT_EQ(outcomeOf(builder, parse(R"({"values": [1, "b", "c", 4]})")),
            misfit("async", "$: expected float, found string \"b\""));
}

TEST_F(ResultTypeTest, WhatTakesTheValueFailsWithIt) {
  PlanBuilder builder;
  uint32_t typed = addTool(builder, "compute", R"("int")");
  uint32_t plain = builder.tool("async", {"value"});
  RegionBuilder &body = builder.program("main");
  uint32_t bad = body.call(typed, {builder.constant(R"("x")")});
  uint32_t user = body.call(plain, {body.result(bad)});
  uint32_t sibling = body.call(plain, {builder.constant("7")});
  builder.output("user", body.result(user));
  builder.output("sibling", body.result(sibling));
  auto ended = run(builder);
  EXPECT_EQ(ended->outputs()[0].status.code(), HOCKET_TYPE_ERROR);
  EXPECT_EQ(ended->outputs()[1].value, Value::integer(7));
  EXPECT_EQ(ended->stats().nodesFailed, 1u);
}

TEST_F(ResultTypeTest, InVirtualTimeResultsAreUnknown) {
  PlanBuilder builder;
  uint32_t tool = addTool(builder, "compute", R"("int")");
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tool, {builder.constant(R"("x")")});
  body.node(call).set_cost_s(0.5);
  body.yield({body.result(call)});
  SessionOptions dry;
  dry.nullDevice = true;
  auto run = start(session(builder, dry));
  finish(run);
  EXPECT_TRUE(run->status().ok()) << run->status().toString();
  EXPECT_EQ(calls, 0);
}
