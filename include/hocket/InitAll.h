// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration for every tool of the compiler, in one place.
#ifndef HOCKET_INITALL_H
#define HOCKET_INITALL_H

namespace mlir {
class DialectRegistry;
}

namespace hocket {

/// Adds the project's dialects and the upstream ones that programs use, with
/// the interfaces that upstream attaches from outside.
void registerAllDialects(mlir::DialectRegistry &registry);

/// Registers the project's passes and pipelines, and the upstream passes that
/// apply to its programs, as command-line options.
void registerAllPasses();

} // namespace hocket

#endif // HOCKET_INITALL_H
