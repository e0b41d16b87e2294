// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes over the plan dialect.
#ifndef HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_H
#define HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_H

#include "hocket/Dialect/Plan/IR/Plan.h"

#include "mlir/Pass/Pass.h"

namespace mlir::hocket::plan {

#define GEN_PASS_DECL
#include "hocket/Dialect/Plan/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "hocket/Dialect/Plan/Transforms/Passes.h.inc"

} // namespace mlir::hocket::plan

#endif // HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_H
