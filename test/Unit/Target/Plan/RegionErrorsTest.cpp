// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Faults in regions: slots, edges, nesting.
#include "Fixture.h"

namespace mlir::hocket::plan::test {
namespace {

using ::testing::HasSubstr;

class RegionErrorsTest : public PlanFileTest {
protected:
  proto::Plan plan = control(sample);
  proto::Region &body() { return *plan.mutable_programs(0)->mutable_body(); }
  void expectError(StringRef message) {
    EXPECT_EQ(read(plan), ("plan file: program 'main'" + message).str());
    plan = control(sample);
  }
};

TEST_F(RegionErrorsTest, WhatTheSampleHolds) {
  // Nodes: 0 call, 1 if, 2 record. Slots: 0 argument, 1 to 3 their results.
  ASSERT_EQ(body().nodes_size(), 3);
  EXPECT_EQ(body().num_slots(), 4u);
  EXPECT_THAT(body().successors(), ::testing::ElementsAre(1, 2));
  EXPECT_THAT(body().successor_offsets(), ::testing::ElementsAre(0, 1, 2, 2));
  EXPECT_THAT(body().ready_counts(), ::testing::ElementsAre(0, 1, 1));
}

TEST_F(RegionErrorsTest, Slots) {
  body().set_num_args(2);
  expectError(": expected 1 arguments, found 2");
  body().set_num_slots(5);
  expectError(": expected 4 slots, found 5");
  body().set_num_slots(4000000000u);
  expectError(": expected 4 slots, found 4000000000");
  body().mutable_nodes(1)->set_first_result(1);
  expectError(", node 1: expected 2 as the first result's slot, found 1");
  body().mutable_nodes(0)->set_num_results(4000000000u);
  expectError(", node 0: expected 1 results, found 4000000000");
  body().mutable_nodes(0)->set_num_inits(4000000000u);
  expectError(", node 0: 4000000000 carried values, but 1 operands");
}

TEST_F(RegionErrorsTest, Offsets) {
  body().add_successor_offsets(2);
  expectError(": expected 4 successor offsets, found 5");
  body().set_successor_offsets(0, 1);
  expectError(": expected the first successor offset to be 0, found 1");
  body().set_successor_offsets(1, 9);
  expectError(", node 0: expected a successor offset from 0 to 2, found 9");
  body().set_successor_offsets(2, 0);
  expectError(", node 1: expected a successor offset from 1 to 2, found 0");
  body().set_successor_offsets(3, 2);
  body().add_successors(2);
  expectError(": expected 2 successors, found 3");
}

TEST_F(RegionErrorsTest, Edges) {
  body().set_successors(0, 0);
  expectError(", node 0: expected a successor from 1 to 2, found 0");
  body().set_successors(1, 3);
  expectError(", node 1: expected a successor from 2 to 2, found 3");
  body().set_ready_counts(1, 2);
  expectError(", node 1: expected 1 as the ready count, found 2");
  body().add_ready_counts(0);
  expectError(": expected 3 ready counts, found 4");
  // The record takes the result of the if, but does not wait for it.
  body().set_successor_offsets(1, 2);
  body().set_successors(1, 2);
  expectError(", node 2: operand 0: expected an edge from node 1, which makes slot 2");
}

TEST_F(RegionErrorsTest, Operands) {
  body().mutable_nodes(0)->set_operands(0, 2 * 4);
  expectError(", node 0: operand 0: slot 4 of 4");
  // A later result.
  body().mutable_nodes(0)->set_operands(0, 2 * 3);
  expectError(", node 0: operand 0: expected an edge from node 2, which makes slot 3");
  // Its own.
  body().mutable_nodes(0)->set_operands(0, 2 * 1);
  expectError(", node 0: operand 0: expected an edge from node 0, which makes slot 1");
  body().mutable_nodes(2)->set_operands(1, 2 * 5 + 1);
  expectError(", node 2: operand 1: constant 5 of 1");
  body().set_yields(0, 2 * 4);
  expectError(": yield 0: slot 4 of 4");
  body().set_yields(0, 2 * 1 + 1);
  expectError(": yield 0: constant 1 of 1");
}

TEST_F(RegionErrorsTest, Nested) {
  body().mutable_nodes(1)->mutable_regions(0)->mutable_nodes(0)->set_operands(0, 2 * 7);
  expectError(", node 1, region 0, node 0: operand 0: slot 7 of 2");
  body().mutable_nodes(1)->mutable_regions(1)->set_num_args(3);
  expectError(", node 1, region 1: expected 1 arguments, found 3");
}

TEST_F(RegionErrorsTest, Depth) {
  // Each level is an if whose branches hold the level before it.
  auto nest = [&](unsigned levels) {
    proto::Region region;
    region.set_num_args(1);
    region.set_num_slots(1);
    for (unsigned i = 1; i < levels; ++i) {
      proto::Region outer;
      outer.set_num_args(1);
      outer.set_num_slots(1);
      proto::Node &node = *outer.add_nodes();
      node.set_kind(proto::NODE_KIND_IF);
      node.add_operands(0);
      node.add_operands(0);
      *node.add_regions() = region;
      region.clear_nodes();
      region.clear_successor_offsets();
      region.clear_ready_counts();
      *node.add_regions() = region;
      outer.add_successor_offsets(0);
      outer.add_successor_offsets(0);
      outer.add_ready_counts(0);
      region = outer;
    }
    body() = region;
    plan.mutable_programs(0)->clear_outputs();
  };
  nest(32);
  EXPECT_EQ(read(plan), "");
  nest(33);
  EXPECT_THAT(read(plan), HasSubstr("region 0: regions nest deeper than 32"));
  nest(2000);
  EXPECT_EQ(read(plan), "plan file: the control data is no valid message, or its regions nest deeper than 32");
}

} // namespace
} // namespace mlir::hocket::plan::test
