// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Standard output, with the reason if it takes nothing.
#ifndef HOCKET_TOOLS_HOCKET_RUN_STANDARDOUTPUT_H
#define HOCKET_TOOLS_HOCKET_RUN_STANDARDOUTPUT_H

#include <string_view>

namespace hocket::run {

/// Occupies the standard streams that the caller closed, before a file that is
/// opened takes the place of one. Writing to such an output fails.
void reserveStandardStreams();

/// Writes all of the text. Returns false after saying on standard error why
/// that is not possible.
bool writeStandardOutput(std::string_view text);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_STANDARDOUTPUT_H
