// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The driver: picks the command, or starts the sibling of that name.

#include "Command.h"
#include "Reporting.h"
#include "Siblings.h"

#include "hocket/Frontend/Catalog.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

#include <thread>

using namespace llvm;

namespace hocket::driver {

/// The built-in commands, in the order of the help.
static const CommandInfo commands[] = {
    {"run", "compile a program and run it", createRunCommand},
    {"check", "report everything that is wrong with a program; nothing runs", createCheckCommand},
    {"explain", "predict when each call runs and what bounds the run; nothing runs",
     createExplainCommand},
    {"compile", "compile a program into a plan file", createCompileCommand},
    {"graph", "print which calls wait for which", createGraphCommand},
    {"trace", "summarise a trace that 'run --trace' wrote", createTraceCommand},
};

namespace {
/// A command that hocket-run carries out under an option of its own.
struct ForwardedCommand {
  StringRef name, summary, option;
};
} // namespace
static const ForwardedCommand forwardedCommands[] = {
    {"resume", "go on with a run that a journal holds", "--resume"},
    {"runs", "list the runs of a journal", "--runs"},
};

Command::Command(const CommandInfo &info) : sub(info.name, info.summary) {}

FormatOption::FormatOption(cl::SubCommand &sub, StringRef description)
    : Choice<Format>("format", cl::sub(sub), cl::desc(description),
                      cl::values(clEnumValN(Format::Text, "text", "for people (default)"),
                                 clEnumValN(Format::Json, "json", "for programs")),
                      cl::init(Format::Text)) {}

bool reportChoice(StringRef option, ArrayRef<StringRef> choices, StringRef found) {
  reportFailure("--" + option + ": expected one of " + join(choices, ", ") + ", found '" + found +
                "'");
  return true;
}

bool ProcessorsParser::parse(cl::Option &option, StringRef name, StringRef text,
                             unsigned &value) {
  constexpr unsigned most = 1 << 20;
  if (!text.getAsInteger(10, value) && value >= 1 && value <= most)
    return false;
  reportFailure("--" + name + ": expected a number from 1 to " + Twine(most) + ", found '" + text +
                "'");
  return true;
}

ProcessorsOption::ProcessorsOption(cl::SubCommand &sub, StringRef description)
    : opt("processors", cl::sub(sub), cl::value_desc("N"), cl::init(0), cl::desc(description)) {}

unsigned ProcessorsOption::orOfThisMachine() const {
  return *this ? getValue() : std::max(1u, std::thread::hardware_concurrency());
}

static const char exitCodes[] = R"(
EXIT CODES:

  0    success
  1    the program has errors; run: it ran, and it or one of its calls failed
  2    wrong options or unreadable input; run: nothing was run
  3    run: the deadline passed
  4    the output could not be written; run: it ran
  130  interrupted (Ctrl-C)
)";

static void printHelp(raw_ostream &os) {
  os << "hocket compiles and runs plans of tool calls\n\n"
        "usage: hocket <command> [options] [<source>]\n\ncommands:\n";
  for (const CommandInfo &command : commands)
    os << "  " << left_justify(command.name, 9) << command.summary << '\n';
  for (const ForwardedCommand &command : forwardedCommands)
    os << "  " << left_justify(command.name, 9) << command.summary << '\n';
  os << "  " << left_justify("version", 9) << "print the version\n"
     << "  " << left_justify("help", 9) << "print this, or the options of a command\n";
  std::vector<std::string> siblings = listSiblings();
  // Parts of the project's own tests.
  llvm::erase_if(siblings, [](StringRef name) { return name.ends_with("-test"); });
  if (!siblings.empty())
    os << "\nalso installed, as hocket-<name>: " << join(siblings, ", ") << '\n';
  os << "\n'hocket <command> --help' lists the options of a command.\n" << exitCodes;
}

static void printVersion(raw_ostream &os) { os << "hocket " HOCKET_VERSION << '\n'; }

/// Says what the library found wrong with a command line, as everything else is said.
static int reportMistakes(StringRef command, StringRef mistakes) {
  SmallVector<StringRef> lines;
  mistakes.split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : lines) {
    line.consume_front("hocket: ");
    // Hints at a help that is not that of the command.
    line = line.split("  Try: ").first.split(": See: ").first;
    line.consume_back("!");
    line.consume_back(".");
    reportFailure(StringRef(line.substr(0, 1).lower()) + line.drop_front());
  }
  WithColor::note(errs(), "hocket") << "'hocket " << command << " --help' lists the options\n";
  return UsageError;
}

static int runCommand(const CommandInfo &info, ArrayRef<const char *> arguments) {
  std::unique_ptr<Command> command = info.create(info);
  cl::extrahelp help(exitCodes);
  cl::SetVersionPrinter(printVersion);
  std::string mistakes;
  raw_string_ostream stream(mistakes);
  if (!cl::ParseCommandLineOptions(arguments.size(), arguments.data(), "", &stream))
    return reportMistakes(info.name, mistakes);
  return command->run();
}

static int runForwarded(const ForwardedCommand &command, ArrayRef<const char *> arguments) {
  std::optional<std::string> runner = findSibling("run");
  if (!runner)
    return reportFailure("expected 'hocket-run' beside 'hocket' or on PATH, found neither");
  std::vector<std::string> forwarded{command.option.str()};
  forwarded.insert(forwarded.end(), arguments.begin(), arguments.end());
  return execute(*runner, forwarded);
}

static int runUnknown(StringRef name, ArrayRef<const char *> arguments) {
  if (std::optional<std::string> sibling = findSibling(name))
    return execute(*sibling, std::vector<std::string>(arguments.begin(), arguments.end()));
  std::vector<std::string> siblings = listSiblings();
  SmallVector<StringRef> candidates{"help", "version"};
  for (const CommandInfo &command : commands)
    candidates.push_back(command.name);
  for (const ForwardedCommand &command : forwardedCommands)
    candidates.push_back(command.name);
  candidates.append(siblings.begin(), siblings.end());
  std::string hint;
  if (StringRef nearest = mlir::hocket::frontend::suggest(name, candidates); !nearest.empty())
    hint = ("; did you mean '" + nearest + "'?").str();
  return reportUsage("expected a command, found '" + name + "', and there is no program 'hocket-" +
                     name + "'" + hint);
}

static int dispatch(SmallVectorImpl<const char *> &arguments) {
  if (arguments.size() < 2) {
    printHelp(errs());
    return UsageError;
  }
  StringRef name = arguments[1];
  if (name == "help" && arguments.size() > 2) {
    // "help run" is "run --help".
    std::swap(arguments[1], arguments[2]);
    arguments[2] = "--help";
    name = arguments[1];
  }
  if (name == "help" || name == "--help" || name == "-help" || name == "-h") {
    printHelp(outs());
    return Success;
  }
  if (name == "version" || name == "--version" || name == "-version") {
    printVersion(outs());
    return Success;
  }
  if (name.starts_with("-"))
    return reportUsage("expected a command, found the option '" + name + "'");
  for (const CommandInfo &command : commands)
    if (command.name == name)
      return runCommand(command, arguments);
  for (const ForwardedCommand &command : forwardedCommands)
    if (command.name == name)
      return runForwarded(command, ArrayRef(arguments).drop_front(2));
  return runUnknown(name, ArrayRef(arguments).drop_front(2));
}

} // namespace hocket::driver

int main(int argc, char **argv) {
  hocket::driver::reserveStandardStreams();
  hocket::driver::checkStandardOutputAtExit();
  sys::PrintStackTraceOnErrorSignal(argv[0]);
  // See no-color.org.
  if (std::optional<std::string> value = sys::Process::GetEnv("NO_COLOR"); value && !value->empty())
    WithColor::setAutoDetectFunction([](const raw_ostream &) { return false; });
  SmallVector<const char *> arguments(argv, argv + argc);
  return hocket::driver::dispatch(arguments);
}
