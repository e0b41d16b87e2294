// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads, binds, executes.
#ifndef HOCKET_TOOLS_HOCKET_RUN_RUN_H
#define HOCKET_TOOLS_HOCKET_RUN_RUN_H

#include "Options.h"

namespace hocket::run {

/// Runs the plan that the options name and returns the exit code.
int runPlan(const Options &options);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_RUN_H
