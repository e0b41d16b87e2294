// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/InitAll.h"

#include "hocket/Conversion/HocketToPlan/HocketToPlan.h"
#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"
#include "hocket/Dialect/Plan/IR/Plan.h"
#include "hocket/Dialect/Plan/Transforms/Passes.h"
#include "hocket/Pipelines/Pipelines.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Transforms/Passes.h"

void hocket::registerAllDialects(mlir::DialectRegistry &registry) {
  registry.insert<mlir::DLTIDialect, mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::hocket::HocketDialect, mlir::hocket::plan::PlanDialect,
                  mlir::scf::SCFDialect>();
  mlir::func::registerInlinerExtension(registry);
}

void hocket::registerAllPasses() {
  mlir::registerTransformsPasses();
  mlir::hocket::registerHocketPasses();
  mlir::hocket::registerPipelines();
  mlir::hocket::registerHocketConversionPasses();
  mlir::hocket::plan::registerHocketPlanPasses();
}
