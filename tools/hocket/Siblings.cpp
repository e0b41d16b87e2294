// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding and starting siblings, the way git does.

#include "Siblings.h"
#include "Reporting.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

#include <cerrno>
#include <cstring>
#include <set>
#include <unistd.h>

using namespace llvm;

namespace hocket::driver {

/// The folders to look in, in order.
static std::vector<std::string> searchPath() {
  std::vector<std::string> folders;
  SmallString<256> self;
  // Symbolic links are resolved: bin/hocket may be a link from elsewhere.
  if (!sys::fs::real_path("/proc/self/exe", self))
    folders.push_back(sys::path::parent_path(self).str());
  SmallVector<StringRef> entries;
  std::optional<std::string> path = sys::Process::GetEnv("PATH");
  if (path)
    SplitString(*path, entries, ":");
  for (StringRef entry : entries)
    folders.push_back(entry.str());
  return folders;
}

std::optional<std::string> findSibling(StringRef name) {
  for (const std::string &folder : searchPath()) {
    SmallString<256> path(folder);
    sys::path::append(path, "hocket-" + name);
    if (sys::fs::can_execute(path))
      return path.str().str();
  }
  return std::nullopt;
}

std::vector<std::string> listSiblings() {
  std::set<std::string> names;
  for (const std::string &folder : searchPath()) {
    std::error_code error;
    for (sys::fs::directory_iterator it(folder, error), end; it != end && !error;
         it.increment(error)) {
      StringRef name = sys::path::filename(it->path());
      if (name.consume_front("hocket-") && sys::fs::can_execute(it->path()))
        names.insert(name.str());
    }
  }
  return {names.begin(), names.end()};
}

int execute(StringRef path, ArrayRef<std::string> arguments) {
  std::string program = path.str();
  std::vector<char *> argv{program.data()};
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  return reportFailure("cannot start '" + program + "': " + std::strerror(errno));
}

} // namespace hocket::driver
