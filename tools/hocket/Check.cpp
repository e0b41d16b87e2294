// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket check: everything that is wrong with a program; nothing runs.

#include "Command.h"
#include "Compilation.h"
#include "Reporting.h"
#include "ToolList.h"

#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace hocket::driver {

namespace {

class CheckCommand : public Command {
public:
  explicit CheckCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  int runListTools();

  SourceOptions source{sub};
  FormatOption format{sub};
  cl::opt<bool> listTools{"list-tools", cl::sub(sub),
                          cl::desc("List the tools that a program could call; takes no source")};
};

} // namespace

static void printSummary(Program &program, raw_ostream &os) {
  Diagnostics &diagnostics = program.diagnostics();
  os << program.name() << ": ";
  if (unsigned errors = diagnostics.errors())
    os << errors << (errors == 1 ? " error" : " errors");
  else
    os << "no errors";
  if (unsigned warnings = diagnostics.warnings())
    os << ", " << warnings << (warnings == 1 ? " warning" : " warnings");
  os << '\n';
}

int CheckCommand::runListTools() {
  if (!source.path.empty())
    return reportFailure("--list-tools: expected no source, found '" + source.path + "'");
  Program program(source, format);
  mlir::hocket::frontend::Catalog catalog;
  if (!program.loadTools(catalog)) {
    program.printDiagnostics(errs());
    return UsageError;
  }
  writeTools(catalog, format, outs());
  return Success;
}

int CheckCommand::run() {
  if (listTools)
    return runListTools();
  Program program(source, format);
  if (!program.open())
    return UsageError;
  bool ok = program.load() && (program.isPlanFile() || compile(program, {}));
  if (format == Format::Json)
    program.diagnostics().writeJson(outs());
  else
    printSummary(program, outs());
  return ok ? Success : ProgramError;
}

std::unique_ptr<Command> createCheckCommand(const CommandInfo &info) {
  return std::make_unique<CheckCommand>(info);
}

} // namespace hocket::driver
