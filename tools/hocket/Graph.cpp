// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket graph: which calls wait for which, and why.

#include "Command.h"
#include "Compilation.h"
#include "Reporting.h"

#include "hocket/Analysis/DependenceGraph.h"

#include "llvm/Support/raw_ostream.h"

using namespace llvm;
namespace analysis = mlir::hocket::analysis;

namespace hocket::driver {

namespace {

enum class GraphFormat { Text, Dot, Json };

class GraphCommand : public Command {
public:
  explicit GraphCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  SourceOptions source{sub};
  Choice<GraphFormat> format{
      "format", cl::sub(sub), cl::desc("Form of the output:"), cl::init(GraphFormat::Text),
      cl::values(clEnumValN(GraphFormat::Text, "text", "for people (default)"),
                 clEnumValN(GraphFormat::Dot, "dot", "for Graphviz"),
                 clEnumValN(GraphFormat::Json, "json", "for programs"))};
  ProgramOption only{sub};
  cl::opt<bool> all{"all", cl::sub(sub), cl::desc("Show edges that a path implies, too")};
};

/// The graph of a function's body, a line for each operation.
class TextPrinter {
public:
  TextPrinter(mlir::func::FuncOp function, analysis::EffectAnalysis &effects, bool all,
              raw_ostream &os)
      : graph(analysis::DependenceGraph::build(function.getBody().front(), effects)),
        reduced(graph.reduce()), effects(effects), all(all), os(os) {}
  void print();

private:
  std::string describe(unsigned node) const;
  void printEdge(const analysis::Edge &edge) const;

  analysis::DependenceGraph graph;
  std::vector<bool> reduced;
  analysis::EffectAnalysis &effects;
  bool all;
  raw_ostream &os;
};

} // namespace

std::string TextPrinter::describe(unsigned node) const {
  mlir::Operation *op = graph.getNodes()[node];
  StringRef id = analysis::getCallerId(op->getLoc());
  return (id.empty() ? "%" + Twine(node) : Twine(id)).str() + " " + analysis::getLabel(op);
}

void TextPrinter::printEdge(const analysis::Edge &edge) const {
  analysis::EdgeExplanation why = graph.explain(edge, effects);
  os << "    after " << describe(edge.from) << " (" << stringifyEdgeReason(why.reason);
  if (why.reason == analysis::EdgeReason::Effect)
    os << ": " << why.text();
  os << ")\n";
}

void TextPrinter::print() {
  for (unsigned node = 0; node < graph.size(); ++node) {
    os << describe(node) << "  " << analysis::formatLocation(graph.getNodes()[node]->getLoc())
       << '\n';
    for (const analysis::Edge &edge : graph.getPredecessors(node))
      if (all || reduced[&edge - graph.getEdges().data()])
        printEdge(edge);
  }
}

int GraphCommand::run() {
  Program program(source, Format::Text);
  if (!program.open())
    return UsageError;
  if (program.isPlanFile())
    return reportFailure("expected a program, found the plan file '" + program.name() +
                         "'; 'hocket compile --emit=plan' prints its tasks and edges");
  if (!program.load())
    return ProgramError;
  analysis::EffectAnalysis effects(program.module());
  SmallVector<mlir::func::FuncOp> functions;
  // As JSON there is one document, and so one function.
  if (!only.empty() || format == GraphFormat::Json) {
    functions.push_back(program.entry(only));
    if (!functions.back())
      return UsageError;
  } else {
    llvm::append_range(functions, program.module().getOps<mlir::func::FuncOp>());
  }
  for (mlir::func::FuncOp function : functions) {
    if (function.isExternal())
      continue;
    if (format == GraphFormat::Dot) {
      printDot(function, effects, !all, outs());
    } else if (format == GraphFormat::Json) {
      printJson(function, effects, !all, outs());
    } else {
      outs() << "@" << function.getSymName() << '\n';
      TextPrinter(function, effects, all, outs()).print();
    }
  }
  return Success;
}

std::unique_ptr<Command> createGraphCommand(const CommandInfo &info) {
  return std::make_unique<GraphCommand>(info);
}

} // namespace hocket::driver
