// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading and writing UTF-8 one code point at a time.
#ifndef HOCKET_TOOL_BUILTIN_CODE_POINTS_H
#define HOCKET_TOOL_BUILTIN_CODE_POINTS_H

#include <string>
#include <string_view>

namespace hocket {

/// Takes the first code point off a non-empty text. File names need not be
/// UTF-8: a byte that fits nowhere counts as a character of its own, above all
/// code points.
inline char32_t takeCodePoint(std::string_view &text) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char first = byte(0);
  size_t length = first < 0x80   ? 1
                  : first < 0xC0 ? 0
                  : first < 0xE0 ? 2
                  : first < 0xF0 ? 3
                  : first < 0xF8 ? 4
                                 : 0;
  char32_t point = length == 1 ? first : first & (0xFF >> (length + 1));
  bool valid = length > 0 && length <= text.size();
  for (size_t i = 1; valid && i < length; ++i) {
    valid = (byte(i) & 0xC0) == 0x80;
    point = point << 6 | (byte(i) & 0x3F);
  }
  if (!valid) {
    text.remove_prefix(1);
    return 0x110000 + first;
  }
  text.remove_prefix(length);
  return point;
}

inline void appendCodePoint(std::string &text, char32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
    return;
  }
  unsigned more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(lead[more] | point >> (6 * more));
  while (more-- > 0)
    text += static_cast<char>(0x80 | (point >> (6 * more) & 0x3F));
}

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_CODE_POINTS_H
