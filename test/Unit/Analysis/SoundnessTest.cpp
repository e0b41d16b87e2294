// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever order the dependence graph allows has the meaning of the text.

#include "SimulatedProgram.h"

#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/InitAll.h"

#include "mlir/IR/OwningOpRef.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include "gtest/gtest.h"

#include <numeric>

using namespace mlir;
using namespace mlir::hocket::analysis;
using namespace hocket_test;

namespace {
/// For each operation of the simulated program, the ones it waits for: the data
/// edges and the reduction.
std::vector<std::vector<unsigned>> findPredecessors(const SimProgram &program, MLIRContext &context) {
  auto module = parseSourceString<ModuleOp>(program.print(), &context);
  EXPECT_TRUE(module && succeeded(verify(*module))) << program.print();
  Block &block = (*module->getOps<func::FuncOp>().begin()).front();
  EffectAnalysis effects(*module);
  DependenceGraph graph = DependenceGraph::build(block, effects);
  std::vector<bool> reduced = graph.reduce();

  // A cast or format of the program is two nodes: itself and its widening.
  std::vector<unsigned> simulated;
  for (Operation *op : graph.getNodes()) {
    unsigned next = simulated.empty() ? 0 : simulated.back() + 1;
    auto cast = dyn_cast<mlir::hocket::CastOp>(op);
    bool widening = cast && isa<mlir::hocket::StringType>(cast.getValue().getType());
    simulated.push_back(widening ? next - 1 : next);
  }
  EXPECT_EQ(simulated.empty() ? 0 : simulated.back() + 1, program.ops.size());
  std::vector<std::vector<unsigned>> preds(program.ops.size());
  size_t position = 0;
  for (const Edge &edge : graph.getEdges())
    if ((reduced[position++] || edge.data) && simulated[edge.from] != simulated[edge.to])
      preds[simulated[edge.to]].push_back(simulated[edge.from]);
  return preds;
}

/// An order that respects the predecessors, each ready operation equally likely.
std::vector<unsigned> extendRandomly(std::mt19937 &random,
                                     const std::vector<std::vector<unsigned>> &preds) {
  std::vector<std::vector<unsigned>> succs(preds.size());
  std::vector<unsigned> missing, ready, order;
  for (unsigned i = 0; i < preds.size(); ++i) {
    missing.push_back(preds[i].size());
    for (unsigned pred : preds[i])
      succs[pred].push_back(i);
    if (preds[i].empty())
      ready.push_back(i);
  }
  while (!ready.empty()) {
    std::swap(ready[random() % ready.size()], ready.back());
    unsigned next = ready.back();
    ready.pop_back();
    order.push_back(next);
    for (unsigned succ : succs[next])
      if (--missing[succ] == 0)
        ready.push_back(succ);
  }
  return order;
}

void check(std::mt19937 &random, const SimProgram &program, MLIRContext &context,
           unsigned extensions) {
  std::vector<std::vector<unsigned>> preds = findPredecessors(program, context);
  std::vector<unsigned> text(program.ops.size());
  std::iota(text.begin(), text.end(), 0);
  bool crossed = false;
  SimResult expected = program.run(text, crossed);
  ASSERT_FALSE(crossed);
  for (unsigned i = 0; i < extensions; ++i) {
    std::vector<unsigned> order = extendRandomly(random, preds);
    ASSERT_EQ(order.size(), program.ops.size());
    SimResult result = program.run(order, crossed);
    ASSERT_FALSE(crossed) << program.print();
    ASSERT_TRUE(result == expected)
        << "p = " << program.p << ", q = " << program.q << ", failure " << result.failure
        << ", expected " << expected.failure << "\n" << program.print();
  }
}
} // namespace

struct Soundness : public testing::Test {
  Soundness() { ::hocket::registerAllDialects(registry); }
  DialectRegistry registry;
};

TEST_F(Soundness, ProgramsThatMayFail) {
  MLIRContext context(registry);
  std::mt19937 random(6);
  for (unsigned round = 0; round < 2500; ++round)
    check(random, makeProgram(random, 2 + random() % 25, /*failures=*/true), context, 20);
}

TEST_F(Soundness, ProgramsThatNeverFail) {
  MLIRContext context(registry);
  std::mt19937 random(7);
  for (unsigned round = 0; round < 500; ++round)
    check(random, makeProgram(random, 2 + random() % 30, /*failures=*/false), context, 20);
}

// Large enough for many accesses to collapse into one.
TEST_F(Soundness, LargePrograms) {
  MLIRContext context(registry);
  std::mt19937 random(8);
  for (unsigned round = 0; round < 12; ++round)
    check(random, makeProgram(random, 600, /*failures=*/round % 2), context, 6);
}
