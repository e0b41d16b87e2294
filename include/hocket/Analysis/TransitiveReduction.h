// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The transitive reduction of a directed acyclic graph.
#ifndef HOCKET_ANALYSIS_TRANSITIVEREDUCTION_H
#define HOCKET_ANALYSIS_TRANSITIVEREDUCTION_H

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace mlir::hocket::analysis {

/// A graph in compressed sparse rows: the predecessors of node i are
/// preds[offsets[i] .. offsets[i + 1]), ascending, without duplicates, and all
/// smaller than i.
struct PredecessorGraph {
  llvm::ArrayRef<unsigned> offsets;
  llvm::ArrayRef<unsigned> preds;

  unsigned size() const { return offsets.size() - 1; }
  llvm::ArrayRef<unsigned> of(unsigned node) const {
    return preds.slice(offsets[node], offsets[node + 1] - offsets[node]);
  }
};

/// For each edge (position in `preds`), whether it is part of the reduction.
///
/// An edge u -> v is superfluous if u reaches another predecessor of v. The
/// question is answered by searching backwards from v's predecessors, pruned by
/// interval labels on a random spanning forest (Yildirim, Chaoji, Zaki: GRAIL,
/// VLDB 2010, section 3) and by topological levels: near-linear on graphs that
/// programs have. If the searches visit more than `searchBudget` edges per edge
/// of the graph on average, the rest is decided with bit sets over chunks of 512
/// sources, in O(nodes * edges / 64) word operations and O(nodes) memory.
std::vector<bool> reduceTransitively(PredecessorGraph graph, unsigned searchBudget = 64);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_TRANSITIVEREDUCTION_H
