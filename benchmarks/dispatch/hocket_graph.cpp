// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket_graph.h"

#include "plan/testing/plan_builder.h"

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
  testing::PlanBuilder plan;
  uint32_t tool = plan.tool("nothing", {}, /*compute=*/true);
  testing::RegionBuilder &region = plan.program("main");
  for (uint32_t i = 0; i < graph.size(); ++i) {
    uint32_t node = work == Work::Nop ? region.nop() : region.call(tool);
    region.node(node).set_queue(plan::v1::QUEUE_CPU);
  }
  for (uint32_t i = 0; i < graph.size(); ++i)
    for (uint32_t edge = graph.offsets[i]; edge < graph.offsets[i + 1]; ++edge)
      region.after(graph.successors[edge], i);
  return plan.finish();
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
