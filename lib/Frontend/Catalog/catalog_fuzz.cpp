// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any text is a catalogue of tools or has problems with places.

#include "hocket/Frontend/Catalog.h"

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "hocket/Frontend/Program.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"

#include <cstdlib>

using namespace mlir::hocket::frontend;

/// Calls every tool without arguments: a module that declares them all, or an
/// error for what is missing.
static void declareAll(const Catalog &catalog, mlir::MLIRContext &context) {
  Program program;
  for (const CatalogTool &tool : catalog.tools()) {
    ProgramCall call;
    call.id = "call_" + std::to_string(program.calls.size());
    call.tool = tool.name;
    program.calls.push_back(std::move(call));
  }
  unsigned errors = 0;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        errors += diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error;
        return mlir::success();
      });
  mlir::OwningOpRef<mlir::ModuleOp> module =
      buildModule(program, SourceFile(&context, "input"), &catalog);
  if (!module != (errors != 0) || (module && failed(mlir::verify(*module))))
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // A new one now and then: a context keeps every type that it has seen.
  static std::unique_ptr<mlir::MLIRContext> context;
  static unsigned uses = 0;
  if (uses++ % 1000 == 0) {
    context = std::make_unique<mlir::MLIRContext>(
        mlir::MLIRContext::Threading::DISABLED);
    context->loadDialect<mlir::hocket::HocketDialect>();
  }
  CatalogOptions options;
  options.server = "server";
  options.trustHints.insert("server");
  Catalog catalog;
  unsigned errors = 0;
  bool good = catalog.read({reinterpret_cast<const char *>(data), size},
                           options, [&](Problem problem) {
                             if (problem.message.empty())
                               abort();
                             errors +=
                                 problem.severity == Problem::Severity::Error;
                           });
  if (good != (errors == 0))
    abort();
  for (const CatalogTool &tool : catalog.tools()) {
    for (const SchemaField &parameter : tool.parameters) {
      if (!parameter.schema.toType(context.get()) ||
          parameter.schema.describe().empty())
        abort();
      if (!tool.findParameter(parameter.name))
        abort();
    }
    if (catalog.findTool(tool.name) != &tool)
      abort();
  }
  if (good)
    declareAll(catalog, *context);
  return 0;
}
