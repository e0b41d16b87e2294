// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tbb_graph.h"

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <deque>

namespace flow = oneapi::tbb::flow;

namespace hocket::bench {

using Node = flow::continue_node<flow::continue_msg>;

struct TbbGraph::Impl {
  Impl(unsigned workers)
      : limit(oneapi::tbb::global_control::max_allowed_parallelism, workers),
        arena(workers) {}

  oneapi::tbb::global_control limit;
  oneapi::tbb::task_arena arena;
  std::unique_ptr<flow::graph> graph;
  std::deque<Node> nodes; // nodes do not move
  std::vector<Node *> roots;
};

/// `body` runs in every node.
template <typename Body>
static void build(const Graph &graph, flow::graph &target,
                  std::deque<Node> &nodes, std::vector<Node *> &roots,
                  Body body) {
  for (uint32_t i = 0; i < graph.size(); ++i) {
    Node &node = nodes.emplace_back(target, body);
    if (graph.readyCounts[i] == 0)
      roots.push_back(&node);
  }
  for (uint32_t i = 0; i < graph.size(); ++i)
    for (uint32_t edge = graph.offsets[i]; edge < graph.offsets[i + 1]; ++edge)
      flow::make_edge(nodes[i], nodes[graph.successors[edge]]);
}

TbbGraph::TbbGraph(const Graph &graph, unsigned workers)
    : impl(std::make_unique<Impl>(workers)) {
  impl->arena.execute([&] {
    impl->graph = std::make_unique<flow::graph>();
    build(graph, *impl->graph, impl->nodes, impl->roots,
          [](flow::continue_msg) {});
  });
}

TbbGraph::~TbbGraph() {
  impl->arena.execute([&] {
    impl->nodes.clear();
    impl->graph.reset();
  });
}

void TbbGraph::run() {
  impl->arena.execute([&] {
    for (Node *root : impl->roots)
      root->try_put(flow::continue_msg());
    impl->graph->wait_for_all();
  });
}

uint64_t countTbbRun(const Graph &graph) {
  std::atomic<uint64_t> count{0};
  flow::graph target;
  std::deque<Node> nodes;
  std::vector<Node *> roots;
  build(graph, target, nodes, roots, [&](flow::continue_msg) { ++count; });
  for (Node *root : roots)
    root->try_put(flow::continue_msg());
  target.wait_for_all();
  return count;
}

} // namespace hocket::bench
