// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of devices that call no tool: what calls give is unknown, and what follows
// from it; the program runs through all the same.
#include "device_conformance.h"

namespace hocket::testing {

// Nobody has to be there: neither tools nor a person.
TEST_P(VirtualConformance, NothingIsCalled) {
  PlanBuilder builder;
  uint32_t tool = builder.tool("nowhere", {"a"});
  RegionBuilder &body = builder.program("main");
  uint32_t approve =
      body.add(plan::v1::NODE_KIND_APPROVE, {builder.constant("\"send?\"")}, 1);
  setCost(body, approve, 10);
  uint32_t call = body.call(tool, {body.result(approve)});
  setCost(body, call, 5);
  body.yield({body.result(approve)});
  builder.output("call", body.result(call));
  Watched watched = execute(builder);
  EXPECT_EQ(outcome(watched->run), "true");
  EXPECT_TRUE(watched->run->outputs()[0].status.ok());
  EXPECT_TRUE(watched->run->outputs()[0].value.isNull());
  EXPECT_EQ(watched->run->stats().wallNs, 15 * second);
}

// What is computed from an unknown value is unknown, and no failure.
TEST_P(VirtualConformance, UnknownValuesReadNull) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  Encoded unknown = body.result(body.call(tools.compute));
  uint32_t nodes[] = {
      body.apply(Builtin::Div, {builder.constant("1"), unknown}),
      body.format("{0}", {unknown}),
      body.record({"a"}, {unknown}),
      body.list({unknown}),
      body.get({"a"}, unknown),
      body.cast("\"int\"", unknown),
  };
  for (uint32_t node : nodes)
    builder.output(std::to_string(node), body.result(node));
  body.yield({body.result(nodes[0])});
  Watched watched = execute(builder);
  EXPECT_EQ(outcome(watched->run), "null");
  for (const RunOutput &output : watched->run->outputs()) {
    EXPECT_TRUE(output.status.ok()) << output.status.toString();
    EXPECT_TRUE(output.value.isNull());
  }
  EXPECT_EQ(watched->run->stats().nodesRun, 7u);
}

// An unknown condition is true once; an unknown list has one element; a loop
// with an unknown bound runs once.
TEST_P(VirtualConformance, UnknownControlRunsOnce) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  Encoded unknown = body.result(body.call(tools.compute));
  auto addCall = [&](RegionBuilder &region, const char *label) {
    setCost(region, region.call(tools.blocking), 1, label);
  };
  uint32_t branch = body.branch(unknown, {}, 0);
  addCall(body.region(branch), "then");
  addCall(body.region(branch), "else");
  uint32_t map = body.map(unknown, {});
  RegionBuilder &element = body.region(map);
  addCall(element, "element");
  element.yield({element.arg(0)});
  uint32_t loop =
      body.loop(builder.constant("0"), unknown, builder.constant("1"), {}, {});
  addCall(body.region(loop), "iteration");
  uint32_t repeat = body.repeat({unknown}, {}, 1);
  RegionBuilder &condition = body.region(repeat);
  addCall(condition, "condition");
  condition.yield({condition.arg(0), condition.arg(0)});
  RegionBuilder &again = body.region(repeat);
  addCall(again, "body");
  again.yield({again.arg(0)});
  body.yield({body.result(map)});
  Watched watched = execute(builder);
  EXPECT_EQ(outcome(watched->run), "null");
  std::vector<std::string> started = watched->log.started();
  EXPECT_THAT(started, ::testing::UnorderedElementsAre(
                           "compute", "then", "element", "iteration",
                           "condition", "body", "condition"));
}

// A failure that does not depend on what is unknown is one here, too.
TEST_P(VirtualConformance, KnownFailuresAreFound) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tools.compute);
  setCost(body, call, 3);
  uint32_t bad = addFailure(builder, body, 6);
  body.after(bad, call);
  body.node(bad).set_ordered(true);
  setCost(body, body.call(tools.blocking), 100);
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(watched->run->stats().wallNs, 3 * second);
}

} // namespace hocket::testing
