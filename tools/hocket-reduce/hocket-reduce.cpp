// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a program that shows a problem as small as it can be:
//   hocket-reduce program.mlir -reduction-tree='traversal-mode=0 test=script'
// The script gets the name of a file with a smaller program and exits with 1 if
// the problem is still there.

#include "ReductionPatterns.h"
#include "TestScript.h"
#include "hocket/InitAll.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Reducer/Passes.h"
#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"

#include <cstdlib>

int main(int argc, char **argv) {
  hocket::registerAllPasses();
  mlir::registerReducerPasses();
  mlir::DialectRegistry registry;
  hocket::registerAllDialects(registry);
  hocket::registerReductionPatterns(registry);
  mlir::MLIRContext context(registry);
  if (!hocket::checkTestScripts({argv + 1, argv + argc}))
    return EXIT_FAILURE;
  hocket::UnshownProblem unshown(context);
  return succeeded(mlir::mlirReduceMain(argc, argv, context)) ? EXIT_SUCCESS : EXIT_FAILURE;
}
