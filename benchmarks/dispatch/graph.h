// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The graphs whose dispatch is measured: the same for Hocket and the baseline.
#ifndef HOCKET_BENCHMARKS_DISPATCH_GRAPH_H
#define HOCKET_BENCHMARKS_DISPATCH_GRAPH_H

#include <cstdint>
#include <vector>

namespace hocket::bench {

/// A directed acyclic graph: successor lists in compressed sparse rows. Every
/// edge leads from a smaller to a larger node.
struct Graph {
  std::vector<uint32_t> offsets{0};
  std::vector<uint32_t> successors;
  std::vector<uint32_t> readyCounts;

  uint32_t size() const { return readyCounts.size(); }
};

/// Each node follows the one before it.
Graph makeChain(uint32_t nodes);
/// One node, which all others follow.
Graph makeFanOut(uint32_t nodes);
/// Each node but the first follows up to twice `degree` random earlier ones,
/// `degree` in the mean; the same graph each time.
Graph makeRandom(uint32_t nodes, uint32_t degree);

} // namespace hocket::bench

#endif // HOCKET_BENCHMARKS_DISPATCH_GRAPH_H
