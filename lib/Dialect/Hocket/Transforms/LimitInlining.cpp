// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --hocket-limit-inlining

#include "hocket/Analysis/CallOrder.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::hocket {
#define GEN_PASS_DEF_LIMITINLININGPASS
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"
} // namespace mlir::hocket

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

namespace {
struct LimitInliningPass : public hocket::impl::LimitInliningPassBase<LimitInliningPass> {
  using LimitInliningPassBase::LimitInliningPassBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    // The operations of a function once everything that it calls stands in it.
    DenseMap<Operation *, uint64_t> sizes;
    bool failed = false;
    for (auto function : getOperation().getOps<func::FuncOp>())
      visitCalleesFirst(
          function, {[&](StringAttr name) { return symbols.lookup<func::FuncOp>(name); },
                     [&](func::FuncOp callee) { return sizes.contains(callee); },
                     // hocket-check reports it.
                     [](func::CallOp, func::FuncOp) {},
                     [&](func::FuncOp callee) { failed |= !measure(callee, symbols, sizes); }});
    if (failed)
      signalPassFailure();
    markAllAnalysesPreserved();
  }

  /// Finds the size of a function whose callees have been measured. False if a call
  /// in it makes it too long; it is no longer than itself to its callers then, so
  /// that one mistake is reported once.
  bool measure(func::FuncOp function, SymbolTable &symbols,
               DenseMap<Operation *, uint64_t> &sizes) {
    uint64_t own = 0;
    function.walk([&](Operation *) { ++own; });
    uint64_t size = own;
    WalkResult result = function.walk([&](func::CallOp call) {
      auto callee = symbols.lookup<func::FuncOp>(call.getCalleeAttr().getAttr());
      uint64_t added = sizes.lookup(callee);
      size += added;
      if (!added || size <= maxOperations)
        return WalkResult::advance();
      InFlightDiagnostic error =
          emitError(call.getLoc()) << "function '" << function.getSymName()
                                   << "' has more than " << maxOperations.getValue()
                                   << " operations once the functions that it calls are inlined";
      error.attachNote(callee.getLoc())
          << "'" << callee.getSymName() << "' brings " << added << " with each call";
      return WalkResult::interrupt();
    });
    sizes[function] = result.wasInterrupted() ? own : size;
    return !result.wasInterrupted();
  }
};
} // namespace
