// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The transitive reduction: pruned searches, and bit sets where those give up.

#include "hocket/Analysis/TransitiveReduction.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <cstdint>
#include <random>

using namespace mlir::hocket::analysis;
using llvm::ArrayRef;

namespace {

/// Labels that often tell without a search that one node does not reach another.
class Labels {
public:
  explicit Labels(const PredecessorGraph &graph)
      : level(graph.size(), 0), intervals(graph.size()) {
    for (unsigned node = 0; node < graph.size(); ++node)
      for (unsigned pred : graph.of(node))
        level[node] = std::max(level[node], level[pred] + 1);
    // Fixed seeds: the same graph takes the same time every time.
    std::minstd_rand random(20100914);
    for (unsigned dimension = 0; dimension < dimensions; ++dimension)
      label(graph, dimension, random);
  }

  /// False only if there is no path from `from` back from `node`.
  bool mayReach(unsigned from, unsigned node) const {
    if (level[from] >= level[node])
      return false;
    for (unsigned d = 0; d < dimensions; ++d)
      if (intervals[from][d].low < intervals[node][d].low ||
          intervals[from][d].high > intervals[node][d].high)
        return false;
    return true;
  }

private:
  static constexpr unsigned dimensions = 2;
  struct Interval {
    unsigned low = 0, high = 0;
  };

  /// Post-order numbers of a depth-first walk along predecessors: whatever a
  /// node can reach has an interval within the node's.
  void label(const PredecessorGraph &graph, unsigned d, std::minstd_rand &random) {
    std::vector<bool> seen(graph.size(), false);
    unsigned next = 0;
    struct Frame {
      unsigned node, first, position;
    };
    llvm::SmallVector<Frame, 64> stack;
    auto enter = [&](unsigned node) {
      seen[node] = true;
      intervals[node][d].low = UINT32_MAX;
      size_t count = graph.of(node).size();
      stack.push_back({node, count ? static_cast<unsigned>(random() % count) : 0, 0});
    };
    for (unsigned root = graph.size(); root-- > 0;) {
      if (seen[root])
        continue;
      enter(root);
      while (!stack.empty()) {
        Frame &frame = stack.back();
        ArrayRef<unsigned> preds = graph.of(frame.node);
        Interval &own = intervals[frame.node][d];
        if (frame.position < preds.size()) {
          unsigned pred = preds[(frame.first + frame.position) % preds.size()];
          if (!seen[pred]) {
            enter(pred); // Comes back to this position with the label known.
            continue;
          }
          own.low = std::min(own.low, intervals[pred][d].low);
          ++frame.position;
          continue;
        }
        own.high = next++;
        own.low = std::min(own.low, own.high);
        stack.pop_back();
      }
    }
  }

  std::vector<unsigned> level;
  std::vector<std::array<Interval, dimensions>> intervals;
};

/// Decides edge by edge with a backward search.
class Searcher {
public:
  Searcher(const PredecessorGraph &graph, const Labels &labels, uint64_t budget)
      : graph(graph), labels(labels), budget(budget), visited(graph.size(), 0) {}

  /// Clears the edges into `node` that a longer path implies. False if the
  /// budget ran out.
  bool reduce(unsigned node, std::vector<bool> &keep) {
    ArrayRef<unsigned> preds = graph.of(node);
    if (preds.size() > 32)
      return sweep(node, keep);
    for (size_t i = 0; i + 1 < preds.size(); ++i) {
      if (reachedFromOthers(preds, i))
        keep[graph.offsets[node] + i] = false;
      if (spent > budget)
        return false;
    }
    return true;
  }

private:
  /// For a node with many predecessors: marks everything that they reach, in
  /// one search without a target.
  bool sweep(unsigned node, std::vector<bool> &keep) {
    ArrayRef<unsigned> preds = graph.of(node);
    ++stamp;
    stack.assign(preds.begin(), preds.end());
    while (!stack.empty()) {
      for (unsigned pred : graph.of(stack.pop_back_val())) {
        ++spent;
        if (pred >= preds.front() && visited[pred] != stamp) {
          visited[pred] = stamp;
          stack.push_back(pred);
        }
      }
      if (spent > budget)
        return false;
    }
    for (auto [i, pred] : llvm::enumerate(preds))
      if (visited[pred] == stamp)
        keep[graph.offsets[node] + i] = false;
    return true;
  }

  bool reachedFromOthers(ArrayRef<unsigned> preds, size_t position) {
    unsigned target = preds[position];
    ++stamp;
    stack.clear();
    auto push = [&](unsigned node) {
      ++spent;
      if (node > target && visited[node] != stamp && labels.mayReach(target, node)) {
        visited[node] = stamp;
        stack.push_back(node);
      }
    };
    for (unsigned other : preds.drop_front(position + 1))
      push(other);
    while (!stack.empty()) {
      for (unsigned pred : graph.of(stack.pop_back_val())) {
        if (pred == target)
          return true;
        push(pred);
      }
      if (spent > budget)
        return false;
    }
    return false;
  }

  const PredecessorGraph &graph;
  const Labels &labels;
  uint64_t budget, spent = 0;
  std::vector<uint32_t> visited;
  uint32_t stamp = 0;
  llvm::SmallVector<unsigned, 64> stack;
};

} // namespace

/// Decides all edges into nodes from `first` on, for 512 sources at a time: each
/// node's bit set tells which of the sources reach it.
static void reduceWithBitSets(const PredecessorGraph &graph, unsigned first,
                              std::vector<bool> &keep) {
  constexpr unsigned words = 8, chunk = words * 64;
  using Bits = std::array<uint64_t, words>;
  std::vector<Bits> reach(graph.size());
  for (unsigned base = 0; base < graph.size(); base += chunk) {
    for (unsigned node = base; node < graph.size(); ++node) {
      Bits bits{};
      ArrayRef<unsigned> preds = graph.of(node);
      const unsigned *begin = llvm::lower_bound(preds, base);
      for (const unsigned *pred = begin; pred != preds.end(); ++pred)
        for (unsigned w = 0; w < words; ++w)
          bits[w] |= reach[*pred][w];
      // Here `bits` are the sources that reach a predecessor by at least one
      // edge, or no edge at all if they are this very predecessor; the latter
      // bit is added below, so it is not in yet.
      if (node >= first)
        for (const unsigned *pred = begin; pred != preds.end() && *pred < base + chunk; ++pred)
          if (bits[(*pred - base) / 64] >> ((*pred - base) % 64) & 1)
            keep[graph.offsets[node] + (pred - preds.begin())] = false;
      for (const unsigned *pred = begin; pred != preds.end() && *pred < base + chunk; ++pred)
        bits[(*pred - base) / 64] |= uint64_t(1) << ((*pred - base) % 64);
      reach[node] = bits;
    }
  }
}

std::vector<bool>
mlir::hocket::analysis::reduceTransitively(PredecessorGraph graph, unsigned searchBudget) {
  std::vector<bool> keep(graph.preds.size(), true);
  if (graph.preds.empty())
    return keep;
  Labels labels(graph);
  Searcher searcher(graph, labels, uint64_t(searchBudget) * (graph.preds.size() + graph.size()));
  for (unsigned node = 0; node < graph.size(); ++node)
    if (!searcher.reduce(node, keep)) {
      reduceWithBitSets(graph, node, keep);
      break;
    }
  return keep;
}
