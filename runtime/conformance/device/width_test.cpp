// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The width of a map: so many elements in flight, for each instance of it.
#include "device_conformance.h"
#include "trace/lanes.h"

namespace hocket::testing {

TEST_P(DeviceConformance, WidthsHold) {
  for (uint32_t width : {1u, 3u, 100u}) {
    PlanBuilder builder;
    Tools tools(builder);
    RegionBuilder &body = builder.program("main");
    uint32_t range = body.apply(Builtin::Range, {builder.constant("40")});
    uint32_t map = body.map(body.result(range), {}, width);
    RegionBuilder &element = body.region(map);
    uint32_t call = element.call(tools.any(width), {element.arg(0)});
    setCost(element, call, 1);
    element.yield({element.arg(0)});
    body.yield({body.result(map)});
    Watched watched = execute(builder);
    EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 40u);
    EXPECT_LE(watched->log.mostAtOnce(), width);
    EXPECT_EQ(watched->run->result()->asList().size(), 40u);
  }
}

// As many elements as the width allows meet, none of which ends alone.
TEST_P(DeviceConformance, WidthsAreUsed) {
  constexpr unsigned width = 4;
  std::atomic<unsigned> here{0};
  Signal all;
  addBlocking("meet", [&](Invocation &) -> Result<Value> {
    if (++here == width)
      all.set();
    EXPECT_TRUE(all.wait());
    return Value();
  });
  PlanBuilder builder;
  uint32_t tool = builder.tool("meet");
  RegionBuilder &body = builder.program("main");
  uint32_t map = body.map(builder.constant("[1,2,3,4,5,6,7,8]"), {}, width);
  RegionBuilder &element = body.region(map);
  uint32_t call = element.call(tool);
  setCost(element, call, 1);
  element.yield({element.result(call)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->log.mostAtOnce(), width);
}

namespace {
/// The most elements at once of any instance of the map that calls `label`.
unsigned widest(const hocket::Run &run, std::string_view label) {
  PlacedTrace placed(*run.trace(), *run.plan);
  std::map<uint64_t, std::vector<std::pair<uint64_t, uint64_t>>> maps;
  for (const PlacedSpan &span : placed.spans())
    if (run.plan->labelOf(*span.node) == label)
      maps[span.frame->ownerSequence].emplace_back(span.span->startNs,
                                                   span.span->endNs);
  unsigned most = 0;
  for (const auto &[map, elements] : maps)
    most = std::max(most, mostAtOnce(elements));
  return most;
}
} // namespace

// The width of a map within a map counts for each of its instances.
TEST_P(DeviceConformance, NestedWidthsHold) {
  PlanBuilder builder;
  Tools tools(builder);
  RegionBuilder &body = builder.program("main");
  uint32_t outer = body.map(builder.constant("[10,20,30,40,50]"), {}, 2);
  RegionBuilder &row = body.region(outer);
  uint32_t inner =
      row.map(builder.constant("[1,2,3,4,5,6,7,8,9]"), {row.arg(0)}, 3);
  RegionBuilder &element = row.region(inner);
  uint32_t call = element.call(tools.blocking, {element.arg(0)});
  setCost(element, call, 1, "inner");
  uint32_t sum = element.apply(Builtin::Add, {element.arg(0), element.arg(2)});
  element.after(sum, call);
  element.yield({element.result(sum)});
  uint32_t total = row.apply(Builtin::Sum, {row.result(inner)});
  row.yield({row.result(total)});
  body.yield({body.result(outer)});
  Watched watched = execute(builder);
  EXPECT_EQ(watched->run->result(), parse("[135,225,315,405,495]"));
  EXPECT_EQ(watched->log.count(HOCKET_EVENT_FINISHED), 45u);
  EXPECT_LE(watched->log.mostAtOnce(), 6u);
  EXPECT_LE(widest(*watched->run, "inner"), 3u);
  if (device->isVirtual()) {
    EXPECT_EQ(widest(*watched->run, "inner"), 3u);
    EXPECT_EQ(watched->log.mostAtOnce(), 6u);
    // Three rows of rounds, three rounds of elements, one second each.
    EXPECT_EQ(watched->run->stats().wallNs, 9 * second);
  }
}

} // namespace hocket::testing
