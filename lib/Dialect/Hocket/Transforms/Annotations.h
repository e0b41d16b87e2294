// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writing the results of analyses as attributes of operations.
#ifndef HOCKET_LIB_DIALECT_HOCKET_TRANSFORMS_ANNOTATIONS_H
#define HOCKET_LIB_DIALECT_HOCKET_TRANSFORMS_ANNOTATIONS_H

#include "mlir/IR/Operation.h"

namespace mlir::hocket {

/// Sets, or removes where the value is null, several discardable attributes at
/// once: the dictionary, which is unique for every operation, is made once.
void setAnnotations(Operation *op, ArrayRef<std::pair<StringRef, Attribute>> annotations);

} // namespace mlir::hocket

#endif // HOCKET_LIB_DIALECT_HOCKET_TRANSFORMS_ANNOTATIONS_H
