// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Executes plan files.

#include "Journal.h"
#include "Options.h"
#include "Run.h"
#include "Signals.h"
#include "StandardOutput.h"

#include "hocket/runtime/hocket.hpp"

#include <iostream>

using namespace hocket::run;

int main(int argc, char **argv) {
  std::ios::sync_with_stdio(false);
  reserveStandardStreams();
  Options options;
  if (std::optional<int> code = parseOptions(argc, argv, options))
    return *code;
  if (options.listTools)
    return writeStandardOutput(hocket::view(hocket_builtin_tools())) ? exitOk : exitNotWritten;
  if (options.listRuns)
    return listRuns(options);
  watchSignals();
  return runPlan(options);
}
