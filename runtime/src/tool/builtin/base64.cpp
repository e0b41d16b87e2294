// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bytes as text.
#include "tool/builtin/base64.h"

#include <cstdint>

namespace hocket {

static constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string encodeBase64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    size_t count = std::min<size_t>(3, bytes.size() - i);
    uint32_t group = 0;
    for (size_t j = 0; j < 3; ++j)
      group = group << 8 | (j < count ? static_cast<uint8_t>(bytes[i + j]) : 0);
    for (size_t j = 0; j < 4; ++j)
      text += j <= count ? alphabet[group >> (18 - 6 * j) & 63] : '=';
  }
  return text;
}

Result<std::string> decodeBase64(std::string_view text) {
  if (text.size() % 4 != 0)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "base64: expected a multiple of 4 characters, found " +
                      std::to_string(text.size()));
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (size_t i = 0; i < text.size(); i += 4) {
    size_t padding = 0;
    if (i + 4 == text.size())
      padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    uint32_t group = 0;
    for (size_t j = 0; j < 4; ++j) {
      size_t digit = j < 4 - padding ? alphabet.find(text[i + j]) : 0;
      if (digit == std::string_view::npos)
        return Status(HOCKET_INVALID_ARGUMENT,
                      "base64: invalid character at column " +
                          std::to_string(i + j + 1));
      group = group << 6 | static_cast<uint32_t>(digit);
    }
    for (size_t j = 0; j < 3 - padding; ++j)
      bytes += static_cast<char>(group >> (16 - 8 * j) & 0xFF);
  }
  return bytes;
}

} // namespace hocket
