// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rule of the schema that the executor relies on: break it, and the
// loader says which one and where.
#include "plan/loader.h"

#include "plan/testing/plan_builder.h"

#include <gmock/gmock.h>

#include <functional>
#include <limits>

using namespace hocket;
using namespace hocket::testing;
using ::testing::HasSubstr;
namespace pb = hocket::plan::v1;

/// A valid plan of two calls and a map, as a message.
static pb::Plan validPlan() {
  PlanBuilder builder;
  builder.resource("web", 2);
  uint32_t tool = builder.tool("search", {"query", "limit"});
  RegionBuilder &body = builder.program("main", {"q"});
  uint32_t a = body.call(tool, {body.arg(0)});
  uint32_t b = body.call(tool, {body.result(a), builder.constant("3")});
  uint32_t map = body.map(body.result(b), {});
  RegionBuilder &element = body.region(map);
  element.yield({element.arg(0)});
  body.yield({body.result(map)});
  builder.output("1", body.result(a));
  builder.string("text");
  builder.control();
  return builder.message();
}

static Status loadMessage(const pb::Plan &message) {
  std::string control = message.SerializeAsString();
  return loadPlan(writeContainer(control, {}, featuresOf(message))).status();
}

namespace {
struct Case {
  const char *name;
  std::function<void(pb::Plan &)> change;
  const char *message;
  hocket_code_t code = HOCKET_CORRUPT;
};
} // namespace

static pb::Region &body(pb::Plan &plan) {
  return *plan.mutable_programs(0)->mutable_body();
}
static pb::Node &node(pb::Plan &plan, int index) {
  return *body(plan).mutable_nodes(index);
}

static const Case cases[] = {
    {"no programs", [](auto &p) { p.clear_programs(); }, "found none"},
    {"same program twice", [](auto &p) { *p.add_programs() = p.programs(0); },
     "expected a unique name"},
    {"parameters", [](auto &p) { p.mutable_programs(0)->add_parameters("r"); },
     "expected 2 arguments, one per parameter, found 1"},
    {"constant text", [](auto &p) { p.mutable_constants(0)->set_json("[1,"); },
     "constant 0: invalid JSON at line 1"},
    {"constant segment",
     [](auto &p) { p.mutable_constants(0)->set_segment(0); },
     "constant 0: segment 0 of 0"},
    {"constant missing", [](auto &p) { p.mutable_constants(0)->clear_value(); },
     "found neither"},
    {"tool label",
     [](auto &p) { p.mutable_tools(0)->set_label(pb::ToolLabel(9)); },
     "unknown label 9; the plan has format 1.2 and was made by 'plan builder'",
     HOCKET_INCOMPATIBLE},
    {"tool config",
     [](auto &p) { p.mutable_tools(0)->set_provider_config("3"); },
     "provider_config: expected an object, found int"},
    {"tool parameter",
     [](auto &p) { p.mutable_tools(0)->add_parameters("query"); },
     "two parameters 'query'"},
    {"result type",
     [](auto &p) { p.mutable_tools(0)->set_result_type(R"({"list":"text"})"); },
     "tool 0 'search': result type: expected a type name, found \"text\""},
    {"result type text",
     [](auto &p) { p.mutable_tools(0)->set_result_type("int"); },
     "tool 0 'search': result type: invalid JSON"},
    {"resource rate",
     [](auto &p) { p.mutable_resources(0)->set_rate_per_second(-1); },
     "expected a rate of zero or more"},
    {"location", [](auto &p) { node(p, 0).set_location(5); },
     "node 0: location 5 of 1"},
    {"node kind", [](auto &p) { node(p, 1).set_kind(pb::NodeKind(77)); },
     "program 'main', node 1: unknown node kind 77", HOCKET_INCOMPATIBLE},
    {"node kind missing", [](auto &p) { node(p, 1).clear_kind(); },
     "unknown node kind 0", HOCKET_INCOMPATIBLE},
    {"queue", [](auto &p) { node(p, 1).set_queue(pb::Queue(3)); },
     "unknown queue 3", HOCKET_INCOMPATIBLE},
    {"built-in",
     [](auto &p) {
       node(p, 1).set_kind(pb::NODE_KIND_APPLY);
       node(p, 1).set_builtin(pb::Builtin(200));
     },
     "unknown built-in 200", HOCKET_INCOMPATIBLE},
    {"built-in operands",
     [](auto &p) {
       node(p, 1).set_kind(pb::NODE_KIND_APPLY);
       node(p, 1).set_builtin(pb::BUILTIN_SELECT);
     },
     "node 1: expected 3 operands, found 2"},
    {"priority",
     [](auto &p) {
       node(p, 0).set_priority(std::numeric_limits<double>::quiet_NaN());
     },
     "expected a finite priority"},
    {"cost", [](auto &p) { node(p, 0).set_cost_s(-1); }, "expected a cost"},
    {"tool index", [](auto &p) { node(p, 0).mutable_call()->set_tool(1); },
     "node 0: tool 1 of 1"},
    {"argument count",
     [](auto &p) { node(p, 0).mutable_call()->add_arguments(1); },
     "expected 1 arguments, one per operand, found 2"},
    {"argument index",
     [](auto &p) { node(p, 0).mutable_call()->set_arguments(0, 2); },
     "parameter 2 of 2"},
    {"argument twice",
     [](auto &p) { node(p, 1).mutable_call()->set_arguments(1, 0); },
     "two arguments for parameter 'query'"},
    {"operand slot", [](auto &p) { node(p, 0).set_operands(0, 8); },
     "node 0: operand 0: slot 4 of 4"},
    {"operand constant", [](auto &p) { node(p, 0).set_operands(0, 3); },
     "node 0: operand 0: constant 1 of 1"},
    {"operand without edge", [](auto &p) { node(p, 2).set_operands(0, 2); },
     "node 2: operand 0: there is no edge from node 0, which makes slot 1"},
    {"operand from later", [](auto &p) { node(p, 0).set_operands(0, 4); },
     "node 0: operand 0: there is no edge from node 1"},
    {"slot gap", [](auto &p) { node(p, 1).set_first_result(3); },
     "node 1: expected first result slot 2, found 3"},
    {"slot count", [](auto &p) { body(p).set_num_slots(5); },
     "expected 4 slots, found 5"},
    {"result count", [](auto &p) { node(p, 1).set_num_results(2000000000); },
     "2000000000 results, at most 1 are possible"},
    {"yield", [](auto &p) { body(p).set_yields(0, 8); },
     "yield 0: slot 4 of 4"},
    {"output",
     [](auto &p) { p.mutable_programs(0)->mutable_outputs(0)->set_value(8); },
     "output 0: slot 4 of 4"},
    {"edge backwards", [](auto &p) { body(p).set_successors(1, 1); },
     "node 1: expected successors in ascending order between 2 and 3, found 1"},
    {"edge to nowhere", [](auto &p) { body(p).set_successors(1, 3); },
     "found 3"},
    {"offset count", [](auto &p) { body(p).add_successor_offsets(2); },
     "expected 4 successor offsets, found 5"},
    {"offset order", [](auto &p) { body(p).set_successor_offsets(1, 9); },
     "node 0: bad successor offsets 0 to 9"},
    {"ready count", [](auto &p) { body(p).set_ready_counts(1, 2); },
     "node 1: expected ready count 1, found 2"},
    {"ready counts", [](auto &p) { body(p).add_ready_counts(0); },
     "expected 3 ready counts, found 4"},
    {"region count", [](auto &p) { node(p, 2).add_regions(); },
     "node 2: expected 1 regions, found 2"},
    {"region in a call", [](auto &p) { node(p, 0).add_regions(); },
     "node 0: expected no regions, found 1"},
    {"region arguments",
     [](auto &p) { node(p, 2).mutable_regions(0)->set_num_args(3); },
     "node 2: region 0: expected 2 arguments, found 3"},
    {"region inside",
     [](auto &p) { node(p, 2).mutable_regions(0)->set_yields(0, 6); },
     "node 2, region 0: yield 0: slot 3 of 2"},
    {"acquired resource",
     [](auto &p) { node(p, 0).add_acquires()->set_resource(1); },
     "node 0: resource 1 of 1"},
    {"acquired units", [](auto &p) { node(p, 0).add_acquires()->set_units(3); },
     "3 units of resource 'web', whose capacity is 2"},
    {"no units", [](auto &p) { node(p, 0).add_acquires(); },
     "expected one or more units of resource 'web', found 0"},
    {"acquired twice",
     [](auto &p) {
       node(p, 0).add_acquires()->set_units(1);
       node(p, 0).add_acquires()->set_units(1);
     },
     "resource 'web' is acquired twice"},
    {"acquired around regions",
     [](auto &p) { node(p, 2).add_acquires()->set_units(1); },
     "node 2: expected no acquired resources of a node with regions, found 1"},
    {"cast type",
     [](auto &p) {
       node(p, 0).set_kind(pb::NODE_KIND_CAST);
       node(p, 0).set_type("\"integer\"");
     },
     "node 0: type: expected a type name"},
    {"template",
     [](auto &p) {
       node(p, 0).set_kind(pb::NODE_KIND_FORMAT);
       p.set_strings(0, "{1}");
     },
     "placeholder {1}, but there are 1 values"},
    {"template index",
     [](auto &p) {
       node(p, 0).set_kind(pb::NODE_KIND_FORMAT);
       node(p, 0).set_text(9);
     },
     "node 0: string 9 of 1"},
    // Labels are no strings of the plan, wherever the reader keeps them.
    {"label as template",
     [](auto &p) {
       node(p, 0).set_kind(pb::NODE_KIND_FORMAT);
       node(p, 0).set_label("label");
       node(p, 0).set_text(1);
     },
     "node 0: string 1 of 1"},
    {"carried values",
     [](auto &p) {
       node(p, 2).set_kind(pb::NODE_KIND_FOR);
       node(p, 2).set_num_inits(4000000000u);
     },
     "4000000000 carried values, but 1 operands"},
};

TEST(LoaderReject, TheUnchangedPlanLoads) {
  EXPECT_TRUE(loadMessage(validPlan()).ok());
}

TEST(LoaderReject, EveryBrokenRule) {
  for (const Case &test : cases) {
    pb::Plan plan = validPlan();
    test.change(plan);
    Status status = loadMessage(plan);
    EXPECT_EQ(status.code(), test.code)
        << test.name << ": " << status.toString();
    EXPECT_THAT(status.toString(), HasSubstr(test.message)) << test.name;
  }
}

TEST(LoaderReject, AResultTypeWithoutItsFeature) {
  pb::Plan plan = validPlan();
  plan.mutable_tools(0)->set_result_type("\"int\"");
  Status status = loadPlan(writeContainer(plan.SerializeAsString())).status();
  EXPECT_EQ(status.code(), HOCKET_CORRUPT);
  EXPECT_THAT(status.toString(),
              HasSubstr("tool 0 'search': expected the feature bit of typed "
                        "results beside the result type"));
}

TEST(LoaderReject, TypesOfParameters) {
  pb::Plan plan = validPlan();
  pb::Program &program = *plan.mutable_programs(0);
  ASSERT_GT(program.parameters_size(), 0);
  for (int i = 0; i < program.parameters_size(); ++i)
    program.add_parameter_types("\"int\"");
  EXPECT_THAT(loadPlan(writeContainer(plan.SerializeAsString())).status().toString(),
              HasSubstr("expected the feature bit of typed parameters beside the type"));
  EXPECT_TRUE(loadMessage(plan).ok()) << loadMessage(plan).toString();
  program.set_parameter_types(0, "\"integer\"");
  EXPECT_THAT(loadMessage(plan).toString(), HasSubstr("': type: expected a type name, found \"integer\""));
  program.set_parameter_types(0, "");
  program.add_parameter_types("");
  EXPECT_THAT(loadMessage(plan).toString(), HasSubstr("expected no types of parameters or "));
}

TEST(LoaderReject, BytesThatAreNoMessage) {
  Status status = loadPlan(writeContainer("\xFF\xFF\xFF")).status();
  EXPECT_EQ(status.code(), HOCKET_CORRUPT);
  EXPECT_THAT(status.toString(), HasSubstr("not a valid message"));
}

TEST(LoaderReject, DeepNesting) {
  auto nested = [](unsigned depth) {
    PlanBuilder builder;
    RegionBuilder *region = &builder.program("main");
    for (unsigned i = 0; i < depth; ++i) {
      uint32_t branch = region->branch(builder.constant("true"), {}, 0);
      RegionBuilder *inner = &region->region(branch);
      region->region(branch);
      region = inner;
    }
    return loadPlan(builder.finish()).status();
  };
  EXPECT_TRUE(nested(31).ok()) << nested(31).toString();
  EXPECT_THAT(nested(32).toString(), HasSubstr("regions nest deeper than 32"));
  EXPECT_THAT(nested(1000).toString(), HasSubstr("deeper than 32 regions"));
}
