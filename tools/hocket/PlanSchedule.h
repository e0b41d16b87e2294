// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The predicted run of a compiled plan, from the costs that it carries.
#ifndef HOCKET_TOOLS_PLANSCHEDULE_H
#define HOCKET_TOOLS_PLANSCHEDULE_H

#include "hocket/Analysis/Schedule.h"
#include "hocket/Dialect/Plan/IR/Plan.h"

namespace hocket::driver {

/// Predicts what the runtime does with a program on so many processors, by the
/// rules of the compiler's own prediction for its source.
mlir::hocket::analysis::Schedule estimatePlan(mlir::hocket::plan::ProgramOp program,
                                              unsigned processors);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_PLANSCHEDULE_H
