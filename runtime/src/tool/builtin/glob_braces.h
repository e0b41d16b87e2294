// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expansion of {a,b} in patterns.
#ifndef HOCKET_TOOL_BUILTIN_GLOB_BRACES_H
#define HOCKET_TOOL_BUILTIN_GLOB_BRACES_H

#include "base/status.h"

#include <string>
#include <string_view>
#include <vector>

namespace hocket {

/// "a{b,c{d,e}}" -> "ab", "acd", "ace". At most 256 patterns.
Result<std::vector<std::string>> expandBraces(std::string_view pattern);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_GLOB_BRACES_H
