// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-merge-calls

#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/IR/Remarks.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_MERGECALLSPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// How many writes a call is compared with before it is left alone. Keeps the
/// pass linear in programs that alternate reads and writes of many keys.
static constexpr size_t mostComparisons = 1024;

namespace {
/// Operations are equal if everything but their location is.
struct EqualOperation : public llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(Operation *op) {
    return OperationEquivalence::computeHash(
        op, OperationEquivalence::directHashValue,
        OperationEquivalence::ignoreHashValue,
        OperationEquivalence::IgnoreLocations);
  }
  static bool isEqual(Operation *a, Operation *b) {
    auto isSpecial = [](Operation *op) {
      return op == getTombstoneKey() || op == getEmptyKey();
    };
    if (a == b || isSpecial(a) || isSpecial(b))
      return a == b;
    return OperationEquivalence::isEquivalentTo(
        a, b, OperationEquivalence::IgnoreLocations);
  }
};

/// The operations of a block whose values still hold, in the order of the text.
class BlockMerger {
public:
  explicit BlockMerger(EffectAnalysis &analysis) : analysis(analysis) {}

  /// An equal operation before `op` whose value `op` would have, or null.
  Operation *visit(Operation *op) {
    EffectSummary summary = analysis.getEffects(op);
    if (summary.writes() || op->getNumRegions() != 0) {
      noteWrites(summary);
      return nullptr;
    }
    bool readsWorld =
        llvm::any_of(summary.effects, [](auto &e) { return e.isWorld(); });
    if (readsWorld || !(isa<CallOp>(op) || isValueOp(op)) ||
        op->getNumResults() != 1)
      return nullptr;
    Known now{epoch, {}};
    for (const ResourceEffect &effect : summary.effects)
      now.writesBefore.push_back(writes[effect.resource].size());
    auto [entry, isNew] = known.try_emplace(op, now);
    if (isNew)
      return nullptr;
    Operation *earlier = entry->first;
    if (entry->second.epoch == epoch && holds(entry->second, summary)) {
      entry->second = now;
      return earlier;
    }
    known.erase(earlier);
    known.try_emplace(op, now);
    return nullptr;
  }

private:
  struct Known {
    /// Something that touches everything begins a new epoch.
    unsigned epoch;
    /// For each effect, how many writes of its resource came before.
    SmallVector<size_t, 2> writesBefore;
  };

  void noteWrites(const EffectSummary &summary) {
    if (summary.gate)
      ++epoch;
    for (const ResourceEffect &effect : summary.effects) {
      if (!effect.writes())
        continue;
      if (effect.isWorld())
        ++epoch;
      else
        writes[effect.resource].push_back(effect);
    }
  }

  /// Nothing since the earlier operation writes what `summary` reads.
  bool holds(const Known &earlier, const EffectSummary &summary) {
    size_t left = mostComparisons;
    for (auto [effect, before] :
         llvm::zip_equal(summary.effects, earlier.writesBefore)) {
      ArrayRef<ResourceEffect> since =
          ArrayRef(writes[effect.resource]).drop_front(before);
      if (since.size() > left ||
          llvm::any_of(since, [&](const ResourceEffect &w) {
            return w.conflictsWith(effect);
          }))
        return false;
      left -= since.size();
    }
    return true;
  }

  EffectAnalysis &analysis;
  llvm::DenseMap<Operation *, Known, EqualOperation> known;
  llvm::DenseMap<StringAttr, SmallVector<ResourceEffect>> writes;
  unsigned epoch = 0;
};

struct MergeCallsPass
    : public hocket::impl::MergeCallsPassBase<MergeCallsPass> {
  void runOnOperation() override {
    EffectAnalysis effects(getOperation());
    getOperation().walk([&](Block *block) {
      if (!isa<ModuleOp>(block->getParentOp()))
        merge(*block, effects);
    });
  }

  static void merge(Block &block, EffectAnalysis &effects) {
    BlockMerger merger(effects);
    for (Operation &op : llvm::make_early_inc_range(block)) {
      Operation *earlier = merger.visit(&op);
      if (!earlier)
        continue;
      if (isa<CallOp>(op))
        remark::passed(op.getLoc(), remark::RemarkOpts::name("merged").category(
                                        "hocket-merge-calls"))
            << getLabel(&op) + " takes the result of the equal call at " +
                   formatLocation(earlier->getLoc());
      op.replaceAllUsesWith(earlier);
      op.erase();
    }
  }
};
} // namespace
