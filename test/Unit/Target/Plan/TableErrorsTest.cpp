// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Faults in the tables that programs share.
#include "Fixture.h"

namespace mlir::hocket::plan::test {
namespace {

using ::testing::HasSubstr;

class TableErrorsTest : public PlanFileTest {
protected:
  proto::Plan plan = control(sample);
};

TEST_F(TableErrorsTest, Locations) {
  plan.mutable_locations()->mutable_entries(1)->set_file(7);
  EXPECT_EQ(read(plan), "plan file: location 1: file 7 of 1");
  plan = control(sample);
  plan.mutable_locations()->mutable_entries(0)->set_name("x");
  EXPECT_EQ(read(plan), "plan file: location 0: expected the unknown location");
  plan = control(sample);
  plan.mutable_tools(0)->set_location(1000);
  EXPECT_THAT(read(plan), HasSubstr("plan file: tool 'search': location 1000 of "));
}

TEST_F(TableErrorsTest, Constants) {
  plan.mutable_constants(0)->set_json("[1,");
  EXPECT_EQ(read(plan), "plan file: constant 0: expected a JSON value at offset 3");
  plan.mutable_constants(0)->set_segment(3);
  EXPECT_EQ(read(plan), "plan file: constant 0: segment 3 of 0");
  StringRef segment = "{\"a\":1,\"a\":2}";
  plan.mutable_constants(0)->set_segment(0);
  EXPECT_EQ(read(pack(plan, segment)), "plan file: constant 0: second member \"a\" at offset 10");
  plan.mutable_constants(0)->clear_value();
  EXPECT_EQ(read(plan), "plan file: constant 0: a kind of constant that this compiler does not know");
}

TEST_F(TableErrorsTest, Resources) {
  plan.mutable_resources(0)->set_rate_per_second(-1);
  EXPECT_THAT(read(plan), HasSubstr("resource 'web': expected a finite rate that is not negative, found -1.0"));
  plan.mutable_resources(0)->set_rate_per_second(std::numeric_limits<double>::infinity());
  EXPECT_THAT(read(plan), HasSubstr("resource 'web': expected a finite rate"));
  plan.mutable_resources(0)->set_name("");
  EXPECT_EQ(read(plan), "plan file: resource '': expected a name");
  plan.mutable_resources(0)->set_name("search");
  plan.mutable_resources(0)->set_rate_per_second(0);
  EXPECT_EQ(read(plan), "plan file: tool 'search': the name is taken by another program, tool or resource");
}

TEST_F(TableErrorsTest, Tools) {
  auto &tool = *plan.mutable_tools(0);
  tool.set_provider_config("[]");
  EXPECT_EQ(read(plan), "plan file: tool 'search': provider configuration: expected a JSON object");
  tool.set_provider_config("");
  EXPECT_EQ(read(plan), "") << "no configuration is an empty one";
  tool.set_provider("");
  EXPECT_EQ(read(plan), "plan file: tool 'search': expected the name of a provider");
  tool.set_provider("native");
  tool.set_pure(true);
  tool.set_writes(true);
  EXPECT_EQ(read(plan), "plan file: tool 'search': a pure tool that writes");
  tool.set_pure(false);
  tool.set_label(static_cast<proto::ToolLabel>(9));
  EXPECT_EQ(read(plan), "plan file: tool 'search': unknown label 9");
  tool.set_label(proto::TOOL_LABEL_IO);
  tool.mutable_policy()->set_retries(2);
  EXPECT_THAT(read(plan), HasSubstr("plan file: tool 'search': "));
  tool.clear_policy();
  tool.set_parameters(1, "query");
  EXPECT_EQ(read(plan), "plan file: tool 'search': two parameters \"query\"");
  tool.set_parameters(1, "");
  EXPECT_EQ(read(plan), "plan file: tool 'search': parameter 1: expected a name");
}

TEST_F(TableErrorsTest, ResultTypes) {
  auto &tool = *plan.mutable_tools(0);
  tool.set_result_type(R"({"list": "int"})");
  EXPECT_EQ(read(plan), "");
  tool.set_result_type(R"({"list": "integer"})");
  EXPECT_EQ(read(plan), "plan file: tool 'search': result type: expected json, string, bool, int, float or null, "
                        "found \"integer\"");
  tool.set_result_type("int");
  EXPECT_EQ(read(plan), "plan file: tool 'search': result type: expected a JSON value at offset 0");
  // Types nest as deep as the runtime reads them.
  auto nested = [](unsigned depth) {
    std::string text = "\"int\"";
    for (unsigned i = 0; i < depth; ++i)
      text = "{\"list\":" + text + "}";
    return text;
  };
  tool.set_result_type(nested(maxTypeDepth));
  EXPECT_EQ(read(plan), "");
  tool.set_result_type(nested(maxTypeDepth + 1));
  EXPECT_EQ(read(plan), "plan file: tool 'search': result type: types nest deeper than 64");
}

TEST_F(TableErrorsTest, AResultTypeWithoutItsFeature) {
  plan.mutable_tools(0)->set_result_type("\"int\"");
  std::string bytes, control = plan.SerializeAsString();
  Container container;
  container.control = control;
  llvm::raw_string_ostream os(bytes);
  writeContainer(container, os);
  EXPECT_EQ(read(bytes),
            "plan file: tool 'search': expected the feature bit of typed results beside the result type");
}

TEST_F(TableErrorsTest, Programs) {
  auto &program = *plan.mutable_programs(0);
  program.set_lower_bound_s(-1);
  EXPECT_EQ(read(plan), "plan file: program 'main': expected a finite lower bound that is not negative, found -1.0");
  program.set_lower_bound_s(0);
  program.add_parameters("extra");
  EXPECT_EQ(read(plan), "plan file: program 'main': expected 2 arguments, found 1");
  program.mutable_parameters()->RemoveLast();
  program.mutable_body()->add_yields(0);
  EXPECT_EQ(read(plan), "plan file: program 'main': expected at most one yield, found 2");
  program.mutable_body()->mutable_yields()->RemoveLast();
  *program.add_outputs() = program.outputs(0);
  EXPECT_EQ(read(plan), "plan file: program 'main', output 1: a second output \"1\"");
  program.mutable_outputs(1)->set_value(200);
  EXPECT_EQ(read(plan), "plan file: program 'main', output 1: value: slot 100 of 4");
  program.mutable_outputs(1)->set_value(201);
  EXPECT_EQ(read(plan), "plan file: program 'main', output 1: value: constant 100 of 1");
  plan.clear_programs();
  EXPECT_EQ(read(plan), "plan file: expected at least one program");
}

} // namespace
} // namespace mlir::hocket::plan::test
