// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What other code throws becomes a status.
#ifndef HOCKET_BASE_EXCEPTIONS_H
#define HOCKET_BASE_EXCEPTIONS_H

#include "base/status.h"

namespace hocket {

/// In a catch (...): what a tool that throws has to say.
Status caughtFromTool(const std::string &toolName);

} // namespace hocket

#endif // HOCKET_BASE_EXCEPTIONS_H
