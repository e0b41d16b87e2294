// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dependence graphs for people (DOT) and for programs (JSON).

#include "hocket/Analysis/DependenceGraph.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

std::string mlir::hocket::analysis::getLabel(Operation *op) {
  if (auto call = dyn_cast<CallOp>(op))
    return call.getCallee().str();
  if (auto call = dyn_cast<func::CallOp>(op))
    return call.getCallee().str();
  StringRef name = op->getName().getStringRef();
  name.consume_front("hocket.");
  return name.str();
}

StringRef mlir::hocket::analysis::getCallerId(Location loc) {
  auto named = loc->findInstanceOf<NameLoc>();
  return named ? named.getName().getValue() : StringRef();
}

std::string mlir::hocket::analysis::formatLocation(Location loc) {
  auto file = loc->findInstanceOf<FileLineColLoc>();
  if (!file)
    return "unknown";
  return (file.getFilename().getValue() + ":" + Twine(file.getLine()) + ":" +
          Twine(file.getColumn()))
      .str();
}

namespace {
/// A block's graph with what the printers need of it.
struct PrintedGraph {
  Block *block;
  DependenceGraph graph;
  std::vector<bool> reduced;
  /// Number of the first node of this block among those of the function.
  unsigned first;
};
} // namespace

/// The graphs of all blocks of a function that have nodes, outer ones first.
static std::vector<PrintedGraph> collectGraphs(func::FuncOp function, EffectAnalysis &effects) {
  std::vector<PrintedGraph> graphs;
  unsigned next = 0;
  function.walk<WalkOrder::PreOrder>([&](Block *block) {
    DependenceGraph graph = DependenceGraph::build(*block, effects);
    if (graph.size() == 0)
      return;
    std::vector<bool> reduced = graph.reduce();
    unsigned first = next;
    next += graph.size();
    graphs.push_back({block, std::move(graph), std::move(reduced), first});
  });
  return graphs;
}

static bool isShown(const PrintedGraph &printed, size_t edge, bool reduced) {
  return !reduced || printed.reduced[edge] || printed.graph.getEdges()[edge].data;
}

void mlir::hocket::analysis::printDot(func::FuncOp function, EffectAnalysis &effects, bool reduced,
                                      raw_ostream &os) {
  auto quote = [&](const Twine &text) {
    os << '"';
    os.write_escaped(text.str());
    os << '"';
  };
  os << "digraph ";
  quote(function.getSymName());
  os << " {\n  node [shape=box];\n";
  for (const PrintedGraph &printed : collectGraphs(function, effects)) {
    Operation *parent = printed.block->getParentOp();
    bool nested = !isa<func::FuncOp>(parent);
    if (nested) {
      os << "  subgraph cluster_" << printed.first << " {\n  label=";
      quote(getLabel(parent) + " at " + formatLocation(parent->getLoc()));
      os << ";\n";
    }
    for (auto [i, op] : llvm::enumerate(printed.graph.getNodes())) {
      StringRef id = getCallerId(op->getLoc());
      os << "  n" << printed.first + i << " [label=";
      quote((id.empty() ? Twine() : id + ": ") + getLabel(op));
      os << ", tooltip=";
      quote(formatLocation(op->getLoc()));
      os << "];\n";
    }
    for (auto [i, edge] : llvm::enumerate(printed.graph.getEdges())) {
      if (!isShown(printed, i, reduced))
        continue;
      os << "  n" << printed.first + edge.from << " -> n" << printed.first + edge.to;
      if (!edge.data) {
        EdgeExplanation why = printed.graph.explain(edge, effects);
        os << " [style=dashed, label=";
        quote(why.reason == EdgeReason::Effect && !why.toEffect.isWorld()
                  ? "@" + why.toEffect.resource.getValue()
                  : Twine(stringifyEdgeReason(why.reason)));
        os << ", tooltip=";
        quote(why.text());
        os << ']';
      }
      os << ";\n";
    }
    if (nested)
      os << "  }\n";
  }
  os << "}\n";
}

void mlir::hocket::analysis::printJson(func::FuncOp function, EffectAnalysis &effects,
                                       bool reduced, raw_ostream &os) {
  llvm::json::OStream json(os, 2);
  json.object([&] {
    json.attribute("function", function.getSymName());
    json.attributeArray("blocks", [&] {
      for (const PrintedGraph &printed : collectGraphs(function, effects))
        json.object([&] {
          Operation *parent = printed.block->getParentOp();
          json.attribute("parent", getLabel(parent));
          json.attribute("location", formatLocation(parent->getLoc()));
          json.attributeArray("nodes", [&] {
            for (auto [i, op] : llvm::enumerate(printed.graph.getNodes()))
              json.object([&, i = i, op = op] {
                json.attribute("id", static_cast<int64_t>(i));
                json.attribute("label", getLabel(op));
                if (StringRef id = getCallerId(op->getLoc()); !id.empty())
                  json.attribute("name", id);
                json.attribute("location", formatLocation(op->getLoc()));
              });
          });
          json.attributeArray("edges", [&] {
            for (auto [i, edge] : llvm::enumerate(printed.graph.getEdges())) {
              if (!isShown(printed, i, reduced))
                continue;
              json.object([&, i = i, edge = edge] {
                EdgeExplanation why = printed.graph.explain(edge, effects);
                json.attribute("from", edge.from);
                json.attribute("to", edge.to);
                json.attribute("reason", stringifyEdgeReason(why.reason));
                json.attribute("implied", !printed.reduced[i]);
                if (edge.data)
                  return;
                json.attribute("why", why.text());
                if (why.reason == EdgeReason::Effect && !why.toEffect.isWorld())
                  json.attribute("resource", why.toEffect.resource.getValue());
              });
            }
          });
        });
    });
  });
  os << '\n';
}
