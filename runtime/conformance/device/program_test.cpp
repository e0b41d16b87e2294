// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole programs: none, large ones, what they give, and on what they run.
#include "graphs.h"

namespace hocket::testing {

TEST_P(DeviceConformance, TellsWhatItIs) {
  PlanBuilder builder;
  builder.program("main");
  Device &bound = open(builder)->device();
  EXPECT_EQ(bound.name(), device->name());
  EXPECT_EQ(bound.processors(), processors());
  EXPECT_EQ(bound.inVirtualTime(), device->isVirtual());
}

TEST_P(DeviceConformance, AnEmptyProgram) {
  PlanBuilder builder;
  builder.program("main", {"x"});
  builder.output("x", 0);
  Watched watched = execute(builder, parse(R"({"x": [1, "a"]})"));
  EXPECT_EQ(outcome(watched->run), "no result");
  EXPECT_EQ(watched->run->outputs()[0].value, parse(R"([1, "a"])"));
  EXPECT_EQ(watched->run->stats().nodesRun, 0u);
  EXPECT_TRUE(watched->log.entries().empty());
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, 0u);
  }
}

// Arguments, constants and what is computed from them are known everywhere.
TEST_P(DeviceConformance, ResultAndOutputs) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"name", "n"});
  uint32_t text = body.format("hello {0}", {body.arg(0)});
  uint32_t twice =
      body.apply(Builtin::Mul, {body.arg(1), builder.constant("2")});
  uint32_t record =
      body.record({"text", "n"}, {body.result(text), body.result(twice)});
  uint32_t member = body.get({"n"}, body.result(record));
  uint32_t list = body.list({body.result(member), builder.constant("null")});
  uint32_t cast = body.cast(R"({"list": "json"})", body.result(list));
  body.yield({body.result(record)});
  builder.output("text", body.result(text));
  builder.output("constant", builder.constant("[true]"));
  builder.output("argument", body.arg(1));
  builder.output("list", body.result(cast));
  Watched watched = execute(builder, parse(R"({"name": "you", "n": 21})"));
  EXPECT_EQ(outcome(watched->run), R"({"text":"hello you","n":42})");
  std::string outputs;
  for (const RunOutput &output : watched->run->outputs())
    outputs += output.value.toJson() + " ";
  EXPECT_EQ(outputs, R"("hello you" [true] 21 [42,null] )");
  EXPECT_EQ(watched->run->stats().nodesRun, 6u);
}

// A session runs its program as often as wanted.
TEST_P(DeviceConformance, RunsAgain) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"x"});
  uint32_t call = body.call(tools.compute, {body.arg(0)});
  builder.output("call", body.result(call));
  auto session = open(builder);
  for (int64_t x = 0; x < 20; ++x) {
    Watched watched = begin(session, Value::object({{"x", Value::integer(x)}}));
    end(watched);
    EXPECT_EQ(watched->run->outputs()[0].value, told(Value::integer(x + 1)));
  }
}

static constexpr uint32_t large = 10'000;

TEST_P(DeviceConformance, ALongChain) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  Encoded last = builder.constant("0");
  for (uint32_t i = 0; i < large; ++i)
    last =
        body.result(body.call(i % 100 ? tools.compute : tools.async, {last}));
  body.yield({last});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), told(Value::integer(large)));
  EXPECT_EQ(watched->run->stats().nodesRun, large);
}

TEST_P(DeviceConformance, AWideGraph) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  EncodedList all;
  for (uint32_t i = 0; i < large; ++i)
    all.push_back(
        body.result(body.call(i % 50 ? tools.compute : tools.any(i))));
  uint32_t list = body.list(all);
  uint32_t length = body.apply(Builtin::Len, {body.result(list)});
  body.yield({body.result(length)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), told(Value::integer(large)));
  EXPECT_EQ(watched->run->stats().nodesRun, large + 2);
}

TEST_P(DeviceConformance, ALargeRandomGraph) {
  Graph graph(Graph::Nodes::Computing, 7, large, 200);
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  graph.addTo(builder, body, tools);
  body.yield({body.result(large - 1)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(),
            told(Value::integer(graph.nodes.back().value)));
  EXPECT_EQ(watched->run->stats().nodesRun, large);
}

TEST_P(DeviceConformance, ALargeMap) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  uint32_t range = body.apply(Builtin::Range, {builder.constant("10000")});
  uint32_t map = body.map(body.result(range), {});
  RegionBuilder &element = body.region(map);
  uint32_t sum = element.apply(Builtin::Add, {element.arg(0), element.arg(1)});
  element.yield({element.result(sum)});
  uint32_t total = body.apply(Builtin::Sum, {body.result(map)});
  body.yield({body.result(total)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), Value::integer(99'990'000));
}

} // namespace hocket::testing
