// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-parallelize

#include "Annotations.h"
#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/IR/Remarks.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_PARALLELIZEPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

static remark::RemarkOpts remarkName(StringRef name) {
  return remark::RemarkOpts::name(name).category("hocket-parallelize");
}

/// "search 'call_2' (plan.txt:3:4)"
static std::string describe(Operation *op) {
  std::string text = getLabel(op);
  if (StringRef id = getCallerId(op->getLoc()); !id.empty())
    text += " '" + id.str() + "'";
  return text + " (" + formatLocation(op->getLoc()) + ")";
}

namespace {
struct ParallelizePass : public hocket::impl::ParallelizePassBase<ParallelizePass> {
  struct Counts {
    unsigned nodes = 0, dataEdges = 0, orderEdges = 0;
  };

  void runOnOperation() override {
    auto &effects = getAnalysis<EffectAnalysis>();
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isExternal())
        continue;
      function.walk([&](MapOp map) { keepElementsInOrder(map, effects); });
      Counts counts;
      function.walk([&](Block *block) { annotate(*block, effects, counts); });
      function->setAttr("hocket.parallel", UnitAttr::get(&getContext()));
      remark::analysis(function.getLoc(), remarkName("graph").function(function.getSymName()))
          << remark::metric("operations", counts.nodes)
          << remark::metric("dataEdges", counts.dataEdges)
          << remark::metric("orderEdges", counts.orderEdges);
    }
    markAnalysesPreserved<EffectAnalysis>();
  }

  /// The elements of a map run at the same time. If its body writes in order,
  /// they must not.
  void keepElementsInOrder(MapOp map, EffectAnalysis &effects) {
    if (map.getWidth() == 1 || !effects.getEffects(map).orderedWrites())
      return;
    map.setWidth(1);
    remark::missed(map.getLoc(), remarkName("map"))
        << "elements are taken one after another, because the body writes";
  }

  void annotate(Block &block, EffectAnalysis &effects, Counts &counts) {
    DependenceGraph graph = DependenceGraph::build(block, effects);
    std::vector<bool> reduced = graph.reduce();
    Builder builder(&getContext());
    bool explains = getContext().getRemarkEngine() != nullptr;
    SmallVector<int64_t> after;
    size_t position = 0;
    for (auto [node, op] : llvm::enumerate(graph.getNodes())) {
      after.clear();
      for (const Edge &edge : graph.getPredecessors(node)) {
        bool isReduced = reduced[position++];
        counts.dataEdges += edge.data;
        if (edge.data || !isReduced)
          continue;
        after.push_back(edge.from);
        if (explains)
          explain(graph, edge, effects);
      }
      counts.orderEdges += after.size();
      setAnnotations(op, {{"hocket.id", builder.getI64IntegerAttr(node)},
                          {"hocket.after", after.empty() ? Attribute()
                                                         : builder.getDenseI64ArrayAttr(after)}});
    }
    counts.nodes += graph.size();
  }

  void explain(const DependenceGraph &graph, const Edge &edge, EffectAnalysis &effects) {
    Operation *from = graph.getNodes()[edge.from], *to = graph.getNodes()[edge.to];
    EdgeExplanation why = graph.explain(edge, effects);
    remark::missed(to->getLoc(), remarkName(stringifyEdgeReason(why.reason)))
        << describe(to) + " waits for " + describe(from) + ": " + why.text();
  }
};
} // namespace
