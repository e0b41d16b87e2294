// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding programs.
#ifndef HOCKET_TOOL_PROGRAM_H
#define HOCKET_TOOL_PROGRAM_H

#include "base/status.h"

#include <string>

namespace hocket {

/// The absolute path of a program, a path or a name that is looked up in PATH.
/// Does not say whether it may be run.
Result<std::string> findProgram(const std::string &program);

} // namespace hocket

#endif // HOCKET_TOOL_PROGRAM_H
