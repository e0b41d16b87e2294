// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resolving paths. realpath() needs the whole path to exist, and
// std::filesystem::weakly_canonical() leaves a link that leads nowhere as it
// is: opening its result for writing would create a file elsewhere.
#include "tool/path.h"

#include "base/system_error.h"

#include <cerrno>
#include <climits>
#include <deque>
#include <sys/stat.h>
#include <unistd.h>

namespace hocket {

std::string joinPath(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/')
    path += '/';
  return path += name;
}

std::string parentPath(std::string_view path) {
  size_t slash = path.rfind('/');
  if (slash == std::string_view::npos)
    return ".";
  return std::string(slash == 0 ? "/" : path.substr(0, slash));
}

bool isWithin(std::string_view path, std::string_view folder) {
  if (folder == "/")
    return path.starts_with('/');
  return !folder.empty() && path.starts_with(folder) &&
         (path.size() == folder.size() || path[folder.size()] == '/');
}

/// Puts the components of `path` before those that are already there.
static void prepend(std::deque<std::string> &components,
                    std::string_view path) {
  size_t end = path.size();
  while (end > 0) {
    size_t slash = path.rfind('/', end - 1);
    size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
    if (begin < end)
      components.emplace_front(path.substr(begin, end - begin));
    if (begin == 0)
      return;
    end = slash;
  }
}

static Status cannotResolve(std::string_view path, int error) {
  return systemError(error, "resolve path", std::string(path));
}

Result<std::string> canonicalPath(std::string_view path) {
  constexpr unsigned maxLinks = 40; // as the kernel
  if (path.empty())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected a path, found an empty text");
  if (path.find('\0') != std::string_view::npos)
    return Status(HOCKET_INVALID_ARGUMENT, "a path cannot contain a zero byte");

  std::deque<std::string> pending;
  prepend(pending, path);
  std::string resolved; // without a slash at the end: "" is the root
  if (path.front() != '/') {
    char buffer[PATH_MAX];
    if (!getcwd(buffer, sizeof buffer))
      return cannotResolve(path, errno);
    resolved = buffer;
    if (resolved == "/")
      resolved.clear();
  }

  unsigned links = 0;
  while (!pending.empty()) {
    std::string component = std::move(pending.front());
    pending.pop_front();
    if (component == ".")
      continue;
    if (component == "..") {
      resolved.erase(resolved.empty() ? 0 : resolved.rfind('/'));
      continue;
    }
    std::string next = resolved + '/' + component;
    struct stat info;
    if (lstat(next.c_str(), &info) != 0) {
      // Neither a missing component nor what follows it can be a link.
      if (errno != ENOENT && errno != ENOTDIR)
        return cannotResolve(path, errno);
    } else if (S_ISLNK(info.st_mode)) {
      if (++links > maxLinks)
        return cannotResolve(path, ELOOP);
      char target[PATH_MAX];
      ssize_t size = readlink(next.c_str(), target, sizeof target);
      if (size < 0)
        return cannotResolve(path, errno);
      if (size > 0 && target[0] == '/')
        resolved.clear();
      prepend(pending, std::string_view(target, size));
      continue;
    }
    resolved = std::move(next);
  }
  return resolved.empty() ? std::string("/") : resolved;
}

} // namespace hocket
