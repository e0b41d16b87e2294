// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts from plans and tools on their way to a terminal.
#ifndef HOCKET_TOOLS_HOCKET_RUN_TERMINAL_H
#define HOCKET_TOOLS_HOCKET_RUN_TERMINAL_H

#include <string>
#include <string_view>

namespace hocket::run {

/// The text with nothing in it that moves the cursor, changes what stands on the
/// screen already, or makes it read in another order: U+FFFD stands for every
/// control character but line ends and tabs, for what directs the writing
/// direction, and for bytes that are not UTF-8.
std::string printable(std::string_view text);

/// The same on one line.
std::string printableLine(std::string_view text);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_TERMINAL_H
