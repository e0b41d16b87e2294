// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How programs get smaller while they are reduced.
#ifndef HOCKET_TOOLS_REDUCE_REDUCTIONPATTERNS_H
#define HOCKET_TOOLS_REDUCE_REDUCTIONPATTERNS_H

namespace mlir {
class DialectRegistry;
}

namespace hocket {

/// Attaches the reduction patterns to the hocket dialect.
void registerReductionPatterns(mlir::DialectRegistry &registry);

} // namespace hocket

#endif // HOCKET_TOOLS_REDUCE_REDUCTIONPATTERNS_H
