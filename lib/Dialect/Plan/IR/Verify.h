// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks that all regions of the plan dialect share.
#ifndef HOCKET_LIB_DIALECT_PLAN_IR_VERIFY_H
#define HOCKET_LIB_DIALECT_PLAN_IR_VERIFY_H

#include "hocket/Dialect/Plan/IR/Plan.h"

namespace mlir::hocket::plan {

/// Checks that the region takes so many values and holds nothing but tasks,
/// constants, outputs and the yield, which is returned.
FailureOr<YieldOp> verifyRegion(Operation *owner, Region &region, StringRef name, size_t numArguments);

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_DIALECT_PLAN_IR_VERIFY_H
