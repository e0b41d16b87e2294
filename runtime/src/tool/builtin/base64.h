// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bytes as text (RFC 4648), for values that must be valid UTF-8.
#ifndef HOCKET_TOOL_BUILTIN_BASE64_H
#define HOCKET_TOOL_BUILTIN_BASE64_H

#include "base/status.h"

#include <string>
#include <string_view>

namespace hocket {

std::string encodeBase64(std::string_view bytes);
/// Strict: padded, and nothing but the alphabet.
Result<std::string> decodeBase64(std::string_view text);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_BASE64_H
