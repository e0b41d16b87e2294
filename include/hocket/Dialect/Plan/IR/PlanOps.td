// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All operations of the plan dialect, by theme.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANOPS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANOPS_TD

include "hocket/Dialect/Plan/IR/PlanControlOps.td"
include "hocket/Dialect/Plan/IR/PlanProgramOps.td"
include "hocket/Dialect/Plan/IR/PlanTaskOps.td"
include "hocket/Dialect/Plan/IR/PlanValueOps.td"

#endif // HOCKET_DIALECT_PLAN_IR_PLANOPS_TD
