// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions in the order in which facts about them can be found out.
#ifndef HOCKET_ANALYSIS_CALLORDER_H
#define HOCKET_ANALYSIS_CALLORDER_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::hocket::analysis {

/// What is done with the functions that one calls, directly or through others.
struct CallVisitor {
  llvm::function_ref<func::FuncOp(StringAttr)> find;
  /// No need to look at it, or at what it calls.
  llvm::function_ref<bool(func::FuncOp)> isKnown;
  /// The call leads back to a function whose callees are being visited. May be called
  /// several times for one function.
  llvm::function_ref<void(func::CallOp, func::FuncOp)> recursive;
  /// The function's callees have been visited, but for recursive calls.
  llvm::function_ref<void(func::FuncOp)> visit;
};

/// Visits a function after those that it calls. Does not recurse itself: calls may
/// lead from function to function as often as there are functions.
void visitCalleesFirst(func::FuncOp function, const CallVisitor &visitor);

} // namespace mlir::hocket::analysis

#endif // HOCKET_ANALYSIS_CALLORDER_H
