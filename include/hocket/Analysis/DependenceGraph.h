// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which operations of a block have to wait for which.
#ifndef HOCKET_ANALYSIS_DEPENDENCEGRAPH_H
#define HOCKET_ANALYSIS_DEPENDENCEGRAPH_H

#include "hocket/Analysis/Effects.h"

namespace mlir::hocket::analysis {

/// Why an operation waits for an earlier one.
enum class EdgeReason : uint8_t {
  Data,     ///< it uses a result
  Effect,   ///< both touch the same part of a resource, and one writes
  Error,    ///< the earlier one may fail, and the later one writes
  Approval, ///< a person is asked first
};
StringRef stringifyEdgeReason(EdgeReason reason);

/// An edge of the graph: operation `to` waits for operation `from`.
struct Edge {
  unsigned from;
  unsigned to;
  /// `to`, or an operation in its regions, uses a result of `from`.
  bool data;
};

/// Why an edge is there, in a form that can be told to people.
struct EdgeExplanation {
  EdgeReason reason = EdgeReason::Data;
  /// The two effects that conflict, for EdgeReason::Effect.
  ResourceEffect fromEffect, toEffect;
  /// "both touch @fs: reads @fs["a"], writes @fs"
  std::string text() const;
};

/// The dependence graph of one block. Nodes are the operations that take part
/// in execution, in the order of the text, which is a topological order.
///
/// Data edges are complete. Other edges are chosen so that their transitive
/// closure (with the data edges) orders whatever must be ordered:
///   - two ordered operations that touch the same part of a resource, one of
///     them writing;
///   - an ordered operation that writes, after every earlier ordered operation
///     that may fail (errors are precise);
///   - `hocket.approve` after everything before it, and everything after it after
///     it, except what touches nothing and cannot fail.
///
/// Construction takes time linear in operations and operands, plus, for each
/// constant key, the depth of its path. Where tools that never fail would need
/// a quadratic number of edges (every one of many readers before every one of
/// many writers), one of them becomes a point that all later ones wait for.
class DependenceGraph {
public:
  static DependenceGraph build(Block &block, EffectAnalysis &effects);
  /// The graph that `hocket-parallelize` has left: operands and `hocket.after`.
  static DependenceGraph fromAnnotations(Block &block);

  ArrayRef<Operation *> getNodes() const { return nodes; }
  unsigned size() const { return nodes.size(); }
  /// The node of an operation of the block, or -1.
  int getNode(Operation *op) const {
    auto it = index.find(op);
    return it == index.end() ? -1 : static_cast<int>(it->second);
  }
  /// All edges, grouped by `to` in ascending order, `from` ascending in a group.
  ArrayRef<Edge> getEdges() const { return edges; }
  /// The edges that end at a node.
  ArrayRef<Edge> getPredecessors(unsigned node) const {
    return ArrayRef(edges).slice(offsets[node], offsets[node + 1] - offsets[node]);
  }

  /// For each edge, whether it belongs to the transitive reduction: the unique
  /// smallest set of edges with the same reachability.
  std::vector<bool> reduce() const;

  /// Why an edge is there. Computed on demand: only people ask.
  EdgeExplanation explain(const Edge &edge, EffectAnalysis &effects) const;

private:
  void addNode(Operation *op, SmallVectorImpl<unsigned> &order);

  std::vector<Operation *> nodes;
  DenseMap<Operation *, unsigned> index;
  std::vector<Edge> edges;
  std::vector<unsigned> offsets;
};

/// True for operations that are nodes: not constants, symbols, outputs and
/// terminators.
bool isScheduled(Operation *op);

/// The label of a node for people: the tool's name, or the operation's.
std::string getLabel(Operation *op);
/// The caller's id for the operation (the name in its location), or "".
StringRef getCallerId(Location loc);
/// "file:line:column", or "unknown".
std::string formatLocation(Location loc);

/// Writes the graphs of a function's blocks in the DOT language, or as JSON.
/// With `reduced`, only the edges of the transitive reduction and data edges.
void printDot(func::FuncOp function, EffectAnalysis &effects, bool reduced, raw_ostream &os);
void printJson(func::FuncOp function, EffectAnalysis &effects, bool reduced, raw_ostream &os);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_DEPENDENCEGRAPH_H
