// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what models write to modules of the hocket dialect.
#ifndef HOCKET_FRONTEND_FRONTEND_H
#define HOCKET_FRONTEND_FRONTEND_H

#include "hocket/Frontend/Catalog.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>

namespace llvm {
class SourceMgr;
} // namespace llvm

namespace mlir::hocket::frontend {

enum class SourceFormat {
  PlanText,
  OpenAIChat,
  OpenAIResponses,
  Anthropic,
  LabelledJson,
  Mlir // textual or bytecode; read it with mlir::parseSourceFile
};

/// The name of a format on command lines and in `hocket.source_format`.
StringRef getSourceFormatName(SourceFormat format);
std::optional<SourceFormat> parseSourceFormatName(StringRef name);

/// Tells from the content of a file what format it has. Always says something:
/// a broken file gets the format whose reader has the most to say about it.
SourceFormat detectSourceFormat(StringRef text);

struct ImportOptions {
  /// The tools that programs may call. Null: any, declared from use.
  const Catalog *catalog = nullptr;
  /// Tools that the catalogue lacks are declared from use, too.
  bool declareFromUse = false;
};

/// Reads the main file of `sources` and makes a verified module of it. Reports
/// every mistake through the context's diagnostics, at its line and column, and
/// returns null if there is one. `format` must not be Mlir.
OwningOpRef<ModuleOp> importSource(llvm::SourceMgr &sources,
                                   SourceFormat format, MLIRContext *context,
                                   const ImportOptions &options = {});

/// Reads a catalogue file of any format into `catalog`; a Python file, `.py`, is
/// imported by `python3`, and its functions are the tools. `options.file` is set
/// to the path. Reports mistakes through the context's diagnostics.
LogicalResult loadCatalog(StringRef path, MLIRContext *context,
                          CatalogOptions options, Catalog &catalog);

/// Registers the translations --import-plan-text, --import-tool-calls and
/// --import-labelled-json, with their options.
void registerImportTranslations();

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_FRONTEND_H
