// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fs.write, fs.append, fs.remove.
#include "base/system_error.h"
#include "tool/builtin/base64.h"
#include "tool/builtin/file_io.h"
#include "tool/path.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace hocket {

/// Opens the folder at a canonical path, after creating what is missing of it.
/// One component after the other, each by its parent's descriptor: one that has
/// become a link since the path was checked is an error, not a way out.
static Result<FileDescriptor> createFolders(const std::string &path,
                                            const std::string &shown) {
  FileDescriptor folder = openCanonical(path, O_PATH | O_DIRECTORY);
  if (folder.valid() || errno != ENOENT || path == "/") {
    if (!folder.valid())
      return systemError(errno, "create the folder of", shown);
    return folder;
  }
  Result<FileDescriptor> parent = createFolders(parentPath(path), shown);
  if (!parent)
    return parent;
  std::string name = path.substr(path.rfind('/') + 1);
  // Another call may have created it meanwhile.
  if (mkdirat(parent->get(), name.c_str(), 0777) == 0 || errno == EEXIST)
    folder = FileDescriptor(
        openat(parent->get(), name.c_str(),
               O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.valid())
    return systemError(errno, "create the folder of", shown);
  return folder;
}

/// The permission bits of the file to replace; nothing for a new file. Fails
/// for what a regular file must not replace.
static Result<std::optional<mode_t>>
modeToKeep(int folder, const std::string &name, const std::string &shown) {
  struct stat info;
  if (fstatat(folder, name.empty() ? "." : name.c_str(), &info,
              AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno != ENOENT)
      return systemError(errno, "write", shown);
    return std::optional<mode_t>();
  }
  if (!S_ISREG(info.st_mode))
    return Status(HOCKET_INVALID_ARGUMENT,
                  "cannot write '" + shown + "': expected a file, found " +
                      (S_ISDIR(info.st_mode) ? "a folder" : "something else"));
  // Not what a program of this name could do as somebody else: it was granted
  // to the content that goes.
  return std::optional<mode_t>(info.st_mode & 0777);
}

static std::string temporaryName() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  char name[40];
  snprintf(name, sizeof name, ".hocket-%016llx.tmp",
           static_cast<unsigned long long>(random()));
  return name;
}

/// Writes a new file beside the old one and renames it over it.
static Status replaceFile(const std::string &path, const std::string &shown,
                          std::string_view bytes, const ToolCall &call) {
  // By the folder's descriptor: the folder that was checked is the one written
  // to, whatever happens to its name.
  FileDescriptor folder =
      openCanonical(parentPath(path), O_RDONLY | O_DIRECTORY);
  if (!folder.valid())
    return systemError(errno, "write", shown);
  std::string name = path.substr(path.rfind('/') + 1);
  Result<std::optional<mode_t>> mode = modeToKeep(folder.get(), name, shown);
  if (!mode)
    return mode.status();

  std::string temporary = temporaryName();
  FileDescriptor file(openat(folder.get(), temporary.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.valid())
    return systemError(errno, "write", shown);
  Status status = writeAll(file, shown, bytes, call);
  if (status.ok() && *mode && fchmod(file.get(), **mode) != 0)
    status = systemError(errno, "write", shown);
  if (status.ok())
    status = call.checkCancelled(); // the last moment at which nothing changed
  if (status.ok() && renameat(folder.get(), temporary.c_str(), folder.get(),
                              name.c_str()) != 0)
    status = systemError(errno, "write", shown);
  if (!status.ok())
    unlinkat(folder.get(), temporary.c_str(), 0);
  return status;
}

static Result<Value> writeTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkWrite(path);
  if (!canonical)
    return canonical.status();
  std::string_view bytes = args.text("text");
  std::string decoded;
  if (args.text("encoding") == "base64") {
    Result<std::string> result = decodeBase64(bytes);
    if (!result)
      return result.status();
    decoded = std::move(*result);
    bytes = decoded;
  }
  if (args.flag("create_folders"))
    if (Result<FileDescriptor> folder =
            createFolders(parentPath(*canonical), path);
        !folder)
      return folder.status();
  HOCKET_RETURN_IF_ERROR(replaceFile(*canonical, path, bytes, call));
  return Value::integer(static_cast<int64_t>(bytes.size()));
}

static Result<Value> appendTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkWrite(path);
  if (!canonical)
    return canonical.status();
  FileDescriptor file = openCanonical(
      *canonical, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, 0666);
  if (!file.valid())
    return systemError(errno, "append to", path);
  struct stat info;
  if (fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return Status(HOCKET_INVALID_ARGUMENT,
                  "cannot append to '" + path + "': it is not a regular file");
  const std::string &text = args.text("text");
  HOCKET_RETURN_IF_ERROR(writeAll(file, path, text, call));
  return Value::integer(static_cast<int64_t>(text.size()));
}

static Result<Value> removeTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  // The name itself goes, not what a link of that name leads to.
  std::string trimmed = path;
  while (trimmed.size() > 1 && trimmed.back() == '/')
    trimmed.pop_back();
  std::string name = trimmed.substr(trimmed.rfind('/') + 1);
  if (name.empty() || name == "." || name == ".." || name == "/")
    return Status(HOCKET_INVALID_ARGUMENT,
                  "cannot remove '" + path +
                      "': expected the name of a file, link or folder");
  Result<std::string> folderPath = canonicalPath(parentPath(trimmed));
  if (!folderPath)
    return folderPath.status();
  std::string target = joinPath(*folderPath, name);
  struct stat info;
  bool isLink = lstat(target.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
  Result<std::string> allowed =
      call.permissions.checkWrite(isLink ? *folderPath : target);
  if (!allowed)
    return allowed.status();
  FileDescriptor folder = openCanonical(*folderPath, O_PATH | O_DIRECTORY);
  if (!folder.valid()) {
    if (errno == ENOENT || errno == ENOTDIR)
      return Value::boolean(false);
    return systemError(errno, "remove", path);
  }
  if (unlinkat(folder.get(), name.c_str(), 0) == 0)
    return Value::boolean(true);
  if (errno == EISDIR || errno == EPERM)
    if (unlinkat(folder.get(), name.c_str(), AT_REMOVEDIR) == 0)
      return Value::boolean(true);
  if (errno == ENOENT)
    return Value::boolean(false);
  return systemError(errno, "remove", path);
}

std::vector<BuiltinEntry> fileWriteTools() {
  return {{"fs.write", writeTool},
          {"fs.append", appendTool},
          {"fs.remove", removeTool}};
}

} // namespace hocket
