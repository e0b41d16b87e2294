// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the fuzz targets of the frontends share.
#ifndef HOCKET_LIB_FRONTEND_IMPORT_FUZZTARGET_H
#define HOCKET_LIB_FRONTEND_IMPORT_FUZZTARGET_H

#include "hocket/Frontend/Frontend.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

namespace mlir::hocket::frontend {

/// A context that swallows diagnostics but counts errors. It is renewed from
/// time to time, for types and attributes live as long as their context.
class FuzzContext {
public:
  MLIRContext *get() {
    if (++uses % 2000 == 1) {
      context = std::make_unique<MLIRContext>(MLIRContext::Threading::DISABLED);
      context->getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
        numErrors += diagnostic.getSeverity() == DiagnosticSeverity::Error;
        // Messages must be text, whatever the input was.
        (void)diagnostic.str();
      });
    }
    numErrors = 0;
    return context.get();
  }
  unsigned getNumErrors() const { return numErrors; }

private:
  std::unique_ptr<MLIRContext> context;
  unsigned uses = 0;
  unsigned numErrors = 0;
};

/// Imports a text with and without a catalogue. An import gives a module or says
/// why not; importSource has verified the module.
inline void fuzzImport(StringRef text, SourceFormat format) {
  static FuzzContext context;
  for (const Catalog *catalog : {static_cast<const Catalog *>(nullptr), &Catalog::builtins()}) {
    llvm::SourceMgr sources;
    sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBufferCopy(text, "input"), {});
    ImportOptions options;
    options.catalog = catalog;
    OwningOpRef<ModuleOp> module = importSource(sources, format, context.get(), options);
    if (!module == (context.getNumErrors() == 0))
      abort();
  }
}

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_IMPORT_FUZZTARGET_H
