// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The graph as a plan that the runtime loads and executes, through its public
// interface: plan, session, call.
#ifndef HOCKET_BENCHMARKS_DISPATCH_HOCKET_GRAPH_H
#define HOCKET_BENCHMARKS_DISPATCH_HOCKET_GRAPH_H

#include "graph.h"

#include "hocket/runtime/hocket.h"

namespace hocket::bench {

/// What a node of the graph is.
enum class Work {
  Nop,  // an empty node on a processor's queue: what the executor alone costs
  Call, // a call of a registered compute tool that returns null at once
};

class HocketGraph {
public:
  HocketGraph(const Graph &graph, Work work, unsigned workers);
  ~HocketGraph();
  HocketGraph(const HocketGraph &) = delete;

  /// Executes the plan once; returns how many nodes ran.
  uint64_t run();

private:
  hocket_instance_t *instance = nullptr;
  hocket_plan_t *plan = nullptr;
  hocket_session_t *session = nullptr;
};

} // namespace hocket::bench

#endif // HOCKET_BENCHMARKS_DISPATCH_HOCKET_GRAPH_H
