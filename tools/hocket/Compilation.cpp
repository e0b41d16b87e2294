// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a program as it was read to a plan file.

#include "Compilation.h"

#include "hocket/Pipelines/Pipelines.h"
#include "hocket/Target/Plan/Plan.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/PassManager.h"

using namespace llvm;

namespace hocket::driver {

/// Runs one of the shared pipelines over the program.
static bool runPipeline(Program &program, const CompileOptions &options,
                        function_ref<void(mlir::OpPassManager &, const mlir::hocket::CompileOptions &)>
                            build) {
  if (options.failFast)
    for (auto function : program.module().getOps<mlir::func::FuncOp>())
      function->setAttr("hocket.fail_fast", mlir::UnitAttr::get(&program.context()));
  mlir::hocket::CompileOptions pipelineOptions;
  pipelineOptions.processors = options.processors;
  mlir::PassManager manager(&program.context());
  build(manager, pipelineOptions);
  return mlir::succeeded(manager.run(program.module()));
}

bool parallelize(Program &program, const CompileOptions &options) {
  return runPipeline(program, options, [](mlir::OpPassManager &manager, auto &pipelineOptions) {
    mlir::hocket::buildSimplifyPipeline(manager, pipelineOptions);
    mlir::hocket::buildSchedulePipeline(manager, pipelineOptions);
  });
}

bool compile(Program &program, const CompileOptions &options) {
  return runPipeline(program, options, mlir::hocket::buildCompilePipeline);
}

bool writePlanFile(Program &program, raw_ostream &os) {
  return mlir::succeeded(mlir::hocket::plan::writePlan(program.module(), os));
}

} // namespace hocket::driver
