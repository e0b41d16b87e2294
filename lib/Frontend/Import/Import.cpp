// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Fence.h"
#include "PythonCatalog.h"

#include "hocket/Frontend/Frontend.h"
#include "hocket/Frontend/PlanText.h"
#include "hocket/Frontend/ToolCalls.h"

#include "mlir/IR/Verifier.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

static bool readJson(StringRef text, SourceFormat format, Program &program,
                     ProblemHandler problem) {
  json::Document document;
  if (!json::Document::parse(blankFence(text), document, problem))
    return false;
  switch (format) {
  case SourceFormat::OpenAIChat:
    return readOpenAIChat(document, document.root(), program, problem);
  case SourceFormat::OpenAIResponses:
    return readOpenAIResponses(document, document.root(), program, problem);
  case SourceFormat::Anthropic:
    return readAnthropic(document, document.root(), program, problem);
  default:
    return readLabelledJson(document, document.root(), program, problem);
  }
}

OwningOpRef<ModuleOp>
mlir::hocket::frontend::importSource(llvm::SourceMgr &sources,
                                     SourceFormat format, MLIRContext *context,
                                     const ImportOptions &options) {
  assert(format != SourceFormat::Mlir && "IR needs no import");
  const llvm::MemoryBuffer *buffer =
      sources.getMemoryBuffer(sources.getMainFileID());
  SourceFile file(context, buffer->getBufferIdentifier());
  auto report = [&](const Problem &problem) { file.report(problem); };
  Program program;
  bool isRead = format == SourceFormat::PlanText
                    ? readPlanText(buffer->getBuffer(), program, report)
                    : readJson(buffer->getBuffer(), format, program, report);
  Catalog completed;
  const Catalog *catalog = options.catalog;
  if (catalog && options.declareFromUse) {
    completed.addMissing(*catalog);
    completed.addMissing(
        declareFromUse(program, buffer->getBufferIdentifier()));
    catalog = &completed;
  }
  // What could be read is checked even if some of it could not: one run tells
  // all, except where a missing call would make others look wrong.
  OwningOpRef<ModuleOp> module = buildModule(program, file, catalog);
  if (!isRead || !module || failed(verify(*module)))
    return {};
  return module;
}

LogicalResult mlir::hocket::frontend::loadCatalog(StringRef path,
                                                  MLIRContext *context,
                                                  CatalogOptions options,
                                                  Catalog &catalog) {
  if (path.ends_with(".py"))
    return loadPythonCatalog(path, context, catalog);
  options.file = path.str();
  SourceFile file(context, path);
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return emitError(UnknownLoc::get(context)) << "cannot open the catalogue '" << path
                                   << "': " << buffer.getError().message();
  return success(
      catalog.read((*buffer)->getBuffer(), options,
                   [&](const Problem &problem) { file.report(problem); }));
}
