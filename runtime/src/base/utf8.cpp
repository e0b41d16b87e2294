// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runtime needs to know of UTF-8.
#include "base/utf8.h"

#include <simdjson.h>

namespace hocket {

bool isValidUtf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

static bool isContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

namespace {
/// The well-formed sequences that begin with one lead byte (Unicode, table
/// 3-7).
struct LeadByte {
  unsigned length;         // 0: not a lead byte
  unsigned char second[2]; // bounds of the second byte
};
} // namespace

static LeadByte classify(unsigned char byte) {
  if (byte < 0x80)
    return {1, {0, 0}};
  if (byte < 0xC2)
    return {0, {0, 0}};
  if (byte < 0xE0)
    return {2, {0x80, 0xBF}};
  if (byte == 0xE0)
    return {3, {0xA0, 0xBF}};
  if (byte == 0xED)
    return {3, {0x80, 0x9F}}; // no surrogates
  if (byte < 0xF0)
    return {3, {0x80, 0xBF}};
  if (byte == 0xF0)
    return {4, {0x90, 0xBF}};
  if (byte < 0xF4)
    return {4, {0x80, 0xBF}};
  if (byte == 0xF4)
    return {4, {0x80, 0x8F}};
  return {0, {0, 0}};
}

std::string sanitizeUtf8(std::string text) {
  if (isValidUtf8(text))
    return text;
  std::string out;
  out.reserve(text.size() + 8);
  for (size_t i = 0; i < text.size();) {
    LeadByte lead = classify(static_cast<unsigned char>(text[i]));
    size_t taken = 1;
    while (taken < lead.length && i + taken < text.size()) {
      auto byte = static_cast<unsigned char>(text[i + taken]);
      bool fits = taken == 1 ? byte >= lead.second[0] && byte <= lead.second[1]
                             : isContinuation(byte);
      if (!fits)
        break;
      ++taken;
    }
    if (taken == lead.length)
      out.append(text, i, taken);
    else
      out += "\xEF\xBF\xBD";
    i += taken;
  }
  return out;
}

size_t utf8Length(std::string_view text) {
  size_t length = 0;
  for (char byte : text)
    length += !isContinuation(static_cast<unsigned char>(byte));
  return length;
}

size_t utf8Offset(std::string_view text, size_t index) {
  for (size_t i = 0; i < text.size(); ++i)
    if (!isContinuation(static_cast<unsigned char>(text[i])) && index-- == 0)
      return i;
  return text.size();
}

} // namespace hocket
