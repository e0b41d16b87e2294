// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the end of a program means for the call.
#ifndef HOCKET_TOOL_PROCESS_RESULT_H
#define HOCKET_TOOL_PROCESS_RESULT_H

#include "base/value.h"
#include "tool/process/config.h"

namespace hocket {

/// The JSON value on standard output, or the error that it, the exit status or
/// the way the run ended tells of. The end of standard error becomes a note.
Result<Value> resultOf(const ProcessConfig &config, ProcessOutcome outcome);

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_RESULT_H
