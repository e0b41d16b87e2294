// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line of hocket-run.
#ifndef HOCKET_TOOLS_HOCKET_RUN_OPTIONS_H
#define HOCKET_TOOLS_HOCKET_RUN_OPTIONS_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hocket::run {

/// Documented in docs/CommandLine.md; scripts rely on them.
enum ExitCode {
  exitOk = 0,
  exitProgramFailed = 1, ///< the program ran, and it or one of its calls failed
  exitUsage = 2,         ///< wrong options, unreadable or invalid input; nothing ran
  exitDeadline = 3,      ///< --timeout passed
  exitNotWritten = 4,    ///< it ran, but results or trace could not be written
  exitInterrupted = 130, ///< Ctrl-C
};

struct Options {
  std::string plan;
  std::string program;
  std::vector<std::string> arguments; ///< name=json
  std::string argumentsFile;

  std::string format = "text";  ///< text or json
  std::string resultFormat;     ///< export format; empty: the plan's own
  std::vector<std::string> print; ///< names of outputs; empty: all, in resultFormat
  std::string trace;
  bool stats = false;

  uint64_t timeoutNs = 0;
  bool failFast = false;
  bool sequential = false;
  bool compareSequential = false;

  bool nullDevice = false;
  uint32_t processors = 0;
  uint32_t workers = 0;
  uint32_t maxProcesses = 0;
  uint32_t pythonWorkers = 0;

  std::vector<std::string> allowRead, allowWrite, allowNet, allowRun, allowEnv;
  std::vector<std::string> mcpFiles; ///< that name MCP servers
  std::optional<bool> approveAll; ///< --yes, --no
  std::string progress = "auto";  ///< auto, always or never

  std::string journal;     ///< --journal, or the file of --resume and --runs
  bool resume = false;     ///< go on with a run of the journal
  bool listRuns = false;   ///< print the runs of the journal
  uint64_t resumedRun = 0; ///< 0: the one that was interrupted
  std::string expectedPlan; ///< --plan: the run must be of this one
  std::string ambiguous = "fail"; ///< fail, retry or skip

  bool listTools = false;
};

/// Parses the command line. Returns an exit code if the program should end now
/// (help was asked for, or the options are wrong); the text has been printed.
std::optional<int> parseOptions(int argc, char **argv, Options &options);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_OPTIONS_H
