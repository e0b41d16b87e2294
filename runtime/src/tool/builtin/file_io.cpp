// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening, reading and writing files.
#include "tool/builtin/file_io.h"

#include "base/system_error.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hocket {

FileDescriptor openCanonical(const std::string &path, int flags, mode_t mode) {
  open_how how = {};
  how.flags = static_cast<uint64_t>(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = RESOLVE_NO_SYMLINKS;
  long fd = syscall(SYS_openat2, AT_FDCWD, path.c_str(), &how, sizeof how);
  // Before Linux 5.6, and in sandboxes that do not know the call.
  if (fd < 0 && (errno == ENOSYS || errno == EPERM))
    fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode);
  return FileDescriptor(static_cast<int>(fd));
}

Result<FileDescriptor> openRegularFile(const std::string &path,
                                       const std::string &shown) {
  // Non-blocking, so that a FIFO without a writer does not hang us.
  FileDescriptor file = openCanonical(path, O_RDONLY | O_NONBLOCK);
  if (!file.valid())
    return systemError(errno, "read", shown);
  struct stat info;
  if (fstat(file.get(), &info) != 0)
    return systemError(errno, "read", shown);
  if (S_ISDIR(info.st_mode))
    return Status(HOCKET_INVALID_ARGUMENT,
                  "cannot read '" + shown +
                      "': expected a file, found a folder");
  if (!S_ISREG(info.st_mode))
    return Status(HOCKET_INVALID_ARGUMENT,
                  "cannot read '" + shown + "': it is not a regular file");
  return file;
}

static Status tooLong(const std::string &shown, size_t maxBytes) {
  return Status(HOCKET_RESOURCE_EXHAUSTED,
                "'" + shown + "' is longer than the limit of " +
                    std::to_string(maxBytes) + " bytes");
}

Result<std::string> readAll(const FileDescriptor &file,
                            const std::string &shown, size_t maxBytes,
                            const ToolCall &call) {
  struct stat info;
  if (fstat(file.get(), &info) != 0)
    return systemError(errno, "read", shown);
  size_t expected = static_cast<size_t>(info.st_size);
  if (expected > maxBytes)
    return tooLong(shown, maxBytes);
  // The size is a hint only: the file may be growing, or in /proc.
  constexpr size_t step = 1 << 20;
  std::string content;
  size_t used = 0;
  content.resize(std::min(expected + 1, step));
  while (true) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    if (used == content.size())
      content.resize(
          std::max(std::min(expected + 1, used + step), used + 4096));
    ssize_t count = ::read(file.get(), content.data() + used,
                           std::min(content.size() - used, step));
    if (count < 0) {
      if (errno == EINTR)
        continue;
      return systemError(errno, "read", shown);
    }
    if (count == 0)
      break;
    used += static_cast<size_t>(count);
    if (used > maxBytes)
      return tooLong(shown, maxBytes);
  }
  content.resize(used);
  return content;
}

Result<std::string> readFile(const std::string &path, size_t maxBytes,
                             const ToolCall &call) {
  Result<std::string> canonical = call.permissions.checkRead(path);
  if (!canonical)
    return canonical;
  Result<FileDescriptor> file = openRegularFile(*canonical, path);
  if (!file)
    return file.status();
  return readAll(*file, path, maxBytes, call);
}

Status writeAll(const FileDescriptor &file, const std::string &shown,
                std::string_view bytes, const ToolCall &call) {
  constexpr size_t step = 1 << 22;
  while (!bytes.empty()) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    ssize_t count =
        ::write(file.get(), bytes.data(), std::min(bytes.size(), step));
    if (count < 0) {
      if (errno == EINTR)
        continue;
      return systemError(errno, "write", shown);
    }
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return Status();
}

} // namespace hocket
