// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The data of test/Frontend/Inputs, entry by entry.
#ifndef HOCKET_TEST_UNIT_FRONTEND_CORPUS_H
#define HOCKET_TEST_UNIT_FRONTEND_CORPUS_H

#include "hocket/Frontend/Frontend.h"
#include "hocket/Frontend/Json.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>
#include <vector>

namespace mlir::hocket::frontend {

/// The content of a file of test/Frontend/Inputs.
std::string readInput(StringRef name);
json::Document parseInput(StringRef text);

/// The worked plans, each with line ends before it so that lines count as in
/// the file.
std::vector<std::string> splitPlans();

/// The ways in which a service can ask for the same calls.
enum class Service { OpenAIChat, OpenAIResponses, Anthropic };

/// What a service would answer with if it were to make the calls of a BFCL
/// answer: `{tool: {parameter: [allowed value, …]}}`. The first allowed value
/// is taken; the empty string says that the parameter may be left out.
std::string toServiceAnswer(const json::Value &answer, Service service);

/// Imports and compiles; collects what is reported, in the form "line:column:
/// message" (the warnings apart).
class Compilation {
public:
  Compilation();

  void import(StringRef text, SourceFormat format, const Catalog *catalog);
  void importLabelled(const json::Document &document, const json::Value &entry,
                      const Catalog *catalog);

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::vector<std::string> errors;
  std::vector<std::string> warnings;
  bool isCompiled = false;

private:
  void compile();
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_TEST_UNIT_FRONTEND_CORPUS_H
