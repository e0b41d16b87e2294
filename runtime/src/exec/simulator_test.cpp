// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plans that the loader would refuse, in virtual time: a run that cannot go on
// ends nevertheless.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;
using ::testing::HasSubstr;

class SimulatorTest : public RunTest {
protected:
  std::shared_ptr<Session> load(PlanBuilder &builder) {
    SessionOptions sessionOptions;
    sessionOptions.nullDevice = true;
    return session(builder, sessionOptions);
  }
  /// Of a plan that is verified: what the loader no longer sees.
  static Plan &breakable(const std::shared_ptr<Session> &session) {
    return const_cast<Plan &>(*session->plan);
  }
};

TEST_F(SimulatorTest, HeldByWhoWaitsForIt) {
  PlanBuilder builder;
  uint32_t tool = builder.tool("t");
  builder.resource("gpu", 1);
  RegionBuilder &body = builder.program("main");
  uint32_t map = body.map(builder.constant("[1, 2]"), {});
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool);
  element.node(call).add_acquires()->set_units(1);
  element.yield({element.result(call)});
  body.yield({body.result(map)});
  auto s = load(builder);
  Plan &plan = breakable(s);
  for (Node &node : plan.nodes)
    if (node.kind == NodeKind::Map) {
      node.acquires = {uint32_t(plan.acquires.size()), 1};
      plan.acquires.push_back({0, 1});
    }
  auto run = start(s);
  finish(run);
  EXPECT_THAT(outcome(run),
              HasSubstr("INTERNAL: nothing is left to happen in virtual time, "
                        "but 't' waits for the resource 'gpu'"));
}

TEST_F(SimulatorTest, WaitsForNobody) {
  PlanBuilder builder;
  uint32_t tool = builder.tool("t");
  RegionBuilder &body = builder.program("main");
  uint32_t first = body.call(tool), second = body.call(tool);
  body.after(second, first);
  body.yield({body.result(second)});
  auto s = load(builder);
  Plan &plan = breakable(s);
  plan.nodes[1].readyCount = plan.readyCounts[1] = 2;
  auto run = start(s);
  finish(run);
  EXPECT_THAT(outcome(run), HasSubstr("INTERNAL: nothing is left to happen in "
                                      "virtual time, but an operation waits"));
}
