// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Failures of ordered nodes: the program ends there, as if it had run one node
// after another, and that decides which failure is reported.
#include "graphs.h"

namespace hocket::testing {

TEST_P(DeviceConformance, NothingStartsAfterAnOrderedFailure) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t before = body.call(tools.blocking);
  uint32_t bad = addFailure(builder, body, 2);
  uint32_t after = body.call(tools.compute);
  for (uint32_t node : {before, bad, after}) {
    body.node(node).set_ordered(true);
    builder.output(std::to_string(node), body.result(node));
  }
  body.after(after, bad);
  body.yield({body.result(after)});
  Watched watched = execute(builder);
  EXPECT_EQ(lineOf(watched->run->status()), 2u);
  EXPECT_FALSE(watched->run->result());
  const std::vector<RunOutput> &outputs = watched->run->outputs();
  EXPECT_EQ(outputs[0].value, told(Value::integer(1)));
  EXPECT_EQ(outputs[1].status.code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(outputs[2].status.message(), "the program ended before it");
  EXPECT_EQ(watched->log.started().size(), 1u);
}

// A failure that comes later, but stands earlier in the text.
TEST_P(DeviceConformance, TheEarliestInTheTextIsReported) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t call = body.call(tools.blocking);
  setCost(body, call, 5);
  uint32_t first = addFailure(builder, body, 2);
  body.after(first, call);
  uint32_t second = addFailure(builder, body, 3);
  for (uint32_t node : {call, first, second})
    body.node(node).set_ordered(true);
  Watched watched = execute(builder);
  EXPECT_EQ(lineOf(watched->run->status()), 2u);
  EXPECT_EQ(watched->run->stats().nodesRun, 1u);
}

// What runs and stands after the failure is cancelled, what stands before it
// is not.
TEST_P(DeviceConformance, WhatRunsAndComesAfterIsCancelled) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t before = body.call(tools.compute);
  setCost(body, before, 2, "before");
  uint32_t quick = body.call(tools.blocking);
  setCost(body, quick, 1, "quick");
  uint32_t bad = addFailure(builder, body, 3);
  body.after(bad, quick);
  for (uint32_t node : {before, quick, bad})
    body.node(node).set_ordered(true);
  setCost(body, body.call(tools.endless), 3600, "endless");
  Watched watched = execute(builder);
  EXPECT_EQ(lineOf(watched->run->status()), 3u);
  EXPECT_EQ(watched->run->stats().nodesRun, 2u);
  // Whether the tool had the call by then is up to the threads.
  RunStats stats = watched->run->stats();
  EXPECT_EQ(stats.nodesSkipped + stats.nodesInterrupted, 1u);
  if (device->isVirtual()) {
    EXPECT_EQ(watched->run->stats().wallNs, 2 * second);
  }
}

// Any graph of ordered nodes reports what running them one after another would,
// and has the values that would have been there.
TEST_P(DeviceConformance, RandomOrderedFailures) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    uint32_t size = 10 * seed;
    Graph graph(Graph::Nodes::Failing, seed, size, 3 * seed);
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    graph.addTo(builder, body, tools);
    std::vector<uint32_t> seen;
    uint32_t failing = size;
    for (uint32_t i = 0; i < size; ++i) {
      body.node(i).set_ordered(true);
      if (graph.nodes[i].kind == Graph::Kind::Failure)
        failing = std::min(failing, i);
      if (graph.nodes[i].kind != Graph::Kind::Join) {
        builder.output("n" + std::to_string(i), body.result(i));
        seen.push_back(i);
      }
    }
    for (bool sequential : {false, true}) {
      RunOptions options;
      options.sequential = sequential;
      Watched watched = execute(builder, {}, options);
      ASSERT_EQ(lineOf(watched->run->status()),
                failing < size ? failing + 1 : 0);
      for (size_t i = 0; i < seen.size(); ++i) {
        const RunOutput &output = watched->run->outputs()[i];
        ASSERT_EQ(output.status.ok(), seen[i] < failing);
        if (seen[i] > failing) {
          ASSERT_EQ(output.status.code(), HOCKET_CANCELLED);
        }
      }
    }
  }
}

// The iteration that fails is the last, and its failure the program's.
TEST_P(DeviceConformance, AnOrderedFailureEndsALoop) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t loop = body.loop(builder.constant("3"), builder.constant("-5"),
                            builder.constant("-1"), {}, {});
  body.node(loop).set_ordered(true);
  RegionBuilder &iteration = body.region(loop);
  uint32_t call = iteration.call(tools.blocking);
  uint32_t share =
      iteration.apply(Builtin::Div, {builder.constant("6"), iteration.arg(0)});
  iteration.node(share).set_ordered(true);
  iteration.after(share, call);
  uint32_t after = body.call(tools.compute);
  body.after(after, loop);
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->status().code(), HOCKET_DIVISION_BY_ZERO);
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 4u); // of 3, 2, 1, 0
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_SKIPPED), 1u);
}

} // namespace hocket::testing
