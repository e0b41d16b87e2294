// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any text is a catalogue of tools or has problems with places.

#include "hocket/Frontend/Catalog.h"

#include "hocket/Dialect/Hocket/IR/Hocket.h"
#include "mlir/IR/MLIRContext.h"

#include <cstdlib>

using namespace mlir::hocket::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  context.loadDialect<mlir::hocket::HocketDialect>();
  Catalog catalog;
  unsigned errors = 0;
  bool good = catalog.read({reinterpret_cast<const char *>(data), size},
                           CatalogOptions(), [&](Problem problem) {
                             if (problem.message.empty())
                               abort();
                             errors +=
                                 problem.severity == Problem::Severity::Error;
                           });
  if (good != (errors == 0))
    abort();
  for (const CatalogTool &tool : catalog.tools()) {
    for (const SchemaField &parameter : tool.parameters) {
      if (!parameter.schema.toType(&context) ||
          parameter.schema.describe().empty())
        abort();
      if (!tool.findParameter(parameter.name))
        abort();
    }
    if (catalog.findTool(tool.name) != &tool)
      abort();
  }
  return 0;
}
