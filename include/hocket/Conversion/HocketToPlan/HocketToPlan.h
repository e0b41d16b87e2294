// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From programs to plans: hocket, scf and arith operations become tasks.
#ifndef HOCKET_CONVERSION_HOCKETTOPLAN_HOCKETTOPLAN_H
#define HOCKET_CONVERSION_HOCKETTOPLAN_HOCKETTOPLAN_H

#include "hocket/Dialect/Plan/IR/Plan.h"

#include "mlir/Pass/Pass.h"

namespace mlir::hocket {

#define GEN_PASS_DECL
#include "hocket/Conversion/HocketToPlan/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "hocket/Conversion/HocketToPlan/Passes.h.inc"

} // namespace mlir::hocket

#endif // HOCKET_CONVERSION_HOCKETTOPLAN_HOCKETTOPLAN_H
