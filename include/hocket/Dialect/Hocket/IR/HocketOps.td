// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All operations of the hocket dialect, by theme.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETOPS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETOPS_TD

include "hocket/Dialect/Hocket/IR/HocketCallOps.td"
include "hocket/Dialect/Hocket/IR/HocketSymbolOps.td"
include "hocket/Dialect/Hocket/IR/HocketValueOps.td"

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETOPS_TD
