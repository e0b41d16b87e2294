// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Terminal.h"

#include <algorithm>
#include <cstdint>

using namespace hocket::run;

/// The length of the UTF-8 sequence at the front of a text that is not empty, and
/// what it stands for; length 0 if it is none.
static size_t decode(std::string_view text, uint32_t &c) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) {
    c = byte(0);
    return 1;
  }
  size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : 2;
  if (byte(0) < 0xC2 || byte(0) > 0xF4 || text.size() < length)
    return 0;
  c = byte(0) & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80)
      return 0;
    c = c << 6 | (byte(i) & 0x3F);
  }
  constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool surrogate = c >= 0xD800 && c <= 0xDFFF;
  return c < least[length] || c > 0x10FFFF || surrogate ? 0 : length;
}

static bool isHarmful(uint32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) // C0, DEL, C1
    return c != '\n' && c != '\t';
  return c == 0x061C || c == 0x200E || c == 0x200F || // marks of direction
         c == 0x2028 || c == 0x2029 ||                // line ends of their own
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string hocket::run::printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    uint32_t c = 0;
    size_t length = decode(text, c);
    if (length == 0 || isHarmful(c))
      result += "\xEF\xBF\xBD";
    else
      result += text.substr(0, length);
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  return result;
}

std::string hocket::run::printableLine(std::string_view text) {
  std::string result = printable(text);
  for (char &c : result)
    if (c == '\n' || c == '\t')
      c = ' ';
  return result;
}
