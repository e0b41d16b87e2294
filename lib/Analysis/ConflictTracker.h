// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds, for operations that arrive in the order of the text, the earlier ones
// that they have to wait for because of what both touch.
#ifndef HOCKET_LIB_ANALYSIS_CONFLICTTRACKER_H
#define HOCKET_LIB_ANALYSIS_CONFLICTTRACKER_H

#include "hocket/Analysis/Effects.h"

namespace mlir::hocket::analysis {

/// The accesses of one resource so far, by key.
///
/// A *covered* access is one that every later ordered write waits for anyway,
/// because it may fail. Covered writes therefore form a chain, of which only
/// the last matters, and covered reads need not be remembered at all. All
/// other accesses (of tools that never fail) are remembered one by one.
class ResourceState {
public:
  /// Appends to `preds` the earlier accesses that conflict with this one, and
  /// remembers it.
  void access(unsigned node, bool writes, bool covered, const Key &key,
              SmallVectorImpl<unsigned> &preds);
  /// Appends all accesses that are still remembered.
  void collectAll(SmallVectorImpl<unsigned> &preds) const;

private:
  /// The accesses of one key. Keys form a tree, as paths do.
  struct KeyNode {
    int coveredWriter = -1;
    /// The last covered writer here or below.
    int subtreeCoveredWriter = -1;
    /// How many other accesses are remembered here and below.
    unsigned subtreeOthers = 0;
    SmallVector<unsigned, 0> writers, readers, children;
  };
  struct Tree {
    Tree() : nodes(1) {}
    std::vector<KeyNode> nodes;
    DenseMap<std::pair<unsigned, StringAttr>, unsigned> children;
    /// Nodes from the root to the one for a path, which is made if missing.
    SmallVector<unsigned, 6> find(const PathKey &path, MLIRContext *context);
    /// What an access conflicts with at or below a node.
    void collect(unsigned root, bool writes, SmallVectorImpl<unsigned> &preds) const;
  };

  void accessPath(unsigned node, bool writes, bool covered, const PathKey &path,
                  MLIRContext *context, SmallVectorImpl<unsigned> &preds);
  /// Makes the access wait for all others, and all later ones wait for it.
  void collapse(unsigned node, SmallVectorImpl<unsigned> &preds);

  /// Relative and absolute paths: one of each may name the same thing.
  Tree trees[2];
  SmallVector<unsigned, 0> wideReaders;
  int barrier = -1;
};

/// All resources, and the world.
class ConflictTracker {
public:
  /// Appends to `preds` the nodes that an operation with these effects has to
  /// wait for. Effects that are not ordered are ignored.
  void access(unsigned node, const EffectSummary &summary, bool covered,
              SmallVectorImpl<unsigned> &preds);

private:
  DenseMap<StringAttr, std::unique_ptr<ResourceState>> resources;
  /// The last operation that may have touched anything.
  int lastWorld = -1;
};

} // namespace mlir::hocket::analysis

#endif // HOCKET_LIB_ANALYSIS_CONFLICTTRACKER_H
