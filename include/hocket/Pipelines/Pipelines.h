// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The named pipelines that every tool and the tests share.
#ifndef HOCKET_PIPELINES_PIPELINES_H
#define HOCKET_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassOptions.h"

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace mlir::hocket {

/// What `hocket compile` and `hocket-opt --hocket-compile` let people choose.
struct CompileOptions : public PassPipelineOptions<CompileOptions> {
  Option<unsigned> processors{
      *this, "processors",
      llvm::cl::desc("processors for tools that compute; 0: what the target says"),
      llvm::cl::init(0)};
  Option<int64_t> tripCount{
      *this, "trip-count",
      llvm::cl::desc("iterations of loops and elements of lists of unknown number"),
      llvm::cl::init(8)};
  Option<double> toolSeconds{
      *this, "tool-seconds",
      llvm::cl::desc("duration of a call whose tool has neither cost nor provider"),
      llvm::cl::init(1.0)};
  Option<bool> optimize{*this, "optimize",
                        llvm::cl::desc("simplify, remove repetitions and dead code, move reads "
                                       "out of loops"),
                        llvm::cl::init(true)};
  Option<bool> check{*this, "check", llvm::cl::desc("report what cannot be meant"),
                     llvm::cl::init(true)};
};

/// Source programs to a simplified program with the same meaning: checks,
/// inlining, canonicalisation, common subexpressions, dead code, reads out of
/// loops. Functions but for the public ones are gone.
void buildSimplifyPipeline(OpPassManager &manager, const CompileOptions &options);

/// Effects, dependence graph, placement: the annotations that the conversion to
/// the plan dialect and `hocket explain` read.
void buildSchedulePipeline(OpPassManager &manager, const CompileOptions &options);

/// Both, and the conversion to the plan dialect.
void buildCompilePipeline(OpPassManager &manager, const CompileOptions &options);

/// Registers `--hocket-simplify`, `--hocket-schedule` and `--hocket-compile`.
void registerPipelines();

} // namespace mlir::hocket

#endif // HOCKET_PIPELINES_PIPELINES_H
