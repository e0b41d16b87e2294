// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening and reading files that permissions were checked for.
#ifndef HOCKET_TOOL_BUILTIN_FILE_IO_H
#define HOCKET_TOOL_BUILTIN_FILE_IO_H

#include "base/file_descriptor.h"
#include "tool/builtin/builtin.h"

#include <sys/types.h>

namespace hocket {

/// open() of a canonical path; -1 and errno on failure. A symbolic link that
/// has appeared in the path since it was checked fails it.
FileDescriptor openCanonical(const std::string &path, int flags,
                             mode_t mode = 0);

/// Opens a canonical path as a regular file for reading. `shown` is the path
/// as the user wrote it, for messages.
Result<FileDescriptor> openRegularFile(const std::string &path,
                                       const std::string &shown);

/// The rest of the file; RESOURCE_EXHAUSTED beyond `maxBytes`.
Result<std::string> readAll(const FileDescriptor &file,
                            const std::string &shown, size_t maxBytes,
                            const ToolCall &call);

/// Checks permission, opens and reads.
Result<std::string> readFile(const std::string &path, size_t maxBytes,
                             const ToolCall &call);

/// Writes all of it, polling for cancellation.
Status writeAll(const FileDescriptor &file, const std::string &shown,
                std::string_view bytes, const ToolCall &call);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_FILE_IO_H
