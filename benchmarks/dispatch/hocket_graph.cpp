// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket_graph.h"

#include "plan_image.h"

#include "schema/plan.pb.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace hocket::bench {

/// A benchmark that cannot run has nothing to report.
static void check(hocket_status_t *status) {
  if (!status)
    return;
  hocket_string_t text = hocket_status_to_string(status);
  fprintf(stderr, "%.*s\n", static_cast<int>(text.size), text.data);
  exit(1);
}

static hocket_status_t *nothing(void *, hocket_invocation_t *,
                                hocket_value_t **result) {
  *result = hocket_value_null();
  return nullptr;
}

static std::string makePlan(const Graph &graph, Work work) {
  plan::v1::Plan plan;
  plan.set_producer("dispatch benchmark");
  plan.add_strings("");
  plan.mutable_locations()->add_entries();
  if (work == Work::Call) {
    plan::v1::Tool &tool = *plan.add_tools();
    tool.set_name("nothing");
    tool.set_provider("native");
    tool.set_provider_config(R"({"name": "nothing"})");
    tool.set_label(plan::v1::TOOL_LABEL_COMPUTE);
    tool.set_pure(true);
  }
  plan::v1::Program &program = *plan.add_programs();
  program.set_name("main");
  plan::v1::Region &region = *program.mutable_body();
  uint32_t slot = 0;
  for (uint32_t i = 0; i < graph.size(); ++i) {
    plan::v1::Node &node = *region.add_nodes();
    node.set_queue(plan::v1::QUEUE_CPU);
    node.set_first_result(slot);
    if (work == Work::Nop) {
      node.set_kind(plan::v1::NODE_KIND_NOP);
      continue;
    }
    node.set_kind(plan::v1::NODE_KIND_CALL);
    node.set_num_results(1);
    node.mutable_call()->set_tool(0);
    ++slot;
  }
  region.set_num_slots(slot);
  *region.mutable_successor_offsets() = {graph.offsets.begin(),
                                         graph.offsets.end()};
  *region.mutable_successors() = {graph.successors.begin(),
                                  graph.successors.end()};
  *region.mutable_ready_counts() = {graph.readyCounts.begin(),
                                    graph.readyCounts.end()};
  return makePlanImage(plan.SerializeAsString());
}

HocketGraph::HocketGraph(const Graph &graph, Work work, unsigned workers) {
  hocket_instance_options_t options = HOCKET_INIT(hocket_instance_options_t);
  options.workers = workers;
  check(hocket_instance_create(&options, &instance));
  hocket_native_tool_t tool = HOCKET_INIT(hocket_native_tool_t);
  tool.name = hocket_string("nothing");
  tool.kind = HOCKET_TOOL_COMPUTE;
  tool.invoke = nothing;
  check(hocket_instance_register_tool(instance, &tool));
  std::string image = makePlan(graph, work);
  check(hocket_plan_load_memory(image.data(), image.size(), &plan));
  check(hocket_session_create(instance, plan, nullptr, &session));
}

HocketGraph::~HocketGraph() {
  hocket_session_destroy(session);
  hocket_plan_destroy(plan);
  hocket_instance_destroy(instance);
}

uint64_t HocketGraph::run() {
  hocket_call_t *call = nullptr;
  check(hocket_call_start(session, nullptr, &call));
  bool done = false;
  hocket_call_wait(call, UINT64_MAX, &done);
  hocket_call_stats_t stats = HOCKET_INIT(hocket_call_stats_t);
  hocket_call_stats(call, &stats);
  hocket_call_destroy(call);
  return stats.nodes_run;
}

} // namespace hocket::bench
