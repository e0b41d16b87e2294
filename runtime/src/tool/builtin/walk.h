// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding the files below a folder.
#ifndef HOCKET_TOOL_BUILTIN_WALK_H
#define HOCKET_TOOL_BUILTIN_WALK_H

#include "tool/builtin/builtin.h"
#include "tool/builtin/glob.h"

namespace hocket {

/// The paths, relative to `folder` and sorted by bytes, of the regular files
/// below it that match. Symbolic links are not followed, so nothing outside is
/// reached and no loop entered. `folder` is canonical and `shown` what the user
/// called it. More than `maxFiles` are RESOURCE_EXHAUSTED.
Result<std::vector<std::string>> findFiles(const std::string &folder,
                                           const std::string &shown,
                                           const Glob &glob, size_t maxFiles,
                                           const ToolCall &call);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_WALK_H
