// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket compile: from a program to a plan file, or to a stage on the way.

#include "Command.h"
#include "Compilation.h"
#include "OutputFile.h"
#include "Reporting.h"

#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace hocket::driver {

namespace {

enum class Stage { Hocket, Parallel, Plan, PlanFile };

class CompileCommand : public Command {
public:
  explicit CompileCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  int write(Program &program);

  SourceOptions source{sub};
  cl::opt<std::string> output{"o", cl::sub(sub), cl::value_desc("file"),
                              cl::desc("Where to write; - is standard output, the default for "
                                       "everything but plan files")};
  Choice<Stage> emit{
      "emit", cl::sub(sub), cl::desc("What to write:"), cl::init(Stage::PlanFile),
      cl::values(clEnumValN(Stage::Hocket, "hocket", "the program as it was read"),
                 clEnumValN(Stage::Parallel, "parallel", "with explicit order and placement"),
                 clEnumValN(Stage::Plan, "plan", "the plan as text"),
                 clEnumValN(Stage::PlanFile, "hkt", "the plan file (default)"))};
  ProcessorsOption processors{
      sub, "Processors to plan for (default: what the program's target says, else 8)"};
  cl::opt<bool> failFast{"fail-fast", cl::sub(sub),
                         cl::desc("The plan cancels everything that still runs after a failure")};
  FormatOption format{sub, "Form of the diagnostics:"};
};

} // namespace

int CompileCommand::write(Program &program) {
  std::string path = output;
  if (path.empty())
    path = "-";
  return writeOutput(path, [&](raw_ostream &os) {
    if (emit == Stage::PlanFile)
      return writePlanFile(program, os);
    mlir::OpPrintingFlags flags;
    program.module()->print(os, flags.enableDebugInfo(false));
    os << '\n';
    return true;
  });
}

int CompileCommand::run() {
  if (output.empty() && emit == Stage::PlanFile)
    return reportUsage("expected -o and the name of the plan file");
  Program program(source, format);
  if (!program.open())
    return UsageError;
  if (sys::fs::equivalent(source.path, output))
    return reportFailure("-o: expected another file than the source, found '" + output + "'");
  CompileOptions options;
  options.failFast = failFast;
  options.processors = processors;
  if (program.isPlanFile() && (emit == Stage::Hocket || emit == Stage::Parallel))
    return reportFailure("expected a program, found the plan file '" + program.name() +
                         "', of which only --emit=plan and --emit=hkt can be written");
  bool ok = program.load();
  if (ok && !program.isPlanFile() && emit != Stage::Hocket)
    ok = emit == Stage::Parallel ? parallelize(program, options) : compile(program, options);
  int code = ok ? write(program) : ProgramError;
  program.printDiagnostics(errs());
  return code;
}

std::unique_ptr<Command> createCompileCommand(const CommandInfo &info) {
  return std::make_unique<CompileCommand>(info);
}

} // namespace hocket::driver
