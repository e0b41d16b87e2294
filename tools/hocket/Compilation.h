// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a program as it was read to a plan file.
#ifndef HOCKET_TOOLS_COMPILATION_H
#define HOCKET_TOOLS_COMPILATION_H

#include "Program.h"

namespace hocket::driver {

struct CompileOptions {
  unsigned processors = 0; ///< 0: what the program's target says
  bool failFast = false;
};

/// Works out order and placement; the module stays in the source dialect.
/// Returns false after reporting errors.
bool parallelize(Program &program, const CompileOptions &options);

/// The same, then lowers to the plan dialect.
bool compile(Program &program, const CompileOptions &options);

/// Writes a compiled program as a plan file.
bool writePlanFile(Program &program, llvm::raw_ostream &os);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_COMPILATION_H
