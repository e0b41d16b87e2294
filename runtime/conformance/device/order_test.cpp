// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every node runs once, after its predecessors, whatever the graph. That the
// trace shows it is checked at the end of each run.
#include "graphs.h"

namespace hocket::testing {

using ::testing::ElementsAre;

// One after another, each with the value of the one before it.
TEST_P(DeviceConformance, AChain) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  Encoded last = builder.constant("0");
  std::vector<std::string> labels;
  for (uint32_t i = 0; i < 30; ++i) {
    uint32_t call = body.call(tools.any(i), {last});
    labels.push_back("c" + std::to_string(i));
    setCost(body, call, 1, labels.back());
    last = body.result(call);
  }
  body.yield({last});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), told(Value::integer(30)));
  EXPECT_EQ(watched->run->stats().nodesRun, 30u);
  EXPECT_EQ(watched->log.started(), labels);
  EXPECT_EQ(watched->log.mostAtOnce(), 1u);
}

// One node makes many ready.
TEST_P(DeviceConformance, FanOut) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t first = body.call(tools.compute);
  setCost(body, first, 1, "first");
  for (uint32_t i = 0; i < 100; ++i) {
    uint32_t call = body.call(tools.any(i), {body.result(first)});
    setCost(body, call, 1, "other");
    builder.output(std::to_string(i), body.result(call));
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 101u);
  EXPECT_EQ(watched->log.started().front(), "first");
  for (const RunOutput &output : watched->run->outputs())
    EXPECT_EQ(output.value, told(Value::integer(2)));
}

// Many nodes make one ready, by values and by order alone.
TEST_P(DeviceConformance, FanIn) {
  for (bool byValue : {false, true}) {
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    EncodedList made;
    for (uint32_t i = 0; i < 100; ++i) {
      made.push_back(body.result(body.call(tools.any(i))));
      setCost(body, i, 1, "other");
    }
    uint32_t list = body.list(byValue ? made : EncodedList());
    uint32_t last = body.call(tools.compute);
    setCost(body, last, 1, "last");
    for (uint32_t i = 0; i < 100; ++i)
      body.after(byValue ? list : last, i);
    body.after(last, list);
    body.yield({body.result(list)});
    Watched watched = execute(builder);
    EXPECT_EQ(watched->run->stats().nodesRun, 102u);
    EXPECT_EQ(watched->log.started().back(), "last");
    Value all = told(Value::list(Value::List(100, Value::integer(1))));
    EXPECT_EQ(watched->run->result(), byValue ? all : Value::list({}));
  }
}

// A join computes nothing and waits for all.
TEST_P(DeviceConformance, Joins) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 10; ++i)
    setCost(body, body.call(tools.any(i)), 1, "a");
  uint32_t join = body.nop();
  for (uint32_t i = 0; i < 10; ++i)
    body.after(join, i);
  for (uint32_t i = 0; i < 10; ++i) {
    uint32_t call = body.call(tools.any(i));
    setCost(body, call, 1, "b");
    body.after(call, join);
  }
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->stats().nodesRun, 21u);
  std::vector<std::string> expected(20, "a");
  std::fill(expected.begin() + 10, expected.end(), "b");
  EXPECT_EQ(watched->log.started(), expected);
}

// Any graph: every value shows that all that led to it had ended.
TEST_P(DeviceConformance, RandomGraphs) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    uint32_t size = seed * 25, locality = seed % 4 == 0 ? size : 2 * seed;
    Graph graph(Graph::Nodes::Mixed, seed, size, locality);
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    graph.addTo(builder, body, tools);
    std::vector<const Graph::Node *> seen;
    for (uint32_t i = 0; i < size; ++i)
      if (graph.nodes[i].kind == Graph::Kind::Call) {
        builder.output("n" + std::to_string(i), body.result(i));
        seen.push_back(&graph.nodes[i]);
      }
    Watched watched = execute(builder);
    ASSERT_TRUE(watched->run->status().ok());
    EXPECT_EQ(watched->run->stats().nodesRun, size);
    EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), seen.size());
    for (size_t i = 0; i < seen.size(); ++i)
      ASSERT_EQ(watched->run->outputs()[i].value,
                told(Value::integer(seen[i]->value)));
  }
}

// In program order, one at a time, if the caller wants that.
TEST_P(DeviceConformance, Sequential) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (uint32_t i = 0; i < 9; ++i) {
    uint32_t call = body.call(tools.any(i));
    setCost(body, call, 1, std::to_string(i));
    body.node(call).set_priority(i * 4 % 9);
  }
  RunOptions options;
  options.sequential = true;
  Watched watched = execute(builder, {}, options);
  EXPECT_THAT(watched->log.started(),
              ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8"));
  EXPECT_EQ(watched->log.mostAtOnce(), 1u);
}

} // namespace hocket::testing
