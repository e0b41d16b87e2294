// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that appear whole or not at all.
#include "trace/output_file.h"

#include "base/system_error.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace hocket {

namespace {

struct Target {
  std::string path;
  bool replace; // by renaming
};

} // namespace

/// Follows symbolic links to what is to be written. A link below /proc stands for
/// an open file, which its holders would lose if it were replaced.
static Target findTarget(fs::path path) {
  constexpr int mostLinks = 40; // as many as Linux follows
  for (int i = 0; i < mostLinks; ++i) {
    std::error_code error;
    fs::path folder = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
    if (error)
      break; // opening it says what is wrong
    path = folder / path.filename();
    struct stat info;
    if (lstat(path.c_str(), &info) != 0)
      return {path, errno == ENOENT};
    if (!S_ISLNK(info.st_mode))
      return {path, S_ISREG(info.st_mode)};
    if (folder.native().starts_with("/proc/"))
      break;
    fs::path target = fs::read_symlink(path, error);
    if (error)
      break;
    path = target.is_absolute() ? target : folder / target;
  }
  return {path, false};
}

/// Opens what cannot be replaced. An open file of this process is shared, not
/// opened again: its holders write where this ends.
static int openInPlace(const fs::path &path) {
  std::error_code error;
  fs::path folder = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
  if (!error && folder == "/proc/" + std::to_string(getpid()) + "/fd")
    return fcntl(std::atoi(path.filename().c_str()), F_DUPFD_CLOEXEC, 0);
  return open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

/// Writes all of it and closes the file. Returns 0 or an errno.
static int writeAndClose(int file, std::string_view content) {
  int error = 0;
  while (!content.empty() && !error) {
    ssize_t written = write(file, content.data(), content.size());
    if (written >= 0)
      content.remove_prefix(size_t(written));
    else if (errno != EINTR)
      error = errno;
  }
  if (close(file) != 0 && !error)
    error = errno;
  return error;
}

Status writeOutputFile(const std::string &path, std::string_view content) {
  Target target = findTarget(path);
  std::string draft = target.path + ".partial-" + std::to_string(getpid());
  int file = target.replace
                 ? open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666)
                 : openInPlace(target.path);
  if (file < 0)
    return systemError(errno, "write", path);
  int error = writeAndClose(file, content);
  if (target.replace && !error && std::rename(draft.c_str(), target.path.c_str()) != 0)
    error = errno;
  if (!error)
    return {};
  if (target.replace)
    std::remove(draft.c_str());
  return systemError(error, "write", path);
}

} // namespace hocket
