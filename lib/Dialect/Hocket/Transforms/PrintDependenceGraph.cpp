// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-print-dependence-graph

#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "llvm/Support/raw_ostream.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_PRINTDEPENDENCEGRAPHPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

namespace {
struct PrintDependenceGraphPass
    : public hocket::impl::PrintDependenceGraphPassBase<PrintDependenceGraphPass> {
  using PrintDependenceGraphPassBase::PrintDependenceGraphPassBase;

  void runOnOperation() override {
    if (format != "dot" && format != "json") {
      getOperation().emitError("expected format 'dot' or 'json', found '") << format << "'";
      return signalPassFailure();
    }
    auto &effects = getAnalysis<EffectAnalysis>();
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isExternal())
        continue;
      if (format == "dot")
        printDot(function, effects, reduced, llvm::outs());
      else
        printJson(function, effects, reduced, llvm::outs());
    }
    markAllAnalysesPreserved();
  }
};
} // namespace
