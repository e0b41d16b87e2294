// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The translations of hocket-translate.
#include "hocket/Target/Plan/Plan.h"

#include "hocket/Dialect/Plan/IR/Plan.h"

#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Tools/mlir-translate/Translation.h"

namespace mlir::hocket::plan {

void registerPlanTranslations() {
  static TranslateFromMLIRRegistration toPlan(
      "mlir-to-plan", "write a module of the plan dialect as a plan file",
      [](ModuleOp module, raw_ostream &os) { return writePlan(module, os); },
      [](DialectRegistry &registry) { registry.insert<DLTIDialect, PlanDialect>(); });
  static TranslateToMLIRRegistration fromPlan(
      "plan-to-mlir", "read a plan file into the plan dialect",
      [](StringRef bytes, MLIRContext *context) -> OwningOpRef<Operation *> { return readPlan(bytes, context); },
      [](DialectRegistry &registry) { registry.insert<PlanDialect>(); });
}

} // namespace mlir::hocket::plan
