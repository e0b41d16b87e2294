// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pieces of a user's text for messages: cut between characters, never inside
// one, so that a message is valid UTF-8 if the text is.
#ifndef HOCKET_FRONTEND_EXCERPT_H
#define HOCKET_FRONTEND_EXCERPT_H

#include "llvm/ADT/StringRef.h"

namespace mlir::hocket::frontend {

/// The start of `text`: whole characters that have at most `limit` bytes.
inline llvm::StringRef takeCharacters(llvm::StringRef text, size_t limit) {
  if (text.size() <= limit)
    return text;
  while (limit && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
    --limit;
  return text.take_front(limit);
}

/// The first character of `text`.
inline llvm::StringRef firstCharacter(llvm::StringRef text) {
  size_t size = text.empty() ? 0 : 1;
  while (size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    ++size;
  return text.take_front(size);
}

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_EXCERPT_H
