// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that appear whole or not at all.
#ifndef HOCKET_TRACE_OUTPUT_FILE_H
#define HOCKET_TRACE_OUTPUT_FILE_H

#include "base/status.h"

#include <string>
#include <string_view>

namespace hocket {

/// Writes a file. A regular one is written under another name in its folder and
/// renamed, so that nobody sees half of it; it is the file that symbolic links
/// lead to, and they stay. Anything else, a device, a pipe or an open file
/// below /proc, is written to as it is.
Status writeOutputFile(const std::string &path, std::string_view content);

} // namespace hocket

#endif // HOCKET_TRACE_OUTPUT_FILE_H
