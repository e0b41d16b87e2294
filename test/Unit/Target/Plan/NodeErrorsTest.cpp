// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Faults in nodes, kind by kind.
#include "Fixture.h"

namespace mlir::hocket::plan::test {
namespace {

using ::testing::HasSubstr;

class NodeErrorsTest : public PlanFileTest {
protected:
  /// Starts from a program with the argument %a and one task.
  proto::Node &node(StringRef task) {
    plan = control(("plan.resource @r capacity 1\n"
                    "plan.tool @t(x, y) pure provider \"native\" {}\n"
                    "plan.program @p(a = %a) {\n" +
                    task + "\nplan.yield\n}")
                       .str());
    return *plan.mutable_programs(0)->mutable_body()->mutable_nodes(0);
  }
  void expectError(StringRef message) {
    EXPECT_EQ(read(plan), ("plan file: program 'p', node 0: " + message).str());
  }
  proto::Plan plan;
};

TEST_F(NodeErrorsTest, Kind) {
  node("%0 = plan.list [%a]").set_kind(static_cast<proto::NodeKind>(99));
  expectError("unknown kind 99");
  node("%0 = plan.list [%a]").clear_kind();
  expectError("unknown kind 0");
  *node("%0 = plan.list [%a]").add_regions() = proto::Region();
  expectError("expected 0 regions, found 1");
}

TEST_F(NodeErrorsTest, Clauses) {
  node("%0 = plan.list [%a]").set_queue(static_cast<proto::Queue>(5));
  expectError("unknown queue 5");
  node("%0 = plan.list [%a]").set_priority(-1);
  expectError("expected a finite priority that is not negative, found -1.0");
  node("%0 = plan.list [%a]").set_cost_s(2e9);
  expectError("expected a cost of at most 1.0e+09 seconds, found 2.0e+09");
  node("%0 = plan.list [%a]").set_location(99);
  EXPECT_THAT(read(plan), HasSubstr("node 0: location 99 of"));
}

TEST_F(NodeErrorsTest, Acquires) {
  node("%0 = plan.list [%a] acquires(@r)").mutable_acquires(0)->set_resource(1);
  expectError("resource 1 of 1");
  node("%0 = plan.list [%a] acquires(@r)").mutable_acquires(0)->set_units(0);
  expectError("expected at least one unit of resource \"r\"");
  node("%0 = plan.list [%a] acquires(@r)").mutable_acquires(0)->set_units(2);
  expectError("acquires 2 units of resource \"r\", whose capacity is 1");
  auto &twice = node("%0 = plan.list [%a] acquires(@r)");
  *twice.add_acquires() = twice.acquires(0);
  expectError("acquires resource \"r\" twice");
}

TEST_F(NodeErrorsTest, Call) {
  node("%0 = plan.call @t(%a)").mutable_call()->set_tool(1);
  expectError("tool 1 of 1");
  node("%0 = plan.call @t(%a)").mutable_call()->add_arguments(1);
  expectError("expected 1 arguments, one for each operand, found 2");
  node("%0 = plan.call @t(%a)").mutable_call()->set_arguments(0, 2);
  expectError("parameter 2 of 2");
  node("%0 = plan.call @t(%a, %a)").mutable_call()->set_arguments(1, 0);
  expectError("two arguments for parameter \"x\"");
  node("%0 = plan.call @t(%a)").mutable_call()->mutable_policy()->set_retries(1);
  EXPECT_THAT(read(plan), HasSubstr("plan file: program 'p', node 0: "));
}

TEST_F(NodeErrorsTest, Values) {
  node("%0 = plan.apply add(%a, %a)").set_builtin(static_cast<proto::Builtin>(999));
  expectError("unknown built-in 999");
  node("%0 = plan.apply add(%a, %a)").set_builtin(proto::BUILTIN_NEG);
  expectError("2 operands, which 'neg' does not take");
  node("%0 = plan.format \"{0}\"(%a)").set_text(9);
  expectError("string 9 of 1");
  node("%0 = plan.format \"{0}\"(%a)").clear_operands();
  expectError("template: {0} at offset 0, but there are 0 values");
  node("%0 = plan.record {x = %a, y = %a}").set_names(1, 0);
  expectError("two members \"x\"");
  node("%0 = plan.record {x = %a}").add_names(0);
  expectError("expected 1 names, one for each operand, found 2");
  node("%0 = plan.record {x = %a}").set_names(0, 5);
  expectError("string 5 of 1");
  node("%0 = plan.cast %a to \"int\"").set_type("{\"list\":1}");
  expectError("type: expected a type, found a number");
  node("%0 = plan.cast %a to \"int\"").add_operands(0);
  expectError("expected 1 operands, found 2");
}

TEST_F(NodeErrorsTest, Get) {
  node("%0 = plan.get %a[\"x\"]").mutable_path(0)->set_field(3);
  expectError("string 3 of 1");
  node("%0 = plan.get %a[\"x\"]").mutable_path(0)->clear_step();
  expectError("a kind of path step that this compiler does not know");
  node("%0 = plan.get %a[\"x\"]").clear_path();
  expectError("expected a path or a key");
  node("%0 = plan.get %a[\"x\"]").clear_operands();
  expectError("expected 1 to 2 operands, found 0");
}

TEST_F(NodeErrorsTest, Approve) {
  node("%0 = plan.approve %a").clear_operands();
  expectError("expected 1 to 2 operands, found 0");
}

TEST_F(NodeErrorsTest, Nop) {
  node("plan.nop").add_operands(0);
  expectError("expected 0 operands, found 1");
}

TEST_F(NodeErrorsTest, Control) {
  StringRef loop = "plan.for %i = %a to %a step %a { plan.yield }";
  node(loop).mutable_operands()->RemoveLast();
  expectError("expected 3 or more operands, found 2");
  node(loop).clear_regions();
  expectError("expected 1 regions, found 0");
  node(loop).mutable_regions(0)->add_yields(0);
  EXPECT_EQ(read(plan), "plan file: program 'p', node 0, region 0: expected 0 yields, found 1");
  auto &twice = node(loop);
  twice.add_operands(0);
  twice.add_operands(0);
  expectError("captures a value twice");
  node("%0 = plan.map (%e, %i) in %a { plan.yield %e }").mutable_regions(0)->set_num_args(1);
  EXPECT_EQ(read(plan), "plan file: program 'p', node 0, region 0: expected 2 arguments, found 1");
}

} // namespace
} // namespace mlir::hocket::plan::test
