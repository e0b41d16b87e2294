// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plan files: writing them from the plan dialect and reading them back. The
// format is defined in runtime/schema and described in docs/PlanFormat.md.
#ifndef HOCKET_TARGET_PLAN_PLAN_H
#define HOCKET_TARGET_PLAN_PLAN_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::hocket::plan {

/// Writes a module of plan operations as a plan file. The same module gives the
/// same bytes. Errors are emitted at the operations that cause them.
LogicalResult writePlan(ModuleOp module, raw_ostream &os);

/// Reads a plan file. Nothing about the bytes is trusted: what violates the
/// format is an error that says where, and the result is null.
OwningOpRef<ModuleOp> readPlan(StringRef bytes, MLIRContext *context);

/// Registers `--mlir-to-plan` and `--plan-to-mlir` with hocket-translate.
void registerPlanTranslations();

} // namespace mlir::hocket::plan

#endif // HOCKET_TARGET_PLAN_PLAN_H
