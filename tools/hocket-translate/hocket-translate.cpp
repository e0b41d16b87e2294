// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Translates between the formats of the project.

#include "hocket/Frontend/Frontend.h"
#include "hocket/Target/Plan/Plan.h"

#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"

int main(int argc, char **argv) {
  mlir::hocket::frontend::registerImportTranslations();
  mlir::hocket::plan::registerPlanTranslations();
  return failed(mlir::mlirTranslateMain(argc, argv, "Hocket translation driver\n"));
}
