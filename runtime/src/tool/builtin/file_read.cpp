// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fs.read, fs.stat.
#include "base/system_error.h"
#include "base/utf8.h"
#include "tool/builtin/base64.h"
#include "tool/builtin/file_io.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace hocket {

static Result<Value> readTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> content = readFile(path, args.size("max_bytes"), call);
  if (!content)
    return content.status();
  if (args.text("encoding") == "base64")
    return Value::string(encodeBase64(*content));
  if (!isValidUtf8(*content))
    return Status(HOCKET_TYPE_ERROR,
                  "'" + path + "' is not UTF-8 text; read it as base64");
  return Value::string(std::move(*content));
}

static Result<Value> statTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkRead(path);
  if (!canonical)
    return canonical.status();
  FileDescriptor file = openCanonical(*canonical, O_PATH);
  struct stat info;
  if (!file.valid() || fstat(file.get(), &info) != 0)
    return systemError(errno, "look at", path);
  const char *type = S_ISREG(info.st_mode)   ? "file"
                     : S_ISDIR(info.st_mode) ? "folder"
                                             : "other";
  double modified = static_cast<double>(info.st_mtim.tv_sec) +
                    static_cast<double>(info.st_mtim.tv_nsec) * 1e-9;
  return Value::object({{"type", Value::string(type)},
                        {"bytes", Value::integer(info.st_size)},
                        {"modified", Value::number(modified)}});
}

std::vector<BuiltinEntry> fileReadTools() {
  return {{"fs.read", readTool}, {"fs.stat", statTool}};
}

} // namespace hocket
