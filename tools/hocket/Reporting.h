// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exit codes, and messages that do not belong to a place in a program.
#ifndef HOCKET_TOOLS_REPORTING_H
#define HOCKET_TOOLS_REPORTING_H

#include "llvm/ADT/Twine.h"

namespace hocket::driver {

/// The exit codes of every command; `hocket run` ends with those of hocket-run,
/// which agree with these. docs/CommandLine.md states them for users.
enum ExitCode {
  Success = 0,
  ProgramError = 1, ///< the program is wrong, or a file cannot be read or written
  UsageError = 2,   ///< the command line is wrong
};

/// Prints "hocket: error: <message>". Returns ProgramError.
int reportFailure(const llvm::Twine &message);

/// Prints the same and a hint at --help. Returns UsageError.
int reportUsage(const llvm::Twine &message);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_REPORTING_H
