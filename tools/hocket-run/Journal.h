// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs that a journal holds.
#ifndef HOCKET_TOOLS_HOCKET_RUN_JOURNAL_H
#define HOCKET_TOOLS_HOCKET_RUN_JOURNAL_H

#include "Options.h"

#include "hocket/runtime/hocket.hpp"

namespace hocket::run {

/// The run to go on with.
struct ResumedRun {
  uint64_t number;
  std::string program;
};

/// The run that the options name, or else the only one of the journal that was
/// interrupted.
Result<ResumedRun> findResumedRun(const Options &options);

/// Prints the runs of the journal. Returns an exit code.
int listRuns(const Options &options);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_JOURNAL_H
