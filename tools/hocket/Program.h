// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program that a command works on: from the user's file to a module.
#ifndef HOCKET_TOOLS_PROGRAM_H
#define HOCKET_TOOLS_PROGRAM_H

#include "Diagnostics.h"

#include "hocket/Frontend/Frontend.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

namespace hocket::driver {

/// What a source is written in: one of the formats that the frontends know, or a
/// compiled plan.
enum class Language {
  PlanText = static_cast<int>(mlir::hocket::frontend::SourceFormat::PlanText),
  OpenAIChat = static_cast<int>(mlir::hocket::frontend::SourceFormat::OpenAIChat),
  OpenAIResponses = static_cast<int>(mlir::hocket::frontend::SourceFormat::OpenAIResponses),
  Anthropic = static_cast<int>(mlir::hocket::frontend::SourceFormat::Anthropic),
  LabelledJson = static_cast<int>(mlir::hocket::frontend::SourceFormat::LabelledJson),
  Mlir = static_cast<int>(mlir::hocket::frontend::SourceFormat::Mlir),
  PlanFile = -1,
  Auto = -2,
};

/// The options that say what the program is.
struct SourceOptions {
  /// `runs`: the tools have to be there, not only to be declared.
  explicit SourceOptions(llvm::cl::SubCommand &sub, bool runs = false);

  llvm::cl::opt<std::string> path;
  Choice<Language> from;
  llvm::cl::list<std::string> catalogs;
  llvm::cl::list<std::string> trustHints;
  llvm::cl::list<std::string> providers;
  llvm::cl::opt<bool> noBuiltins;
  std::optional<llvm::cl::opt<bool>> declareFromUse;
};

/// --program=NAME; empty if it is not given.
struct ProgramOption : llvm::cl::opt<std::string> {
  explicit ProgramOption(llvm::cl::SubCommand &sub)
      : llvm::cl::opt<std::string>("program", llvm::cl::sub(sub), llvm::cl::value_desc("name"),
                                   llvm::cl::desc("The program, if the source has several")) {}
};

/// A program that was read, and what it needs to live.
class Program {
public:
  /// `format` is the form of diagnostics.
  Program(const SourceOptions &options, Format format);

  /// Reads the file. Returns false after reporting why it cannot be read.
  bool open();
  /// Makes the module, of the plan dialect if the source is a plan file. Returns
  /// false if there were errors, which are reported.
  bool load();
  /// Reads the declarations of tools alone. Returns false after reporting what is
  /// wrong with them.
  bool loadTools(mlir::hocket::frontend::Catalog &catalog);

  /// Files that would have to be imported by python3 are errors.
  void forbidPython() { mayImport = false; }

  Language language() const { return actual; }
  bool isPlanFile() const { return actual == Language::PlanFile; }
  /// The name of the source for messages.
  llvm::StringRef name() const { return bufferName; }
  /// The bytes of the source.
  llvm::StringRef bytes() const { return buffer->getBuffer(); }

  mlir::ModuleOp module() { return *moduleRef; }
  /// Of the programs in the source, the one wanted, or, if that is empty, the one
  /// that runs: @main, or the first. Empty, after reporting what there is, if there is
  /// no such program.
  llvm::StringRef choose(llvm::ArrayRef<llvm::StringRef> names, llvm::StringRef wanted);
  /// The function chosen that way among the public ones with a body, or null.
  mlir::func::FuncOp entry(llvm::StringRef name = {});
  mlir::MLIRContext &context() { return mlirContext; }
  Diagnostics &diagnostics() { return *reporter; }
  /// Prints the diagnostics if they are wanted as JSON and there are any; as text
  /// they have been printed already.
  void printDiagnostics(llvm::raw_ostream &os);

private:
  bool loadCatalogs(mlir::hocket::frontend::Catalog &catalog);
  bool setProvider(mlir::hocket::frontend::Catalog &catalog, llvm::StringRef argument);

  const SourceOptions &options;
  Language actual;
  bool mayImport = true;
  std::string bufferName;
  llvm::SourceMgr sources;
  const llvm::MemoryBuffer *buffer = nullptr;
  mlir::MLIRContext mlirContext;
  std::optional<Diagnostics> reporter;
  mlir::OwningOpRef<mlir::ModuleOp> moduleRef;
};

} // namespace hocket::driver

#endif // HOCKET_TOOLS_PROGRAM_H
