// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fs.list, fs.glob.
#include "base/system_error.h"
#include "base/utf8.h"
#include "tool/builtin/file_io.h"
#include "tool/builtin/walk.h"
#include "tool/path.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace hocket {

/// "name" in "." and "folder/name" elsewhere.
static std::string within(const std::string &folder, const std::string &name) {
  return folder == "." || folder == "./" ? name : joinPath(folder, name);
}

static Result<Value> globTool(const Arguments &args, const ToolCall &call) {
  Result<Glob> glob = Glob::compile(args.text("pattern"));
  if (!glob)
    return glob.status();
  const std::string &folder = args.text("folder");
  Result<std::string> canonical = call.permissions.checkRead(folder);
  if (!canonical)
    return canonical.status();
  Result<std::vector<std::string>> files =
      findFiles(*canonical, folder, *glob, args.size("max_results"), call);
  if (!files)
    return files.status();
  // A name that is not UTF-8 is shown as nearly as it can be: no tool can open
  // it, but the others are not to suffer.
  for (std::string &file : *files)
    file = sanitizeUtf8(std::move(file));
  std::sort(files->begin(), files->end());
  Value::List result;
  result.reserve(files->size());
  for (const std::string &file : *files)
    result.push_back(Value::string(within(folder, file)));
  return Value::list(std::move(result));
}

static Result<Value> listTool(const Arguments &args, const ToolCall &call) {
  const std::string &folder = args.text("path");
  Result<std::string> canonical = call.permissions.checkRead(folder);
  if (!canonical)
    return canonical.status();
  FileDescriptor fd = openCanonical(*canonical, O_RDONLY | O_DIRECTORY);
  std::unique_ptr<DIR, int (*)(DIR *)> stream(
      fd.valid() ? fdopendir(fd.get()) : nullptr, closedir);
  if (!stream)
    return systemError(errno, "list", folder);
  int number = fd.release(); // now the stream's

  struct Entry {
    std::string name;
    const char *type;
    int64_t bytes;
  };
  std::vector<Entry> entries;
  while (true) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    errno = 0;
    const dirent *entry = readdir(stream.get());
    if (!entry && errno != 0)
      return systemError(errno, "list", folder);
    if (!entry)
      break;
    std::string name = entry->d_name;
    struct stat info;
    if (name == "." || name == ".." ||
        fstatat(number, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      continue; // or gone meanwhile
    if (entries.size() == args.size("max_entries"))
      return Status(HOCKET_RESOURCE_EXHAUSTED,
                    "'" + folder + "' has more than " +
                        std::to_string(entries.size()) + " entries");
    const char *type = S_ISREG(info.st_mode)   ? "file"
                       : S_ISDIR(info.st_mode) ? "folder"
                       : S_ISLNK(info.st_mode) ? "link"
                                               : "other";
    entries.push_back({sanitizeUtf8(std::move(name)), type, info.st_size});
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry &a, const Entry &b) { return a.name < b.name; });
  Value::List result;
  for (Entry &entry : entries)
    result.push_back(
        Value::object({{"name", Value::string(entry.name)},
                       {"path", Value::string(within(folder, entry.name))},
                       {"type", Value::string(entry.type)},
                       {"bytes", Value::integer(entry.bytes)}}));
  return Value::list(std::move(result));
}

std::vector<BuiltinEntry> folderTools() {
  return {{"fs.list", listTool}, {"fs.glob", globTool}};
}

} // namespace hocket
