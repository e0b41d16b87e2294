// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regions within regions.
#include "device_conformance.h"

namespace hocket::testing {

// A map in a loop in a branch in a map.
TEST_P(DeviceConformance, RegionsWithinRegions) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t outer = body.map(builder.constant("[1,2,3,4]"), {});
  RegionBuilder &row = body.region(outer);
  uint32_t odd = row.apply(Builtin::Mod, {row.arg(0), builder.constant("2")});
  uint32_t isOdd =
      row.apply(Builtin::Eq, {row.result(odd), builder.constant("1")});
  uint32_t branch = row.branch(row.result(isOdd), {row.arg(0)}, 1);
  RegionBuilder &then = row.region(branch);
  uint32_t loop = then.loop(builder.constant("0"), then.arg(0),
                            builder.constant("1"), {builder.constant("0")}, {});
  RegionBuilder &iteration = then.region(loop);
  uint32_t inner = iteration.map(builder.constant("[1,1]"), {});
  RegionBuilder &element = iteration.region(inner);
  setCost(element, element.call(tools.any(1), {element.arg(0)}), 1, "inner");
  element.yield({element.arg(0)});
  uint32_t two = iteration.apply(Builtin::Sum, {iteration.result(inner)});
  uint32_t sum =
      iteration.apply(Builtin::Add, {iteration.arg(1), iteration.result(two)});
  iteration.yield({iteration.result(sum)});
  then.yield({then.result(loop)});
  row.region(branch).yield({builder.constant("\"even\"")});
  row.yield({row.result(branch)});
  body.yield({body.result(outer)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), parse(R"([2,"even",6,"even"])"));
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 8u);
}

// As deep as a plan may be.
TEST_P(DeviceConformance, DeepRegions) {
  constexpr int depth = 32; // the program's body counts
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder *region = &builder.program("main");
  for (int level = 1; level < depth; ++level) {
    uint32_t map = region->map(builder.constant("[0]"), {});
    RegionBuilder &inner = region->region(map);
    region->yield({region->result(map)});
    region = &inner;
  }
  setCost(*region, region->call(tools.compute), 1);
  region->yield({builder.constant("7")});
  Watched watched = execute(builder);
  std::string expected = "7";
  for (int level = 1; level < depth; ++level)
    expected = "[" + expected + "]";
  EXPECT_EQ(watched->run->result()->toJson(), expected);
  EXPECT_EQ(watched->run->stats().nodesRun, unsigned(depth));
}

} // namespace hocket::testing
