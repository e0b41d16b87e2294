// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket run: compiles a program in memory and hands it to hocket-run.

#include "Command.h"
#include "Compilation.h"
#include "OutputFile.h"
#include "Reporting.h"
#include "Siblings.h"

#include "hocket/Dialect/Plan/IR/Plan.h"

using namespace llvm;

namespace hocket::driver {

namespace {

/// Options of hocket-run, passed on as they are. They are known here so that
/// `hocket run --help` lists them and a misspelt one is found before compiling.
class RuntimeOptions {
public:
  explicit RuntimeOptions(cl::SubCommand &sub);
  void append(std::vector<std::string> &arguments) const;
  /// No tool is called.
  bool usesNullDevice() const;
  /// Whether --allow-run names the program.
  bool allowsProgram(StringRef program) const;
  bool isGiven(StringRef name) const;

private:
  struct Valued : cl::list<std::string> {
    Valued(cl::SubCommand &sub, StringRef name, StringRef type, StringRef text)
        : cl::list<std::string>(name, cl::sub(sub), cl::value_desc(type), cl::desc(text)) {}
  };
  struct Flag : cl::opt<bool> {
    Flag(cl::SubCommand &sub, StringRef name, StringRef text)
        : cl::opt<bool>(name, cl::sub(sub), cl::desc(text)) {}
  };
  void value(StringRef name, StringRef type, StringRef text) {
    values.push_back(std::make_unique<Valued>(sub, name, type, text));
  }
  void flag(StringRef name, StringRef text) {
    flags.push_back(std::make_unique<Flag>(sub, name, text));
  }

  cl::SubCommand &sub;
  std::vector<std::unique_ptr<Valued>> values;
  std::vector<std::unique_ptr<Flag>> flags;
};

class RunCommand : public Command {
public:
  explicit RunCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  SourceOptions source{sub, /*runs=*/true};
  ProcessorsOption processors{sub};
  cl::opt<bool> failFast{"fail-fast", cl::sub(sub),
                         cl::desc("A failure cancels everything that still runs")};
  FormatOption format{sub};
  RuntimeOptions runtime{sub};
};

} // namespace

RuntimeOptions::RuntimeOptions(cl::SubCommand &sub) : sub(sub) {
  value("program", "name", "The program to run, if the source has several");
  value("arg", "name=json", "An argument of the program; repeatable");
  value("args", "file", "A file with a JSON object of arguments");
  value("result-format", "format", "How results are written (default: as the calls came in)");
  value("print", "name", "Print the output of this name alone; repeatable");
  value("trace", "file", "Write a Chrome/Perfetto trace");
  flag("stats", "Print times and counts to standard error");
  value("progress", "when", "Show what runs: auto, always or never");
  value("timeout", "duration", "Deadline of the whole run: 5s, 250ms, 2m");
  flag("sequential", "One operation after another, in program order");
  flag("compare-sequential", "Run a second time, sequentially, and report both wall times");
  value("journal", "file", "Record what calls do, so that the run can go on after a crash");
  value("device", "name", "cpu, or null: virtual time, no tool is called");
  value("workers", "N", "Worker threads (default: one per processor)");
  value("max-processes", "N", "Programs that run at once; other calls of such tools wait");
  value("python-workers", "N", "Processes for a Python file (default: one per processor)");
  value("mcp", "file", "MCP servers, started as the file says; repeatable");
  value("allow-read", "path", "Tools may read this file, or below this folder; repeatable");
  value("allow-write", "path", "Tools may write this file, or below this folder; repeatable");
  value("allow-net", "host[:port]", "Tools may connect to this host; repeatable");
  value("allow-run", "program", "Tools may start this program; repeatable");
  value("allow-env", "name", "A plan may set or pass on this variable of programs; repeatable");
  flag("yes", "Approve every question");
  flag("no", "Refuse every question");
}

void RuntimeOptions::append(std::vector<std::string> &arguments) const {
  for (const std::unique_ptr<Valued> &option : values)
    for (const std::string &given : *option)
      arguments.push_back(("--" + option->ArgStr + "=" + given).str());
  for (const std::unique_ptr<Flag> &option : flags)
    if (*option)
      arguments.push_back(("--" + option->ArgStr).str());
}

bool RuntimeOptions::usesNullDevice() const {
  return llvm::any_of(values, [](const std::unique_ptr<Valued> &option) {
    return option->ArgStr == "device" && !option->empty() &&
           (*option)[option->size() - 1] == "null";
  });
}

bool RuntimeOptions::allowsProgram(StringRef program) const {
  return llvm::any_of(values, [&](const std::unique_ptr<Valued> &option) {
    return option->ArgStr == "allow-run" && llvm::is_contained(*option, program);
  });
}

bool RuntimeOptions::isGiven(StringRef name) const {
  return llvm::any_of(values, [&](const std::unique_ptr<Valued> &option) {
    return option->ArgStr == name && !option->empty();
  });
}

/// `hocket-run` starts programs and contains tools, but there is no embedding
/// program that could register functions, and servers are those of a file: which
/// ones it names, `hocket-run` finds before anything runs.
static bool checkProviders(Program &program, bool hasServers) {
  bool ok = true;
  for (auto tool : program.module().getOps<mlir::hocket::plan::ToolOp>()) {
    bool isServer = tool.getProvider() == "mcp";
    if (tool.getProvider() != "native" && (!isServer || hasServers))
      continue;
    ok = false;
    mlir::InFlightDiagnostic error = tool.emitError("no program carries out the tool '")
                                     << tool.getSymName() << "'";
    error.attachNote() << "say which one does with --provider='" << tool.getSymName()
                       << "=<command>', or as its 'provider' in a native catalogue";
    if (isServer)
      error.attachNote() << "or name a file with its MCP server with --mcp=<file>";
  }
  return ok;
}

int RunCommand::run() {
  std::optional<std::string> runner = findSibling("run");
  if (!runner)
    return reportFailure("expected 'hocket-run' beside 'hocket' or on PATH, found neither");

  Program program(source, format);
  if (!runtime.allowsProgram("python3"))
    program.forbidPython();
  if (!program.open())
    return UsageError;
  std::string plan;
  if (program.isPlanFile()) {
    plan = program.bytes().str();
  } else {
    CompileOptions options;
    options.failFast = failFast;
    options.processors = processors.orOfThisMachine();
    raw_string_ostream stream(plan);
    if (!program.load() || !compile(program, options) ||
        !(runtime.usesNullDevice() || checkProviders(program, runtime.isGiven("mcp"))) ||
        !writePlanFile(program, stream)) {
      program.printDiagnostics(errs());
      // Exit code 1 says that the program ran and failed.
      return UsageError;
    }
  }
  int file = createMemoryFile(plan);
  if (file < 0)
    return UsageError;

  std::vector<std::string> arguments{"/proc/self/fd/" + std::to_string(file)};
  if (format == Format::Json)
    arguments.push_back("--format=json");
  if (failFast)
    arguments.push_back("--fail-fast");
  if (processors)
    arguments.push_back("--processors=" + std::to_string(processors));
  runtime.append(arguments);
  return execute(*runner, arguments);
}

std::unique_ptr<Command> createRunCommand(const CommandInfo &info) {
  return std::make_unique<RunCommand>(info);
}

} // namespace hocket::driver
