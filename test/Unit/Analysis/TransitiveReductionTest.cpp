// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Analysis/TransitiveReduction.h"

#include "gtest/gtest.h"

#include <random>
#include <set>

using namespace mlir::hocket::analysis;

namespace {
struct Graph {
  std::vector<unsigned> offsets{0}, preds;
  void add(const std::set<unsigned> &predecessors) {
    preds.insert(preds.end(), predecessors.begin(), predecessors.end());
    offsets.push_back(preds.size());
  }
  unsigned size() const { return offsets.size() - 1; }
};

/// Which nodes reach which, over the edges that `keep` admits.
std::vector<std::vector<bool>> reachability(const Graph &graph, const std::vector<bool> &keep) {
  std::vector<std::vector<bool>> reach(graph.size(), std::vector<bool>(graph.size(), false));
  for (unsigned node = 0; node < graph.size(); ++node)
    for (unsigned e = graph.offsets[node]; e < graph.offsets[node + 1]; ++e) {
      if (!keep[e])
        continue;
      reach[node][graph.preds[e]] = true;
      for (unsigned u = 0; u < node; ++u)
        if (reach[graph.preds[e]][u])
          reach[node][u] = true;
    }
  return reach;
}

/// The reduction reaches what the graph reaches, and loses some of it without
/// any one of its edges.
void expectReduction(const Graph &graph, const std::vector<bool> &keep) {
  auto full = reachability(graph, std::vector<bool>(graph.preds.size(), true));
  ASSERT_EQ(full, reachability(graph, keep));
  for (unsigned node = 0; node < graph.size(); ++node)
    for (unsigned e = graph.offsets[node]; e < graph.offsets[node + 1]; ++e)
      if (keep[e])
        for (unsigned f = graph.offsets[node]; f < graph.offsets[node + 1]; ++f)
          EXPECT_FALSE(f != e && keep[f] && full[graph.preds[f]][graph.preds[e]])
              << "edge " << graph.preds[e] << " -> " << node << " is implied";
}

Graph makeRandom(std::mt19937 &random, unsigned size, double density) {
  Graph graph;
  std::bernoulli_distribution edge(density);
  for (unsigned node = 0; node < size; ++node) {
    std::set<unsigned> preds;
    for (unsigned pred = 0; pred < node; ++pred)
      if (edge(random))
        preds.insert(pred);
    graph.add(preds);
  }
  return graph;
}
} // namespace

TEST(TransitiveReduction, RandomGraphs) {
  std::mt19937 random(1);
  for (unsigned round = 0; round < 300; ++round) {
    Graph graph = makeRandom(random, 1 + random() % 60, (round % 10 + 1) * 0.05);
    expectReduction(graph, reduceTransitively({graph.offsets, graph.preds}));
  }
}

// Without a search budget everything is decided with bit sets; more nodes than
// one chunk of sources has.
TEST(TransitiveReduction, BitSetsAgreeWithSearch) {
  std::mt19937 random(2);
  for (unsigned size : {1u, 63u, 512u, 513u, 1300u}) {
    Graph graph = makeRandom(random, size, 4.0 / size);
    std::vector<bool> keep = reduceTransitively({graph.offsets, graph.preds}, 0);
    EXPECT_EQ(keep, reduceTransitively({graph.offsets, graph.preds}));
    expectReduction(graph, keep);
  }
}

// A join of everything keeps the edges from the last node of each chain.
TEST(TransitiveReduction, JoinOfChains) {
  constexpr unsigned chains = 50, length = 40;
  Graph graph;
  std::set<unsigned> all;
  for (unsigned step = 0; step < length; ++step)
    for (unsigned chain = 0; chain < chains; ++chain) {
      unsigned node = graph.size();
      all.insert(node);
      graph.add(step ? std::set<unsigned>{node - chains} : std::set<unsigned>{});
    }
  graph.add(all);
  std::vector<bool> keep = reduceTransitively({graph.offsets, graph.preds});
  unsigned join = graph.size() - 1, kept = 0;
  for (unsigned e = graph.offsets[join]; e < graph.offsets[join + 1]; ++e) {
    EXPECT_EQ(keep[e], graph.preds[e] >= chains * (length - 1));
    kept += keep[e];
  }
  EXPECT_EQ(kept, chains);
}

TEST(TransitiveReduction, EmptyGraph) {
  Graph graph;
  EXPECT_TRUE(reduceTransitively({graph.offsets, graph.preds}).empty());
}
