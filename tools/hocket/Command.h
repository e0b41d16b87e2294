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

/// --format=text|json.
struct FormatOption : llvm::cl::opt<Format> {
  explicit FormatOption(llvm::cl::SubCommand &sub,
                        llvm::StringRef description = "Form of the output:");
};

/// --processors=N; 0 if it is not given.
struct ProcessorsOption : llvm::cl::opt<unsigned> {
  explicit ProcessorsOption(llvm::cl::SubCommand &sub);
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
