// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes over the hocket dialect.
#ifndef HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_H
#define HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir::hocket {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "hocket/Dialect/Hocket/Transforms/Passes.h.inc"

} // namespace mlir::hocket

#endif // HOCKET_DIALECT_HOCKET_TRANSFORMS_PASSES_H
