// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The numbers in the text of a constant.
#ifndef HOCKET_LIB_DIALECT_HOCKET_IR_CONSTANTTEXT_H
#define HOCKET_LIB_DIALECT_HOCKET_IR_CONSTANTTEXT_H

#include "llvm/ADT/StringRef.h"

namespace mlir::hocket {

/// The first integer in the text of an attribute that no i64 has, in the text;
/// empty if there is none. The parser of attributes takes 2^63 up to 2^64 for
/// negative numbers, which have the same bits.
llvm::StringRef findWideInteger(llvm::StringRef text);

} // namespace mlir::hocket

#endif // HOCKET_LIB_DIALECT_HOCKET_IR_CONSTANTTEXT_H
