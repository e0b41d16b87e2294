// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a source program to what runs.

#include "hocket/Pipelines/Pipelines.h"

#include "hocket/Conversion/HocketToPlan/HocketToPlan.h"
#include "hocket/Dialect/Hocket/IR/ToolIndex.h"
#include "hocket/Dialect/Hocket/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::hocket;

namespace {
/// Runs passes over the functions of a module, whose tools are indexed meanwhile.
struct FunctionPasses : public PassWrapper<FunctionPasses, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(FunctionPasses)

  FunctionPasses() : passes(func::FuncOp::getOperationName()) {}
  FunctionPasses(const FunctionPasses &other) = default;
  StringRef getName() const override { return "FunctionPasses"; }
  StringRef getDescription() const override { return "passes over functions"; }

  void runOnOperation() override {
    ToolIndexScope scope(getOperation());
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (failed(runPipeline(passes, function)))
        return signalPassFailure();
  }

  OpPassManager passes;
};
} // namespace

static void addFunctionPass(OpPassManager &manager, std::unique_ptr<Pass> pass) {
  auto wrapper = std::make_unique<FunctionPasses>();
  wrapper->passes.addPass(std::move(pass));
  manager.addPass(std::move(wrapper));
}

void mlir::hocket::buildSimplifyPipeline(OpPassManager &manager, const CompileOptions &options) {
  manager.addPass(createForgetPass());
  // Before anything is removed: what nobody uses is worth a warning.
  if (options.check)
    manager.addPass(createCheckPass());
  // Plans have no functions, so inlining is not a matter of choice; its limit is.
  manager.addPass(createLimitInliningPass());
  // What it simplifies on the way is simplified below anyway.
  manager.addPass(createInlinerPass({}, [](OpPassManager &) {}));
  if (options.optimize) {
    addFunctionPass(manager, createCanonicalizerPass());
    // First within blocks, with resources and keys; what is left across blocks
    // is upstream's.
    manager.addPass(createMergeCallsPass());
    addFunctionPass(manager, createCSEPass());
    manager.addPass(createHoistReadsPass());
  }
  manager.addPass(createSymbolDCEPass());
}

void mlir::hocket::buildSchedulePipeline(OpPassManager &manager, const CompileOptions &options) {
  manager.addPass(createInferEffectsPass());
  manager.addPass(createParallelizePass());
  PlacePassOptions place;
  place.processors = options.processors;
  place.tripCount = options.tripCount;
  place.toolSeconds = options.toolSeconds;
  manager.addPass(createPlacePass(place));
}

void mlir::hocket::buildCompilePipeline(OpPassManager &manager, const CompileOptions &options) {
  buildSimplifyPipeline(manager, options);
  buildSchedulePipeline(manager, options);
  manager.addPass(createConvertHocketToPlan());
}

void mlir::hocket::registerPipelines() {
  PassPipelineRegistration<CompileOptions>(
      "hocket-simplify", "checks, inlines and simplifies programs", buildSimplifyPipeline);
  PassPipelineRegistration<CompileOptions>(
      "hocket-schedule", "finds out what may run at the same time, where and in which order",
      buildSchedulePipeline);
  PassPipelineRegistration<CompileOptions>("hocket-compile", "compiles programs to plans",
                                           buildCompilePipeline);
}
