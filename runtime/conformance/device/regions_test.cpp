// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes with regions: branches, loops and maps, one within the other.
#include "device_conformance.h"

namespace hocket::testing {

// One branch runs, the other does not.
TEST_P(DeviceConformance, Branches) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"c", "x"});
  uint32_t branch = body.branch(body.arg(0), {body.arg(1)}, 1);
  for (const char *label : {"then", "else"}) {
    RegionBuilder &region = body.region(branch);
    uint32_t call = region.call(tools.compute, {region.arg(0)});
    setCost(region, call, 1, label);
    uint32_t text = region.format(std::string(label) + " {0}", {region.arg(0)});
    region.yield({region.result(text)});
  }
  body.yield({body.result(branch)});
  auto session = open(builder);
  for (bool condition : {true, false}) {
    Value arguments = Value::object(
        {{"c", Value::boolean(condition)}, {"x", Value::integer(4)}});
    Watched watched = begin(session, arguments);
    end(watched);
    const char *label = condition ? "then" : "else";
    EXPECT_EQ(watched->run->result(), Value::string(std::string(label) + " 4"));
    EXPECT_THAT(watched->log.started(), ::testing::ElementsAre(label));
  }
}

// Iterations run one after another, each with the values of the last.
TEST_P(DeviceConformance, ForLoops) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t loop = body.loop(builder.constant("2"), builder.constant("12"),
                            builder.constant("3"), {builder.constant("1")}, {});
  RegionBuilder &iteration = body.region(loop);
  uint32_t call = iteration.call(tools.blocking, {iteration.arg(0)});
  setCost(iteration, call, 1);
  uint32_t product =
      iteration.apply(Builtin::Mul, {iteration.arg(0), iteration.arg(1)});
  iteration.after(product, call);
  iteration.yield({iteration.result(product)});
  body.yield({body.result(loop)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), Value::integer(2 * 5 * 8 * 11));
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 4u);
  EXPECT_EQ(watched->log.mostAtOnce(), 1u);
}

// The condition is looked at before each iteration and once more.
TEST_P(DeviceConformance, WhileLoops) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t loop = body.repeat({builder.constant("1")}, {}, 1);
  RegionBuilder &condition = body.region(loop);
  setCost(condition, condition.call(tools.async), 1, "condition");
  uint32_t more =
      condition.apply(Builtin::Lt, {condition.arg(0), builder.constant("100")});
  condition.yield({condition.result(more), condition.arg(0)});
  RegionBuilder &again = body.region(loop);
  setCost(again, again.call(tools.compute), 1, "body");
  uint32_t twice = again.apply(Builtin::Add, {again.arg(0), again.arg(0)});
  again.yield({again.result(twice)});
  body.yield({body.result(loop)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), Value::integer(128));
  std::vector<std::string> expected;
  for (int i = 0; i < 15; ++i)
    expected.push_back(i % 2 ? "body" : "condition");
  EXPECT_EQ(watched->log.started(), expected);
}

// The results of a map have the order of its list, whatever ends first.
TEST_P(DeviceConformance, Maps) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main", {"list"});
  uint32_t map = body.map(body.arg(0), {builder.constant("100")});
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tools.blocking, {element.arg(0)});
  setCost(element, call, 1);
  uint32_t part = element.apply(Builtin::Mul, {element.arg(1), element.arg(2)});
  element.after(part, call);
  uint32_t sum =
      element.apply(Builtin::Add, {element.arg(0), element.result(part)});
  element.yield({element.result(sum)});
  body.yield({body.result(map)});
  auto session = open(builder);
  for (auto [list, expected] :
       {std::pair("[]", "[]"), std::pair("[5]", "[5]"),
        std::pair("[7,7,1,2,3]", "[7,107,201,302,403]")}) {
    Watched watched = begin(session, Value::object({{"list", parse(list)}}));
    end(watched);
    EXPECT_EQ(watched->run->result(), parse(expected));
  }
}

} // namespace hocket::testing
