// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What operations touch, and whether they may fail.
#ifndef HOCKET_ANALYSIS_EFFECTS_H
#define HOCKET_ANALYSIS_EFFECTS_H

#include "hocket/Analysis/Key.h"
#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::scf {
class ForOp;
} // namespace mlir::scf

namespace mlir::hocket::analysis {

/// One effect of an operation.
struct ResourceEffect {
  /// The resource's name, or null for the world: everything there is.
  StringAttr resource;
  EffectKind kind = EffectKind::Reads;
  Key key;
  /// False if the operations that have the effect are all marked `unordered`.
  bool ordered = true;

  bool isWorld() const { return !resource; }
  bool writes() const { return kind == EffectKind::Writes; }
  bool operator==(const ResourceEffect &other) const {
    return resource == other.resource && kind == other.kind && key == other.key &&
           ordered == other.ordered;
  }
  /// True if running the two in another order could make a difference.
  bool conflictsWith(const ResourceEffect &other) const;
  /// For messages: `writes @fs["a.txt"]`.
  void print(raw_ostream &os) const;
};

/// All effects of an operation, its regions and callees included.
struct EffectSummary {
  SmallVector<ResourceEffect, 2> effects;
  /// Some operation may fail.
  bool mayFail = false;
  /// Some operation that is not `unordered` may fail.
  bool orderedMayFail = false;
  /// Asks a person: nothing that comes after has happened before the answer.
  bool gate = false;

  bool isPure() const { return effects.empty() && !gate; }
  bool writes() const {
    return gate || llvm::any_of(effects, [](const ResourceEffect &e) { return e.writes(); });
  }
  bool orderedWrites() const {
    return gate || llvm::any_of(effects, [](const ResourceEffect &e) {
             return e.ordered && e.writes();
           });
  }
  void add(const ResourceEffect &effect);
  void merge(const EffectSummary &other);
};

/// What a tool's declaration says, in the form that calls of it need.
struct ToolInfo {
  struct Effect {
    StringAttr resource;
    EffectKind kind;
    /// The parameter that narrows the effect, or -1.
    int keyParam = -1;
  };
  ToolOp op;
  bool declaresEffects = false;
  bool total = false;
  SmallVector<Effect, 2> effects;
  /// The resources with a capacity or a rate that a call holds one unit of,
  /// each once, in the order of their declarations.
  SmallVector<ResourceOp, 1> limits;
};

/// Effects of the operations in a module. Symbols are looked up once; the
/// summaries of functions are kept. Stays valid as long as symbols and function
/// bodies keep their effects.
class EffectAnalysis {
public:
  /// `op` is a module, or an operation in one.
  explicit EffectAnalysis(Operation *op);

  /// The effects of an operation, of everything in its regions, and of the
  /// functions it calls.
  EffectSummary getEffects(Operation *op);

  /// The effects of a function's body. Keys that name its arguments are
  /// symbolic keys of its entry block's arguments.
  const EffectSummary &getFunctionEffects(func::FuncOp function);

  /// The tool of a call, or null if there is no such tool.
  const ToolInfo *getTool(CallOp call);
  const ToolInfo *getTool(StringAttr name);
  ResourceOp getResource(StringAttr name);
  func::FuncOp getFunction(StringAttr name);

  /// The operation may fail at run time.
  bool mayFail(Operation *op) { return getEffects(op).mayFail; }

private:
  void computeFunctionEffects(func::FuncOp function);
  void addCallEffects(CallOp call, EffectSummary &summary);
  void addFunctionCallEffects(func::CallOp call, EffectSummary &summary);
  void addInterfaceEffects(Operation *op, EffectSummary &summary);
  void addRegionEffects(Operation *op, EffectSummary &summary);

  DenseMap<StringAttr, Operation *> symbols;
  SmallVector<ResourceOp> limited;
  DenseMap<StringAttr, std::unique_ptr<ToolInfo>> tools;
  DenseMap<Operation *, std::unique_ptr<EffectSummary>> functions;
};

/// True if the loop's step may turn out not to be positive, which is a failure.
bool mayHaveBadStep(scf::ForOp loop);

/// True for the operations that only make or pass on values: no effects, no
/// regions.
bool isValueOp(Operation *op);

/// The value operations of a block that take, directly or not, the result of an
/// `unordered` call of that block. Their failure is none "at this point of the
/// text" (F4). Uses do not count: passes change them.
DenseSet<Operation *> findUnorderedValueOps(Block &block);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_EFFECTS_H
