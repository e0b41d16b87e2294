// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A byte that selects the format, then a program. It becomes a module that
// verifies and compiles, or there is at least one error, with a place.

#include "hocket/Frontend/Frontend.h"
#include "hocket/InitAll.h"
#include "hocket/Pipelines/Pipelines.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

#include <cstdlib>

using namespace mlir;
using namespace mlir::hocket::frontend;

static std::unique_ptr<MLIRContext> makeContext() {
  DialectRegistry registry;
  ::hocket::registerAllDialects(registry);
  return std::make_unique<MLIRContext>(registry,
                                       MLIRContext::Threading::DISABLED);
}

static void importAndCompile(StringRef text, SourceFormat format,
                             const Catalog *catalog) {
  // A new one now and then: a context keeps every type and constant it has
  // seen.
  static std::unique_ptr<MLIRContext> context;
  static unsigned uses = 0;
  if (uses++ % 1000 == 0)
    context = makeContext();
  unsigned errors = 0;
  ScopedDiagnosticHandler handler(context.get(), [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      ++errors;
    if (diagnostic.str().empty())
      abort();
    return success();
  });
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBufferCopy(text, "input"), {});
  ImportOptions options;
  options.catalog = catalog;
  OwningOpRef<ModuleOp> module =
      importSource(sources, format, context.get(), options);
  if (!module != (errors != 0))
    abort();
  if (!module)
    return;
  PassManager passes(context.get());
  mlir::hocket::buildCompilePipeline(passes, mlir::hocket::CompileOptions());
  if (failed(passes.run(*module)))
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  static constexpr SourceFormat formats[] = {
      SourceFormat::PlanText, SourceFormat::OpenAIChat,
      SourceFormat::OpenAIResponses, SourceFormat::Anthropic,
      SourceFormat::LabelledJson};
  StringRef text(reinterpret_cast<const char *>(data) + 1, size - 1);
  SourceFormat format = formats[data[0] % 5];
  (void)detectSourceFormat(text);
  importAndCompile(text, format, data[0] & 16 ? &Catalog::builtins() : nullptr);
  return 0;
}
