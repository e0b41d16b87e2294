// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Catalogues of every format. What can be read can be declared: a program that
// calls each tool without arguments gives a module or errors, and no crash.

#include "FuzzTarget.h"

#include "hocket/Frontend/Program.h"

#include "mlir/IR/Verifier.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  StringRef text(reinterpret_cast<const char *>(data), size);
  Catalog catalog;
  CatalogOptions options;
  options.file = "input";
  options.server = "server";
  options.trustHints.insert("server");
  unsigned numErrors = 0;
  bool isRead = catalog.read(text, options, [&](Problem problem) {
    numErrors += problem.severity == Problem::Severity::Error;
  });
  if (isRead != (numErrors == 0))
    abort();
  if (!isRead)
    return 0;
  Program program;
  for (const CatalogTool &tool : catalog.tools()) {
    ProgramCall call;
    call.id = "call_" + std::to_string(program.calls.size());
    call.tool = tool.name;
    program.calls.push_back(std::move(call));
    catalog.suggestTool(tool.name + "x");
  }
  static FuzzContext context;
  SourceFile file(context.get(), "input");
  OwningOpRef<ModuleOp> module = buildModule(program, file, &catalog);
  if (module && failed(verify(*module)))
    abort();
  return 0;
}
