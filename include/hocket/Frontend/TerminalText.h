// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts from sources on their way to a terminal, where some characters are
// commands.
#ifndef HOCKET_FRONTEND_TERMINALTEXT_H
#define HOCKET_FRONTEND_TERMINALTEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace mlir::hocket::frontend {

/// The text with U+FFFD in place of everything that moves the cursor, changes
/// what stands on the screen or makes it read in another order: control
/// characters but for line ends and tabs, marks of direction, and bytes that are
/// no UTF-8. `hocket-run` shows texts in the same way.
std::string toTerminalText(llvm::StringRef text);

/// JSON text with escapes for these characters, which can stand in strings only:
/// the same value.
std::string escapeInJson(llvm::StringRef json);

/// Writes to a stream what `toTerminalText` makes of it, line by line.
class TerminalStream : public llvm::raw_ostream {
public:
  explicit TerminalStream(llvm::raw_ostream &os) : os(os) { SetUnbuffered(); }
  ~TerminalStream() override { os << toTerminalText(line); }

private:
  void write_impl(const char *data, size_t size) override;
  uint64_t current_pos() const override { return os.tell() + line.size(); }

  llvm::raw_ostream &os;
  std::string line; // a character may come in parts
};

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_TERMINALTEXT_H
