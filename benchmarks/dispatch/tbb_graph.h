// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The baseline: a oneTBB flow graph of continue nodes, built once, run often.
#ifndef HOCKET_BENCHMARKS_DISPATCH_TBB_GRAPH_H
#define HOCKET_BENCHMARKS_DISPATCH_TBB_GRAPH_H

#include "graph.h"

#include <memory>

namespace hocket::bench {

class TbbGraph {
public:
  TbbGraph(const Graph &graph, unsigned workers);
  ~TbbGraph();

  /// Runs every node once; returns when all have run.
  void run();

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

/// How many nodes a run of the graph executes: checks that the baseline does
/// the work that it is timed for.
uint64_t countTbbRun(const Graph &graph);

} // namespace hocket::bench

#endif // HOCKET_BENCHMARKS_DISPATCH_TBB_GRAPH_H
