// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text that arrives in other encodings than UTF-8.
#ifndef HOCKET_TOOL_BUILTIN_CHARSET_H
#define HOCKET_TOOL_BUILTIN_CHARSET_H

#include <optional>
#include <string>
#include <string_view>

namespace hocket {

/// "text/html; charset=\"ISO-8859-1\"" -> "ISO-8859-1"; empty if there is none.
std::string charsetOf(std::string_view contentType);

/// The bytes as UTF-8, read in `charset` (empty: UTF-8). Nothing if they are
/// not text in it or the charset is unknown.
std::optional<std::string> decodeText(std::string bytes,
                                      const std::string &charset);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_CHARSET_H
