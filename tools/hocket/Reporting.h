// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exit codes, and messages that do not belong to a place in a program.
#ifndef HOCKET_TOOLS_REPORTING_H
#define HOCKET_TOOLS_REPORTING_H

#include "llvm/ADT/Twine.h"

namespace hocket::driver {

/// The exit codes of every command; those of hocket-run, with which `hocket run`
/// ends, agree with these. docs/CommandLine.md states them for users.
enum ExitCode {
  Success = 0,
  ProgramError = 1, ///< the program has errors (`hocket run`: it ran and failed)
  UsageError = 2,   ///< wrong options or unreadable input; nothing was done
  OutputError = 4,  ///< what there was to say could not be written
};

/// Occupies the standard streams that the caller closed, before a file that is
/// opened takes the place of one. Writing to such an output fails.
void reserveStandardStreams();

/// Sees to it that the process ends with OutputError, after a message, if
/// standard output did not take all that was written to it.
void checkStandardOutputAtExit();

/// Prints "hocket: error: <message>". Returns UsageError.
int reportFailure(const llvm::Twine &message);

/// The same with a hint at --help.
int reportUsage(const llvm::Twine &message);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_REPORTING_H
