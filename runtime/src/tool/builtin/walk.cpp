// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding the files below a folder.
#include "tool/builtin/walk.h"

#include "base/system_error.h"
#include "tool/builtin/file_io.h"
#include "tool/path.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace hocket {

namespace {
class Walker {
public:
  Walker(const std::string &shown, const Glob &glob, size_t maxFiles,
         const ToolCall &call)
      : shown(shown), glob(glob), maxFiles(maxFiles), call(call) {}

  Status enter(FileDescriptor folder, const std::string &prefix,
               const Glob::State &state, unsigned depth);

  std::vector<std::string> files;

private:
  Status visit(int folder, const dirent &entry, const std::string &prefix,
               const Glob::State &state, unsigned depth);

  const std::string &shown;
  const Glob &glob;
  size_t maxFiles;
  const ToolCall &call;
};
} // namespace

Status Walker::enter(FileDescriptor folder, const std::string &prefix,
                     const Glob::State &state, unsigned depth) {
  // Each level holds a descriptor.
  constexpr unsigned maxDepth = 200;
  if (depth > maxDepth)
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "'" + joinPath(shown, prefix) +
                      "': folders are nested more than " +
                      std::to_string(maxDepth) + " deep");
  std::unique_ptr<DIR, int (*)(DIR *)> stream(fdopendir(folder.get()),
                                              closedir);
  if (!stream)
    return systemError(errno, "list", joinPath(shown, prefix));
  int fd = folder.release(); // now the stream's
  while (true) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    errno = 0;
    const dirent *entry = readdir(stream.get());
    if (!entry) {
      if (errno != 0)
        return systemError(errno, "list", joinPath(shown, prefix));
      return Status();
    }
    HOCKET_RETURN_IF_ERROR(visit(fd, *entry, prefix, state, depth));
  }
}

Status Walker::visit(int folder, const dirent &entry, const std::string &prefix,
                     const Glob::State &state, unsigned depth) {
  std::string_view name = entry.d_name;
  if (name == "." || name == "..")
    return Status();
  unsigned char type = entry.d_type;
  if (type == DT_UNKNOWN) { // some file systems do not say
    struct stat info;
    if (fstatat(folder, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      return Status(); // gone meanwhile
    type = IFTODT(info.st_mode);
  }
  if (type != DT_REG && type != DT_DIR)
    return Status();
  Glob::State next = glob.step(state, name);
  if (type == DT_REG) {
    if (!glob.accepts(next))
      return Status();
    if (files.size() == maxFiles)
      return Status(HOCKET_RESOURCE_EXHAUSTED,
                    "more than " + std::to_string(maxFiles) + " files below '" +
                        shown + "' match");
    files.push_back(prefix + std::string(name));
    return Status();
  }
  if (!glob.canContinue(next))
    return Status();
  FileDescriptor child(openat(folder, entry.d_name,
                              O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  std::string path = prefix + std::string(name);
  if (!child.valid()) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
      return Status(); // gone or replaced meanwhile
    return systemError(errno, "list", joinPath(shown, path));
  }
  return enter(std::move(child), path + '/', next, depth + 1);
}

Result<std::vector<std::string>> findFiles(const std::string &folder,
                                           const std::string &shown,
                                           const Glob &glob, size_t maxFiles,
                                           const ToolCall &call) {
  FileDescriptor root = openCanonical(folder, O_RDONLY | O_DIRECTORY);
  if (!root.valid())
    return systemError(errno, "list", shown);
  Walker walker(shown, glob, maxFiles, call);
  HOCKET_RETURN_IF_ERROR(walker.enter(std::move(root), "", glob.start(), 0));
  std::sort(walker.files.begin(), walker.files.end());
  return std::move(walker.files);
}

} // namespace hocket
