// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ConstantText.h"

#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

/// The length of the string literal at the start of the text.
static size_t stringLength(StringRef text) {
  size_t at = 1;
  while (at < text.size() && text[at] != '"')
    at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

/// Whether a literal is an integer beyond what an i64 holds: "0x1f", "12", but
/// not "1.5" or "1e3".
static bool isWide(StringRef number, bool isNegative) {
  // What fits no 64 bits at all has been refused.
  uint64_t value;
  if (number.getAsInteger(0, value))
    return false;
  return value > static_cast<uint64_t>(INT64_MAX) + isNegative;
}

StringRef mlir::hocket::findWideInteger(StringRef text) {
  bool isNegative = false;
  while (!text.empty()) {
    char c = text.front();
    size_t length = 1;
    if (c == '"') {
      length = stringLength(text);
    } else if (text.starts_with("//")) {
      length = std::min(text.find('\n'), text.size());
    } else if (llvm::isAlnum(c) || c == '_') {
      auto isPart = [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.'; };
      StringRef word = text.take_while(isPart);
      // Leading zeros are no sign of octal numbers here.
      StringRef digits = word.starts_with_insensitive("0x") ? word : word.ltrim('0');
      if (llvm::isDigit(c) && isWide(digits, isNegative))
        return word;
      length = word.size();
    }
    isNegative = c == '-';
    text = text.drop_front(length);
  }
  return {};
}
