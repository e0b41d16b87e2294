// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/loader.h"

#include "plan/testing/plan_builder.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <thread>
#include <unistd.h>

using namespace hocket;
using namespace hocket::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

static std::shared_ptr<const Plan> load(PlanBuilder &builder) {
  auto plan = loadPlan(builder.finish());
  EXPECT_TRUE(plan) << plan.status().toString();
  return plan ? *plan : nullptr;
}

TEST(Loader, FreezesADiamond) {
  PlanBuilder builder;
  uint32_t tool = builder.tool("search", {"query"});
  RegionBuilder &body = builder.program("main", {"q"});
  uint32_t a = body.call(tool, {body.arg(0)});
  uint32_t b = body.call(tool, {body.result(a)});
  uint32_t c = body.call(tool, {body.result(a)});
  uint32_t d =
      body.list({body.result(b), body.result(c), builder.constant("7")});
  body.yield({body.result(d)});
  builder.output("1", body.result(a), "search");

  auto plan = load(builder);
  ASSERT_TRUE(plan);
  const Region &region = plan->regions[plan->programs[0].region];
  EXPECT_EQ(region.numArgs, 1u);
  EXPECT_EQ(region.numSlots, 5u);
  EXPECT_EQ(region.numSinks, 1u);
  EXPECT_EQ(region.sources.size, 1u);
  auto nodes = plan->nodesOf(region);
  ASSERT_EQ(nodes.size(), 4u);
  EXPECT_EQ(nodes[0].successors.size, 2u);
  EXPECT_EQ(nodes[3].readyCount, 2u);
  EXPECT_EQ(plan->operandsOf(nodes[3])[2].isConstant(), true);
  EXPECT_EQ(plan->labelOf(nodes[0]), "search");
  EXPECT_EQ(plan->labelOf(nodes[3]), "list");
  ASSERT_EQ(plan->programs[0].outputs.size(), 1u);
  EXPECT_THAT(plan->calls[nodes[0].payload].arguments, ElementsAre(0u));
}

TEST(Loader, OrdersSuccessorsByUrgency) {
  PlanBuilder builder;
  uint32_t io = builder.tool("io"), cpu = builder.tool("cpu", {}, true);
  RegionBuilder &body = builder.program("main");
  uint32_t start = body.nop();
  struct {
    uint32_t tool;
    double priority;
  } nodes[] = {{cpu, 9}, {io, 1}, {cpu, 8}, {io, 2}, {cpu, 9}};
  for (auto [tool, priority] : nodes) {
    uint32_t node = body.call(tool);
    body.node(node).set_priority(priority);
    body.after(node, start);
  }
  auto plan = load(builder);
  ASSERT_TRUE(plan);
  Range list = plan->nodes[0].successors;
  std::vector<uint32_t> order(plan->successors.begin() + list.begin,
                              plan->successors.begin() + list.begin +
                                  list.size);
  EXPECT_THAT(order, ElementsAre(3, 5, 1, 2, 4));
}

TEST(Loader, ReadsNestedRegions) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main", {"list"});
  uint32_t map = body.map(body.arg(0), {builder.constant("1")}, 4);
  RegionBuilder &element = body.region(map);
  uint32_t sum = element.apply(Builtin::Add, {element.arg(0), element.arg(2)});
  uint32_t branch =
      element.branch(builder.constant("true"), {element.result(sum)}, 1);
  RegionBuilder &then = element.region(branch);
  then.yield({then.arg(0)});
  element.region(branch).yield({builder.constant("0")});
  element.yield({element.result(branch)});
  uint32_t loop = body.loop(builder.constant("0"), builder.constant("3"),
                            builder.constant("1"), {body.arg(0)}, {});
  RegionBuilder &iteration = body.region(loop);
  iteration.yield({iteration.arg(1)});
  uint32_t repeat = body.repeat({body.result(loop)}, {}, 1);
  RegionBuilder &condition = body.region(repeat);
  condition.yield({builder.constant("false"), condition.arg(0)});
  RegionBuilder &again = body.region(repeat);
  again.yield({again.arg(0)});
  body.yield({body.result(repeat)});

  auto plan = load(builder);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->regions.size(), 7u);
  EXPECT_EQ(plan->nodes[0].payload, 4u);
  EXPECT_EQ(plan->regions[plan->nodes[0].regions.begin].numArgs, 3u);
}

TEST(Loader, ReadsConstantsFromSegments) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  body.yield({builder.segmentConstant(R"([1,"two"])")});
  builder.constant("3");
  auto plan = load(builder);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->constants[0].toJson(), R"([1,"two"])");
  EXPECT_EQ(plan->constants[1].toJson(), "3");
}

TEST(Loader, ReadsResultTypes) {
  PlanBuilder builder;
  uint32_t any = builder.tool("any"), json = builder.tool("json"),
           list = builder.tool("list");
  builder.resultType(json, "\"json\"");
  builder.resultType(list, R"({"list":"int"})");
  RegionBuilder &body = builder.program("main");
  for (uint32_t tool : {any, json, list})
    body.call(tool);
  auto plan = load(builder);
  ASSERT_TRUE(plan);
  EXPECT_FALSE(plan->nodes[0].typed);
  EXPECT_FALSE(plan->nodes[1].typed); // every value fits
  EXPECT_TRUE(plan->nodes[2].typed);
  ASSERT_NE(plan->tools[list].resultType, anyType);
  EXPECT_EQ(plan->types[plan->tools[list].resultType].describe(),
            "list of int");
}

TEST(Loader, FindsProgramsByName) {
  PlanBuilder builder;
  builder.program("first");
  builder.program("second");
  auto plan = load(builder);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->findProgram("")->name, "first");
  EXPECT_EQ(plan->findProgram("second")->name, "second");
  EXPECT_EQ(plan->findProgram("third"), nullptr);
}

TEST(Loader, ReadsAPipe) {
  PlanBuilder builder;
  RegionBuilder &body = builder.program("main");
  // Longer than a pipe's buffer, so that reading has to go on.
  body.yield({builder.constant("\"" + std::string(300000, 'x') + "\"")});
  std::string bytes = builder.finish();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    for (size_t done = 0; done < bytes.size();) {
      ssize_t count = write(ends[1], bytes.data() + done, bytes.size() - done);
      ASSERT_GT(count, 0);
      done += size_t(count);
    }
    close(ends[1]);
  });
  auto plan = loadPlanFile("/dev/fd/" + std::to_string(ends[0]));
  writer.join();
  close(ends[0]);
  ASSERT_TRUE(plan) << plan.status().toString();
  EXPECT_EQ((*plan)->constants[0].asString().size(), 300000u);
}

TEST(Loader, NamesAMissingFile) {
  auto plan = loadPlanFile("/nonexistent/plan.hkt");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.status().code(), HOCKET_NOT_FOUND);
  EXPECT_THAT(plan.status().toString(), HasSubstr("'/nonexistent/plan.hkt'"));
}

// A small file with long names does not become a large plan.
TEST(Loader, TextsAreShared) {
  const std::string longName(1 << 20, 'x');
  PlanBuilder builder;
  uint32_t first = builder.location(longName, 1, 1),
           second = builder.location(longName, 2, 1);
  uint32_t tool = builder.tool("t", {longName});
  RegionBuilder &body = builder.program("main");
  const std::string text(1 << 20, 'y');
  uint32_t format = body.format(text, {});
  EXPECT_EQ(body.format(text, {builder.constant("1")}), format + 1);
  uint32_t call = 0;
  for (int i = 0; i < 40; ++i)
    call = body.call(tool, {builder.constant("1")});
  auto plan = load(builder);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->locations[first].file.str().data(),
            plan->locations[second].file.str().data());
  EXPECT_EQ(plan->templates.size(), 1u);
  // Prepared while there are few of them, made for each call after that.
  EXPECT_TRUE(plan->calls.front().constantArguments.isObject());
  EXPECT_TRUE(plan->calls[plan->nodes[call].payload].constantArguments.isNull());
}
