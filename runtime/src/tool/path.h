// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paths that permissions can be decided on.
#ifndef HOCKET_TOOL_PATH_H
#define HOCKET_TOOL_PATH_H

#include "base/status.h"

#include <string>
#include <string_view>

namespace hocket {

/// The absolute path without symbolic links, "." and ".." that `path` denotes
/// in this process's current folder. It need not exist; a link that leads
/// nowhere is followed to where it leads.
Result<std::string> canonicalPath(std::string_view path);

/// True if canonical `path` is canonical `folder` or lies below it. Nothing
/// lies below an empty folder.
bool isWithin(std::string_view path, std::string_view folder);

/// "a" + "b" -> "a/b".
std::string joinPath(std::string_view folder, std::string_view name);

/// "/a/b" -> "/a", "/a" -> "/".
std::string parentPath(std::string_view path);

} // namespace hocket

#endif // HOCKET_TOOL_PATH_H
