// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The line that a message is about, as much of it as fits.
#ifndef HOCKET_TOOLS_EXCERPT_H
#define HOCKET_TOOLS_EXCERPT_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace hocket::driver {

struct Excerpt {
  std::string text;
  /// How many columns of a terminal are before the place.
  unsigned indent = 0;
};

/// The part of `line` around the byte at `offset`, with "..." where something is
/// left out, as a terminal can show it.
Excerpt makeExcerpt(llvm::StringRef line, size_t offset);

/// A message without its middle if it is longer than a screen.
std::string shortenMessage(llvm::StringRef message);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_EXCERPT_H
