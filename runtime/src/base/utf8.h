// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runtime needs to know of UTF-8: every string value is valid.
#ifndef HOCKET_BASE_UTF8_H
#define HOCKET_BASE_UTF8_H

#include <cstddef>
#include <string>
#include <string_view>

namespace hocket {

bool isValidUtf8(std::string_view text);

/// The text with every maximal invalid part replaced by U+FFFD. Returns valid
/// text unchanged.
std::string sanitizeUtf8(std::string text);

/// Number of code points of valid UTF-8.
size_t utf8Length(std::string_view text);

/// Byte offset of code point `index`; text.size() if there are fewer.
size_t utf8Offset(std::string_view text, size_t index);

} // namespace hocket

#endif // HOCKET_BASE_UTF8_H
