// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the operating system as statuses.
#ifndef HOCKET_BASE_SYSTEM_ERROR_H
#define HOCKET_BASE_SYSTEM_ERROR_H

#include "base/status.h"

#include <string>

namespace hocket {

/// "no such file or directory" for ENOENT. Thread-safe, unlike strerror().
std::string errnoText(int error);

/// "cannot <action> '<path>': <text>", with the code that fits the error:
/// systemError(ENOENT, "read", "a.txt").
Status systemError(int error, const std::string &action,
                   const std::string &path);

} // namespace hocket

#endif // HOCKET_BASE_SYSTEM_ERROR_H
