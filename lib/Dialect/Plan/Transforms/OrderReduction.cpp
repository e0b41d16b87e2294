// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Leaving out the order edges that other edges imply.
#include "hocket/Dialect/Plan/Transforms/Order.h"

#include <array>
#include <tuple>

namespace mlir::hocket::plan {
namespace {

/// An order edge that may be implied: its target waits for a later task, too.
struct Candidate {
  unsigned source, target;
};

/// Number of sources that are followed at once.
constexpr unsigned batchSize = 256;
using Bits = std::array<uint64_t, batchSize / 64>;

} // namespace

/// Finds the candidates whose source reaches the target over another task. For a
/// batch of sources at a time, one sweep over the tasks between the first source
/// and the last target computes which sources reach each task: near linear where
/// edges are short, as in the text of a program, and exact everywhere.
static std::vector<bool> findImplied(const TaskGraph &graph, ArrayRef<Candidate> candidates) {
  std::vector<bool> implied(candidates.size());
  std::vector<Bits> reached;
  for (size_t begin = 0, end; begin < candidates.size(); begin = end) {
    SmallVector<unsigned> sources;
    unsigned last = 0;
    for (end = begin; end < candidates.size(); ++end) {
      if (sources.empty() || sources.back() != candidates[end].source) {
        if (sources.size() == batchSize)
          break;
        sources.push_back(candidates[end].source);
      }
      last = std::max(last, candidates[end].target);
    }
    unsigned first = sources.front();
    reached.assign(last - first + 1, Bits());
    auto bitOf = [&](unsigned source) -> unsigned {
      auto *it = llvm::lower_bound(sources, source);
      return it != sources.end() && *it == source ? it - sources.begin() : batchSize;
    };
    // What reaches a task over one of its predecessors, the direct edge from
    // that predecessor aside.
    auto over = [&](unsigned predecessor, Bits &bits) {
      if (predecessor >= first)
        for (size_t word = 0; word < bits.size(); ++word)
          bits[word] |= reached[predecessor - first][word];
    };
    std::vector<std::pair<unsigned, size_t>> byTarget;
    for (size_t i = begin; i < end; ++i)
      byTarget.push_back({candidates[i].target, i});
    llvm::sort(byTarget);
    auto pending = byTarget.begin();
    for (unsigned task = first; task <= last; ++task) {
      Bits bits = {};
      for (unsigned predecessor : graph.data[task])
        over(predecessor, bits);
      for (unsigned predecessor : graph.order[task])
        over(predecessor, bits);
      for (; pending != byTarget.end() && pending->first == task; ++pending) {
        unsigned bit = bitOf(candidates[pending->second].source);
        implied[pending->second] = bits[bit / 64] >> (bit % 64) & 1;
      }
      auto add = [&](unsigned predecessor) {
        if (predecessor < first)
          return;
        if (unsigned bit = bitOf(predecessor); bit < batchSize)
          bits[bit / 64] |= uint64_t(1) << (bit % 64);
      };
      llvm::for_each(graph.data[task], add);
      llvm::for_each(graph.order[task], add);
      reached[task - first] = bits;
    }
  }
  return implied;
}

void TaskGraph::reduce() {
  std::vector<Candidate> candidates;
  for (unsigned target = 0; target < tasks.size(); ++target) {
    llvm::sort(order[target]);
    order[target].erase(llvm::unique(order[target]), order[target].end());
    unsigned latest = 0;
    for (const auto *list : {&data[target], &order[target]})
      if (!list->empty())
        latest = std::max(latest, list->back());
    for (unsigned source : order[target])
      if (source < latest)
        candidates.push_back({source, target});
  }
  llvm::sort(candidates, [](Candidate a, Candidate b) {
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
  });
  std::vector<bool> implied = findImplied(*this, candidates);
  // The edges of an acyclic graph that are implied at all are implied by the
  // others that remain, so they can go together.
  DenseSet<std::pair<unsigned, unsigned>> dropped;
  for (auto [i, candidate] : llvm::enumerate(candidates))
    if (implied[i])
      dropped.insert({candidate.source, candidate.target});
  if (dropped.empty())
    return;
  for (unsigned target = 0; target < tasks.size(); ++target)
    llvm::erase_if(order[target], [&](unsigned source) { return dropped.contains({source, target}); });
}

} // namespace mlir::hocket::plan
