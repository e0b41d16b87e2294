// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the compiler has to say about a user's file: with the line and a caret
// for people, as JSON for programs.
#ifndef HOCKET_TOOLS_DIAGNOSTICS_H
#define HOCKET_TOOLS_DIAGNOSTICS_H

#include "Command.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

#include <optional>

namespace hocket::driver {

/// Receives the diagnostics of a context for as long as it lives.
class Diagnostics {
public:
  Diagnostics(mlir::MLIRContext &context, llvm::SourceMgr &sources, Format format);
  ~Diagnostics();

  /// The file that diagnostics without a place are about.
  void setFile(llvm::StringRef name) { file = name; }

  unsigned errors() const { return numErrors; }
  unsigned warnings() const { return numWarnings; }

  /// Writes what was collected, an array of {severity, file, line, column,
  /// message, notes}, and forgets it. Empty in text format, which prints at once.
  void writeJson(llvm::raw_ostream &os);
  bool hasJson() const { return !collected.empty(); }

private:
  mlir::LogicalResult handle(mlir::Diagnostic &diagnostic);
  llvm::json::Object toJson(mlir::Diagnostic &diagnostic) const;

  void print(mlir::Location location, llvm::StringRef severity, llvm::StringRef message);
  std::optional<llvm::StringRef> findLine(mlir::FileLineColLoc place);

  mlir::MLIRContext &context;
  llvm::SourceMgr &sources;
  const Format format;
  /// Files that messages are about, other than the source; null: cannot be read.
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> files;
  mlir::DiagnosticEngine::HandlerID handler;
  std::string file;
  llvm::json::Array collected;
  unsigned numErrors = 0;
  unsigned numWarnings = 0;
};

} // namespace hocket::driver

#endif // HOCKET_TOOLS_DIAGNOSTICS_H
