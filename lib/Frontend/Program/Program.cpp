// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Frontend/Program.h"

#include "hocket/Frontend/Catalog.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

Location SourceFile::loc(SourcePos pos) const {
  return FileLineColLoc::get(context, name, pos.line, pos.column);
}

void SourceFile::report(const Problem &problem) const {
  bool isError = problem.severity == Problem::Severity::Error;
  InFlightDiagnostic diagnostic =
      isError ? emitError(loc(problem.pos)) : emitWarning(loc(problem.pos));
  diagnostic << problem.message;
  if (!problem.note.empty())
    diagnostic.attachNote(problem.notePos.line ? loc(problem.notePos)
                                               : loc(problem.pos))
        << problem.note;
}

namespace {
/// What the calls of a tool show of its parameters.
struct Usage {
  SourcePos pos;
  size_t maxPositional = 0;
  size_t minPositional = SIZE_MAX;
  size_t numCalls = 0;
  llvm::MapVector<StringRef, std::pair<size_t, SourcePos>>
      keywords; // calls that give it
};
} // namespace

Catalog mlir::hocket::frontend::declareFromUse(const Program &program,
                                               StringRef file) {
  llvm::MapVector<StringRef, Usage> tools;
  for (const ProgramCall &call : program.calls) {
    Usage &usage = tools[call.tool];
    if (!usage.numCalls++)
      usage.pos = call.toolPos;
    size_t positional = 0;
    llvm::StringSet<> given;
    for (const ProgramArgument &argument : call.arguments) {
      if (argument.name.empty()) {
        ++positional;
      } else if (given.insert(argument.name).second) {
        auto &[count, pos] = usage.keywords[argument.name];
        if (!count++)
          pos = argument.namePos;
      }
    }
    usage.maxPositional = std::max(usage.maxPositional, positional);
    usage.minPositional = std::min(usage.minPositional, positional);
  }
  Catalog catalog;
  for (auto &[name, usage] : tools) {
    CatalogTool tool;
    tool.name = name.str();
    tool.file = file.str();
    tool.pos = usage.pos;
    for (size_t i = 0; i < usage.maxPositional; ++i)
      tool.parameters.push_back({"arg" + std::to_string(i),
                                 {},
                                 /*optional=*/i >= usage.minPositional,
                                 usage.pos});
    for (auto &[keyword, count] : usage.keywords)
      if (!tool.findParameter(keyword))
        tool.parameters.push_back({keyword.str(),
                                   {},
                                   /*optional=*/count.first < usage.numCalls,
                                   count.second});
    catalog.addTool(std::move(tool));
  }
  return catalog;
}
