// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Building the dependence graph of a block.

#include "hocket/Analysis/DependenceGraph.h"
#include "ConflictTracker.h"
#include "hocket/Analysis/TransitiveReduction.h"

#include "llvm/Support/raw_ostream.h"

#include <unordered_map>

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

/// Beyond this many operations that may fail before an operation that writes
/// and never fails, later writes wait for the writing one instead.
static constexpr size_t maxFrontier = 16;

bool mlir::hocket::analysis::isScheduled(Operation *op) {
  return !op->hasTrait<OpTrait::ConstantLike>() && !op->hasTrait<OpTrait::IsTerminator>() &&
         !isa<OutputOp, SymbolOpInterface>(op);
}

namespace {
/// What makes errors precise: the operations that the next write waits for
/// because they may fail.
class ErrorFrontier {
public:
  void append(SmallVectorImpl<unsigned> &preds) const {
    if (barrier >= 0)
      preds.push_back(barrier);
    preds.append(failing.begin(), failing.end());
  }
  void passed(unsigned node, bool writes, bool mayFail) {
    if (writes && (mayFail || failing.size() > maxFrontier)) {
      failing.clear();
      barrier = node;
    } else if (mayFail) {
      failing.push_back(node);
    }
  }

private:
  SmallVector<unsigned> failing;
  /// An operation that has itself waited for everything before it.
  int barrier = -1;
};
} // namespace

namespace {
/// What a person is asked stands between what comes before and what comes after,
/// marked `unordered` or not. Only what nobody can notice passes.
class ApprovalGates {
public:
  void access(unsigned node, const EffectSummary &summary, SmallVectorImpl<unsigned> &preds) {
    if (summary.effects.empty() && !summary.mayFail)
      return;
    if (lastGate >= 0)
      preds.push_back(lastGate);
    if (!summary.gate) {
      sinceGate.push_back(node);
      return;
    }
    llvm::append_range(preds, sinceGate);
    sinceGate.clear();
    lastGate = node;
  }

private:
  int lastGate = -1;
  SmallVector<unsigned> sinceGate;
};
} // namespace

/// Calls `fn` with the node that defines each value that an operation, or one
/// in its regions, uses.
static void forEachDataPredecessor(Operation *op, const DenseMap<Operation *, unsigned> &index,
                                   function_ref<void(unsigned)> fn) {
  auto visit = [&](Operation *user) {
    for (Value operand : user->getOperands())
      if (Operation *def = operand.getDefiningOp())
        if (auto it = index.find(def); it != index.end())
          fn(it->second);
  };
  if (op->getNumRegions() == 0)
    visit(op);
  else
    op->walk(visit);
}

/// Appends a node with its data edges and these order edges, without duplicates
/// and edges to itself.
void DependenceGraph::addNode(Operation *op, SmallVectorImpl<unsigned> &order) {
  unsigned node = nodes.size();
  SmallVector<unsigned> data;
  forEachDataPredecessor(op, index, [&](unsigned pred) { data.push_back(pred); });
  llvm::sort(data);
  llvm::sort(order);
  const unsigned *d = data.begin(), *o = order.begin();
  while (d != data.end() || o != order.end()) {
    bool takeData = o == order.end() || (d != data.end() && *d <= *o);
    unsigned from = takeData ? *d++ : *o++;
    bool repeated = edges.size() > offsets.back() && edges.back().from == from;
    if (from != node && !repeated)
      edges.push_back({from, node, takeData});
  }
  index[op] = node;
  nodes.push_back(op);
  offsets.push_back(edges.size());
}

DependenceGraph DependenceGraph::build(Block &block, EffectAnalysis &effects) {
  DependenceGraph graph;
  graph.offsets.push_back(0);
  DenseSet<Operation *> unorderedValues = findUnorderedValueOps(block);
  ConflictTracker conflicts;
  ErrorFrontier errors;
  ApprovalGates gates;
  SmallVector<unsigned> order;

  for (Operation &op : block) {
    if (!isScheduled(&op))
      continue;
    unsigned node = graph.nodes.size();
    EffectSummary summary = effects.getEffects(&op);
    bool mayFail = summary.orderedMayFail && !unorderedValues.contains(&op);
    bool writes = summary.orderedWrites();

    order.clear();
    if (writes)
      errors.append(order);
    conflicts.access(node, summary, mayFail, order);
    errors.passed(node, writes, mayFail);
    gates.access(node, summary, order);
    graph.addNode(&op, order);
  }
  return graph;
}

DependenceGraph DependenceGraph::fromAnnotations(Block &block) {
  DependenceGraph graph;
  graph.offsets.push_back(0);
  std::unordered_map<int64_t, unsigned> ids;
  SmallVector<unsigned> order;
  for (Operation &op : block) {
    if (!isScheduled(&op))
      continue;
    order.clear();
    if (auto after = op.getAttrOfType<DenseI64ArrayAttr>("hocket.after"))
      for (int64_t id : after.asArrayRef())
        if (auto it = ids.find(id); it != ids.end())
          order.push_back(it->second);
    if (auto id = op.getAttrOfType<IntegerAttr>("hocket.id"))
      ids[id.getInt()] = graph.nodes.size();
    graph.addNode(&op, order);
  }
  return graph;
}

std::vector<bool> DependenceGraph::reduce() const {
  std::vector<unsigned> preds;
  preds.reserve(edges.size());
  for (const Edge &edge : edges)
    preds.push_back(edge.from);
  return reduceTransitively({offsets, preds});
}

//===----------------------------------------------------------------------===//
// Explanations
//===----------------------------------------------------------------------===//

StringRef mlir::hocket::analysis::stringifyEdgeReason(EdgeReason reason) {
  switch (reason) {
  case EdgeReason::Data:
    return "data";
  case EdgeReason::Effect:
    return "effect";
  case EdgeReason::Error:
    return "error-order";
  case EdgeReason::Approval:
    return "approval";
  }
  llvm_unreachable("all reasons are covered");
}

EdgeExplanation DependenceGraph::explain(const Edge &edge, EffectAnalysis &effects) const {
  EdgeExplanation explanation;
  if (edge.data)
    return explanation;
  EffectSummary from = effects.getEffects(nodes[edge.from]);
  EffectSummary to = effects.getEffects(nodes[edge.to]);
  explanation.reason = EdgeReason::Approval;
  if (from.gate || to.gate)
    return explanation;
  explanation.reason = EdgeReason::Effect;
  for (const ResourceEffect &a : from.effects)
    for (const ResourceEffect &b : to.effects)
      if (a.ordered && b.ordered && a.conflictsWith(b)) {
        explanation.fromEffect = a;
        explanation.toEffect = b;
        return explanation;
      }
  explanation.reason = EdgeReason::Error;
  return explanation;
}

std::string EdgeExplanation::text() const {
  std::string result;
  llvm::raw_string_ostream os(result);
  switch (reason) {
  case EdgeReason::Data:
    os << "uses its result";
    break;
  case EdgeReason::Effect:
    os << "the earlier one ";
    fromEffect.print(os);
    os << ", the later one ";
    toEffect.print(os);
    break;
  case EdgeReason::Error:
    os << "the earlier one may fail, and then the later one, which writes, must not have run";
    break;
  case EdgeReason::Approval:
    os << "a person is asked between what comes before and what comes after";
    break;
  }
  return result;
}
