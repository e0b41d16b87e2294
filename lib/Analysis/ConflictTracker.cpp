// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The earlier operations that an operation has to wait for because of what
// both touch.

#include "ConflictTracker.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// Beyond this many edges from one access, it becomes a barrier.
static constexpr size_t maxFanIn = 32;

static void append(int node, SmallVectorImpl<unsigned> &preds) {
  if (node >= 0)
    preds.push_back(node);
}

//===----------------------------------------------------------------------===//
// ResourceState::Tree
//===----------------------------------------------------------------------===//

SmallVector<unsigned, 6> ResourceState::Tree::find(const PathKey &path, MLIRContext *context) {
  SmallVector<unsigned, 6> way{0};
  for (StringRef component : path.components) {
    auto [child, inserted] =
        children.try_emplace({way.back(), StringAttr::get(context, component)}, nodes.size());
    if (inserted) {
      nodes[way.back()].children.push_back(nodes.size());
      nodes.emplace_back();
    }
    way.push_back(child->second);
  }
  return way;
}

void ResourceState::Tree::collect(unsigned root, bool writes,
                                  SmallVectorImpl<unsigned> &preds) const {
  append(nodes[root].subtreeCoveredWriter, preds);
  SmallVector<unsigned> worklist{root};
  while (!worklist.empty()) {
    const KeyNode &node = nodes[worklist.pop_back_val()];
    if (!node.subtreeOthers)
      continue;
    llvm::append_range(preds, node.writers);
    if (writes)
      llvm::append_range(preds, node.readers);
    llvm::append_range(worklist, node.children);
  }
}

//===----------------------------------------------------------------------===//
// ResourceState
//===----------------------------------------------------------------------===//

void ResourceState::collectAll(SmallVectorImpl<unsigned> &preds) const {
  append(barrier, preds);
  for (const Tree &tree : trees)
    tree.collect(0, /*writes=*/true, preds);
  llvm::append_range(preds, wideReaders);
}

void ResourceState::collapse(unsigned node, SmallVectorImpl<unsigned> &preds) {
  collectAll(preds);
  *this = ResourceState();
  barrier = node;
}

void ResourceState::accessPath(unsigned node, bool writes, bool covered, const PathKey &path,
                               MLIRContext *context, SmallVectorImpl<unsigned> &preds) {
  Tree &tree = trees[path.absolute];
  trees[!path.absolute].collect(0, writes, preds);
  SmallVector<unsigned, 6> way = tree.find(path, context);
  for (unsigned ancestor : ArrayRef(way).drop_back()) {
    const KeyNode &folder = tree.nodes[ancestor];
    append(folder.coveredWriter, preds);
    llvm::append_range(preds, folder.writers);
    if (writes)
      llvm::append_range(preds, folder.readers);
  }
  tree.collect(way.back(), writes, preds);

  KeyNode &own = tree.nodes[way.back()];
  int change = 0;
  if (writes) {
    // Whatever waits for this access waits for the earlier ones of the key.
    change -= own.writers.size() + own.readers.size();
    own.writers.clear();
    own.readers.clear();
  }
  if (!covered) {
    (writes ? own.writers : own.readers).push_back(node);
    ++change;
  } else if (writes) {
    own.coveredWriter = node;
  }
  for (unsigned step : way) {
    tree.nodes[step].subtreeOthers += change;
    if (covered && writes)
      tree.nodes[step].subtreeCoveredWriter = node;
  }
}

void ResourceState::access(unsigned node, bool writes, bool covered, const Key &key,
                           SmallVectorImpl<unsigned> &preds) {
  size_t before = preds.size();
  SmallString<24> storage;
  std::optional<PathKey> path;
  if (key.getKind() == Key::Kind::Constant)
    path = PathKey::get(key.getConstant(), storage);

  if (!path && writes)
    return collapse(node, preds);
  append(barrier, preds);
  if (path) {
    if (writes)
      llvm::append_range(preds, wideReaders);
    accessPath(node, writes, covered, *path, key.getConstant().getContext(), preds);
  } else {
    for (const Tree &tree : trees)
      tree.collect(0, /*writes=*/false, preds);
    if (!covered)
      wideReaders.push_back(node);
  }
  if (preds.size() - before > maxFanIn)
    collapse(node, preds);
}

//===----------------------------------------------------------------------===//
// ConflictTracker
//===----------------------------------------------------------------------===//

void ConflictTracker::access(unsigned node, const EffectSummary &summary, bool covered,
                             SmallVectorImpl<unsigned> &preds) {
  bool ordered = false;
  for (const ResourceEffect &effect : summary.effects) {
    if (!effect.ordered)
      continue;
    ordered = true;
    if (!effect.isWorld())
      continue;
    for (const auto &[name, state] : resources)
      state->collectAll(preds);
    append(lastWorld, preds);
    resources.clear();
    lastWorld = node;
    return;
  }
  if (!ordered)
    return;
  append(lastWorld, preds);
  for (const ResourceEffect &effect : summary.effects) {
    if (!effect.ordered)
      continue;
    std::unique_ptr<ResourceState> &state = resources[effect.resource];
    if (!state)
      state = std::make_unique<ResourceState>();
    state->access(node, effect.writes(), covered, effect.key, preds);
  }
}
