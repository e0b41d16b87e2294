// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the commands of the driver have in common.
#ifndef HOCKET_TOOLS_COMMAND_H
#define HOCKET_TOOLS_COMMAND_H

#include "llvm/Support/CommandLine.h"

#include <memory>

namespace hocket::driver {

enum class Format { Text, Json };

struct CommandInfo;

/// A command: its options are members, so that only those of the command that
/// is used are ever registered.
class Command {
public:
  explicit Command(const CommandInfo &info);
  virtual ~Command() = default;

  /// Does the work after the options are parsed. Returns the exit code.
  virtual int run() = 0;

protected:
  llvm::cl::SubCommand sub;
};

/// Prints what was expected of an option and what was found. Returns true, which
/// means failure to the library.
bool reportChoice(llvm::StringRef option, llvm::ArrayRef<llvm::StringRef> choices,
                  llvm::StringRef found);

/// One of a few names.
template <typename Type> struct ChoiceParser : llvm::cl::parser<Type> {
  using llvm::cl::parser<Type>::parser;
  bool parse(llvm::cl::Option &, llvm::StringRef name, llvm::StringRef text, Type &value) {
    llvm::SmallVector<llvm::StringRef> choices;
    for (const auto &choice : this->Values) {
      if (choice.Name == text) {
        value = choice.V.getValue();
        return false;
      }
      choices.push_back(choice.Name);
    }
    return reportChoice(name, choices, text);
  }
};

template <typename Type> using Choice = llvm::cl::opt<Type, false, ChoiceParser<Type>>;

/// --format=text|json.
struct FormatOption : Choice<Format> {
  explicit FormatOption(llvm::cl::SubCommand &sub,
                        llvm::StringRef description = "Form of the output:");
};

/// A number of processors, at least one.
struct ProcessorsParser : llvm::cl::parser<unsigned> {
  using parser::parser;
  bool parse(llvm::cl::Option &option, llvm::StringRef name, llvm::StringRef text,
             unsigned &value);
};

/// --processors=N; 0 if it is not given.
struct ProcessorsOption : llvm::cl::opt<unsigned, false, ProcessorsParser> {
  explicit ProcessorsOption(
      llvm::cl::SubCommand &sub,
      llvm::StringRef description = "Processors to plan for (default: those of this machine)");
  unsigned orOfThisMachine() const;
};

struct CommandInfo {
  llvm::StringRef name;
  llvm::StringRef summary;
  std::unique_ptr<Command> (*create)(const CommandInfo &info);
};

std::unique_ptr<Command> createCompileCommand(const CommandInfo &info);
std::unique_ptr<Command> createRunCommand(const CommandInfo &info);
std::unique_ptr<Command> createCheckCommand(const CommandInfo &info);
std::unique_ptr<Command> createExplainCommand(const CommandInfo &info);
std::unique_ptr<Command> createGraphCommand(const CommandInfo &info);
std::unique_ptr<Command> createTraceCommand(const CommandInfo &info);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_COMMAND_H
