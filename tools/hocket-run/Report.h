// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What hocket-run prints about a run.
#ifndef HOCKET_TOOLS_HOCKET_RUN_REPORT_H
#define HOCKET_TOOLS_HOCKET_RUN_REPORT_H

#include "Options.h"

#include "hocket/runtime/hocket.h"
#include "hocket/runtime/hocket.hpp"

#include <optional>

namespace hocket::run {

struct RunReport {
  const Call &call;
  hocket_program_info_t program;
  /// Wall time of a second, sequential run.
  std::optional<uint64_t> sequentialNs;
  /// How many computing tasks ran at once at most.
  uint32_t processors = 1;
};

/// True if a program of this kind gives its result under this name, beside its
/// outputs.
bool isResult(std::string_view name, const hocket_program_info_t &program);

/// Prints results to standard output and errors and statistics to standard
/// error, or everything as one JSON object to standard output. Returns an exit
/// code: that of the run, or exitNotWritten if the results cannot be written.
int printReport(const RunReport &report, const Options &options);

/// Prints a failure that happened before the run, in the chosen format.
int printFailure(const Status &status, const Options &options);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_REPORT_H
