// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Failures of nodes that are not ordered: they fail what takes their values,
// and nothing else. The failing nodes divide by zero, which every device does.
#include "graphs.h"

namespace hocket::testing {

TEST_P(DeviceConformance, AFailureFailsItsDependentsOnly) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = addFailure(builder, body, 4);
  uint32_t user = body.call(tools.compute, {body.result(bad)});
  uint32_t usersUser = body.call(tools.blocking, {body.result(user)});
  uint32_t sibling = body.call(tools.async);
  uint32_t follower = body.call(tools.compute); // by an order edge alone
  body.after(follower, bad);
  for (uint32_t node : {bad, user, usersUser, sibling, follower}) {
    body.node(node).set_label(std::to_string(node));
    builder.output(std::to_string(node), body.result(node));
  }
  Watched watched = execute(builder);
  EXPECT_TRUE(watched->run->status().ok());
  for (uint32_t node : {bad, user, usersUser}) {
    const Status &status = watched->run->outputs()[node].status;
    EXPECT_EQ(status.code(), HOCKET_DIVISION_BY_ZERO);
    EXPECT_EQ(lineOf(status), 4u);
  }
  for (uint32_t node : {sibling, follower})
    EXPECT_EQ(watched->run->outputs()[node].value, told(Value::integer(1)));
  RunStats stats = watched->run->stats();
  EXPECT_EQ(stats.nodesRun, 2u);
  EXPECT_EQ(stats.nodesFailed, 1u);
  EXPECT_EQ(stats.nodesSkipped, 2u);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_SKIPPED), 2u);
  EXPECT_EQ(watched->log.started().size(), 2u);
}

// The program fails if what it returns has failed; the others finish first.
TEST_P(DeviceConformance, AFailedResultFailsTheProgram) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t bad = addFailure(builder, body, 9);
  for (uint32_t i = 0; i < 10; ++i)
    setCost(body, body.call(tools.any(i)), 1);
  body.yield({body.result(bad)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(lineOf(watched->run->status()), 9u);
  EXPECT_FALSE(watched->run->result());
  EXPECT_EQ(watched->run->stats().nodesRun, 10u);
}

// Of the elements of a map, all are tried; the first failure counts.
TEST_P(DeviceConformance, ElementsFailByThemselves) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t map = body.map(builder.constant("[1, 0, 2, \"x\", 4]"), {});
  RegionBuilder &element = body.region(map);
  uint32_t share =
      element.apply(Builtin::Div, {builder.constant("8"), element.arg(0)});
  uint32_t call = element.call(tools.blocking);
  element.after(call, share);
  element.yield({element.result(share)});
  body.yield({body.result(map)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 5u);
}

// In any graph, the failure of each value is that of its first failed operand.
TEST_P(DeviceConformance, RandomFailures) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    uint32_t size = seed * 10;
    Graph graph(Graph::Nodes::Failing, seed, size, 3 * seed);
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    graph.addTo(builder, body, tools);
    std::vector<const Graph::Node *> seen;
    for (uint32_t i = 0; i < size; ++i)
      if (graph.nodes[i].kind != Graph::Kind::Join) {
        builder.output("n" + std::to_string(i), body.result(i));
        seen.push_back(&graph.nodes[i]);
      }
    Watched watched = execute(builder);
    ASSERT_TRUE(watched->run->status().ok());
    for (size_t i = 0; i < seen.size(); ++i) {
      const RunOutput &output = watched->run->outputs()[i];
      ASSERT_EQ(lineOf(output.status), seen[i]->failure);
      if (output.status.ok() && device->callsTools()) {
        ASSERT_EQ(output.value, Value::integer(seen[i]->value));
      }
    }
  }
}

} // namespace hocket::testing
