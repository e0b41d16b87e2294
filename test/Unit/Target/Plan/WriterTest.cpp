// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the writer promises: the same bytes for the same program, and errors for
// what a file cannot hold.
#include "Fixture.h"

#include "mlir/Parser/Parser.h"

namespace mlir::hocket::plan::test {
namespace {

using WriterTest = PlanFileTest;

TEST_F(WriterTest, SameBytesWhateverElseHappened) {
  std::string first = write(sample);
  // Another context, in which attributes lie elsewhere and in another order.
  MLIRContext other;
  other.loadDialect<PlanDialect>();
  for (StringRef text : {"query", "native", "\"x\"", "b", "main", "a"})
    StringAttr::get(&other, text);
  std::vector<OwningOpRef<ModuleOp>> ballast;
  for (int i = 0; i < 3; ++i)
    ballast.push_back(parseSourceString<ModuleOp>(sample, &other));
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(sample, &other);
  std::string second;
  llvm::raw_string_ostream os(second);
  ASSERT_TRUE(succeeded(writePlan(*module, os)));
  EXPECT_EQ(first, second);
}

TEST_F(WriterTest, OrderOfDeclarationsDoesNotMatter) {
  // Locations aside, which are what differs between these two.
  auto strip = [&](StringRef text) {
    proto::Plan plan = control(text);
    plan.clear_locations();
    for (auto &tool : *plan.mutable_tools())
      tool.clear_location();
    for (auto &program : *plan.mutable_programs())
      for (auto &node : *program.mutable_body()->mutable_nodes())
        node.clear_location();
    return plan.SerializeAsString();
  };
  std::string tool = "plan.tool @t(x) pure provider \"native\" {}\n";
  std::string program = "plan.program @p(a = %a) {\n%0 = plan.call @t(%a)\nplan.yield %0\n}\n";
  EXPECT_EQ(strip(tool + program), strip(program + tool));
}

TEST_F(WriterTest, LongConstantsGoToSegments) {
  auto file = [&](size_t length) {
    return write("plan.program @p() {\n%0 = plan.constant \"" + std::string(length - 2, 'a') + "\"\nplan.yield %0\n}");
  };
  auto segments = [](StringRef bytes) { return static_cast<unsigned char>(bytes[44]); };
  EXPECT_EQ(segments(file(4096)), 0);
  EXPECT_EQ(segments(file(4097)), 1);
  EXPECT_THAT(print(file(5000)), ::testing::HasSubstr("plan.constant \"" + std::string(4998, 'a') + "\""));
}

TEST_F(WriterTest, OnlyNeededEdges) {
  proto::Plan plan = control(R"(
    plan.program @p(a = %a) {
      %0, %t0 = plan.list [%a]
      %1, %t1 = plan.list [%0] after(%t0)
      %2, %t2 = plan.list [%a] after(%t0, %t1)
      %3 = plan.list [%0, %2] after(%t1, %t2)
      plan.yield
    })");
  // Data edges stay, implied or not: the loader checks operands by them.
  const proto::Region &body = plan.programs(0).body();
  EXPECT_THAT(body.successor_offsets(), ::testing::ElementsAre(0, 2, 3, 4, 4));
  EXPECT_THAT(body.successors(), ::testing::ElementsAre(1, 3, 2, 3));
  EXPECT_THAT(body.ready_counts(), ::testing::ElementsAre(0, 1, 1, 2));
}

TEST_F(WriterTest, Errors) {
  auto messageFor = [&](StringRef text) {
    std::string message;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      if (message.empty())
        message = diagnostic.str();
      return success();
    });
    OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
    std::string bytes;
    llvm::raw_string_ostream os(bytes);
    EXPECT_TRUE(module && failed(writePlan(*module, os)));
    EXPECT_EQ(bytes, "");
    return message;
  };
  EXPECT_EQ(messageFor("module {}"), "expected a program to write");
  EXPECT_EQ(messageFor("module { module {} }"),
            "expected resources, tools and programs of the plan dialect, found builtin.module");
  EXPECT_EQ(messageFor("plan.program @p(a = %a) {\nplan.output \"x\\FF\" %a\nplan.yield\n}"),
            "has a text that is not valid UTF-8, at byte 1");
}

} // namespace
} // namespace mlir::hocket::plan::test
