// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Users may declare built-in tools themselves, under names and with effects of
// their own. What they say of parameters and results has to be true.
#ifndef HOCKET_FRONTEND_BUILTINCHECK_H
#define HOCKET_FRONTEND_BUILTINCHECK_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket::frontend {

/// Compares the declaration of a tool with the built-in tool that its provider
/// names, if it names one, and reports where the two contradict each other.
/// Fails if no call of the tool could do what the declaration says.
LogicalResult checkBuiltinDeclaration(ToolOp tool);

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_BUILTINCHECK_H
