// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The line that a message is about, as much of it as fits.

#include "Excerpt.h"

#include "hocket/Frontend/TerminalText.h"

#include "llvm/Support/Unicode.h"

#include <algorithm>

using namespace llvm;

namespace hocket::driver {

/// True for the second and later bytes of a character.
static bool continuesCharacter(char byte) { return (byte & 0xc0) == 0x80; }

/// The start of the character that the byte belongs to.
static size_t startOfCharacter(StringRef text, size_t offset) {
  while (offset > 0 && offset < text.size() && continuesCharacter(text[offset]))
    --offset;
  return offset;
}

/// Text that a terminal shows as it is, a tab as a blank.
static std::string displayable(StringRef text) {
  std::string clean = mlir::hocket::frontend::toTerminalText(text);
  std::replace(clean.begin(), clean.end(), '\t', ' ');
  return clean;
}

Excerpt makeExcerpt(StringRef line, size_t offset) {
  constexpr size_t before = 60, after = 100;
  offset = startOfCharacter(line, std::min(offset, line.size()));
  size_t begin = offset > before ? startOfCharacter(line, offset - before) : 0;
  size_t end = std::min(line.size(), offset + after);
  end = startOfCharacter(line, end);
  std::string head = (begin > 0 ? "..." : "") + displayable(line.slice(begin, offset));
  Excerpt excerpt;
  excerpt.text = head + displayable(line.slice(offset, end)) + (end < line.size() ? "..." : "");
  int width = sys::unicode::columnWidthUTF8(head);
  // Negative if a character cannot be shown.
  excerpt.indent = width < 0 ? head.size() : width;
  return excerpt;
}

std::string shortenMessage(StringRef message) {
  constexpr size_t head = 1500, tail = 500;
  if (message.size() <= head + tail)
    return message.str();
  size_t end = startOfCharacter(message, head);
  size_t begin = startOfCharacter(message, message.size() - tail);
  return (message.take_front(end) + " ... " + message.drop_front(begin)).str();
}

} // namespace hocket::driver
