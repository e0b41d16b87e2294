// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "graph.h"

#include <random>
#include <set>

namespace hocket::bench {

/// From the predecessors of each node.
static Graph fromPredecessors(const std::vector<std::set<uint32_t>> &before) {
  std::vector<std::vector<uint32_t>> after(before.size());
  Graph graph;
  for (uint32_t node = 0; node < before.size(); ++node) {
    graph.readyCounts.push_back(before[node].size());
    for (uint32_t predecessor : before[node])
      after[predecessor].push_back(node);
  }
  for (const std::vector<uint32_t> &nodes : after) {
    graph.successors.insert(graph.successors.end(), nodes.begin(), nodes.end());
    graph.offsets.push_back(graph.successors.size());
  }
  return graph;
}

Graph makeChain(uint32_t nodes) {
  std::vector<std::set<uint32_t>> before(nodes);
  for (uint32_t node = 1; node < nodes; ++node)
    before[node] = {node - 1};
  return fromPredecessors(before);
}

Graph makeFanOut(uint32_t nodes) {
  std::vector<std::set<uint32_t>> before(nodes);
  for (uint32_t node = 1; node < nodes; ++node)
    before[node] = {0};
  return fromPredecessors(before);
}

Graph makeRandom(uint32_t nodes, uint32_t degree) {
  std::mt19937 random(1);
  std::vector<std::set<uint32_t>> before(nodes);
  for (uint32_t node = 1; node < nodes; ++node) {
    uint32_t count = random() % (2 * degree + 1);
    for (uint32_t i = 0; i < count; ++i)
      before[node].insert(random() % node);
  }
  return fromPredecessors(before);
}

} // namespace hocket::bench
