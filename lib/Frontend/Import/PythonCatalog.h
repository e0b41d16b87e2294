// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of a Python file as a catalogue.
#ifndef HOCKET_LIB_FRONTEND_IMPORT_PYTHONCATALOG_H
#define HOCKET_LIB_FRONTEND_IMPORT_PYTHONCATALOG_H

#include "hocket/Frontend/Catalog.h"

#include "mlir/Support/LLVM.h"

namespace mlir {
class MLIRContext;
} // namespace mlir

namespace mlir::hocket::frontend {

/// Adds the functions of a Python file, which `python3` imports for that, in a
/// process of its own. Places are those of the file. Reports mistakes through
/// the context's diagnostics.
LogicalResult loadPythonCatalog(llvm::StringRef path, MLIRContext *context,
                                Catalog &catalog);

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_IMPORT_PYTHONCATALOG_H
