// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of several ready nodes the most urgent starts first. With one processor the
// whole order follows.
#include "graphs.h"

namespace hocket::testing {

using ::testing::ElementsAre;

static uint32_t addCall(RegionBuilder &body, uint32_t tool,
                        const std::string &label, double priority,
                        double seconds = 1) {
  uint32_t call = body.call(tool);
  setCost(body, call, seconds, label);
  body.node(call).set_priority(priority);
  return call;
}

TEST_P(DeviceConformance, TheMostUrgentSourceStartsFirst) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  for (int priority : {3, 9, 1, 7, 5})
    addCall(body, tools.compute, std::to_string(priority), priority);
  Watched watched = execute(builder);
  std::vector<std::string> started = watched->log.started();
  EXPECT_EQ(started.size(), 5u);
  if (processors() == 1) {
    EXPECT_THAT(started, ElementsAre("9", "7", "5", "3", "1"));
  }
}

// What becomes ready later takes its place among what waits.
TEST_P(DeviceConformance, LaterOnesOvertakeTheLessUrgent) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t root = addCall(body, tools.compute, "root", 100);
  uint32_t low = addCall(body, tools.compute, "low", 1);
  uint32_t high = addCall(body, tools.compute, "high", 9);
  uint32_t middle = addCall(body, tools.compute, "middle", 5);
  for (uint32_t call : {low, high, middle})
    body.after(call, root);
  uint32_t next = addCall(body, tools.compute, "next", 7);
  body.after(next, high);
  uint32_t last = addCall(body, tools.compute, "last", 0);
  body.after(last, high);
  Watched watched = execute(builder);
  std::vector<std::string> started = watched->log.started();
  EXPECT_EQ(started.front(), "root");
  if (processors() == 1) {
    EXPECT_THAT(started,
                ElementsAre("root", "high", "next", "middle", "low", "last"));
  }
}

TEST_P(DeviceConformance, RandomGraphsByPriority) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Graph graph(Graph::Nodes::Computing, seed, 80, 4 * seed);
    PlanBuilder builder;
    Tools tools(builder);
    graph.addTo(builder, builder.program("main"), tools);
    Watched watched = execute(builder);
    EXPECT_EQ(watched->log.started().size(), 80u);
    EXPECT_LE(watched->log.mostAtOnce(), processors());
    if (processors() == 1) {
      ASSERT_EQ(watched->log.started(), graph.orderOnOneProcessor());
    }
  }
}

// Who waits for a resource gets it by priority. The last node lets go of it; it
// is the least urgent, so that all others wait by then.
TEST_P(DeviceConformance, TheMostUrgentGetsTheResource) {
  Signal letGo;
  addBlocking("hold", [&](Invocation &) -> Result<Value> {
    EXPECT_TRUE(letGo.wait());
    return Value();
  });
  addCompute("let go", [&](Invocation &) {
    letGo.set();
    return Value();
  });
  PlanBuilder builder;
  Tools tools(builder);
  uint32_t hold = builder.tool("hold"), last = builder.tool("let go", {}, true);
  uint32_t resource = builder.resource("r", 1);
  RegionBuilder &body = builder.program("main");
  for (int priority : {3, 9, 1, 7, 5})
    acquire(body,
            addCall(body, tools.any(unsigned(priority)),
                    std::to_string(priority), priority),
            resource);
  acquire(body, addCall(body, hold, "hold", 10), resource);
  addCall(body, last, "let go", 0, 0);
  Watched watched = execute(builder);
  std::vector<std::string> started = watched->log.started();
  EXPECT_EQ(started.size(), 7u);
  std::erase(started, "let go");
  if (processors() == 1) {
    EXPECT_THAT(started, ElementsAre("hold", "9", "7", "5", "3", "1"));
  }
}

} // namespace hocket::testing
