// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that appear whole or not at all.

#include "OutputFile.h"
#include "Reporting.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

using namespace llvm;

namespace hocket::driver {

/// A file that is written: what symbolic links lead to, and whether it can be
/// replaced by renaming. A device, a pipe, or an open file below /proc cannot.
static std::pair<std::string, bool> findTarget(StringRef path) {
  constexpr int mostLinks = 40; // as many as Linux follows
  SmallString<256> place(path);
  for (int i = 0; i < mostLinks; ++i) {
    SmallString<256> folder;
    StringRef parent = sys::path::parent_path(place);
    if (sys::fs::real_path(parent.empty() ? "." : parent, folder))
      break; // creating the file says what is wrong
    SmallString<256> whole(folder);
    sys::path::append(whole, sys::path::filename(place));
    sys::fs::file_status status;
    if (sys::fs::status(whole, status, /*follow=*/false))
      return {whole.str().str(), status.type() == sys::fs::file_type::file_not_found};
    if (status.type() != sys::fs::file_type::symlink_file)
      return {whole.str().str(), status.type() == sys::fs::file_type::regular_file};
    if (folder.starts_with("/proc/"))
      return {whole.str().str(), false};
    char target[4096];
    ssize_t length = readlink(whole.c_str(), target, sizeof target);
    if (length < 0)
      break;
    StringRef link(target, length);
    place = sys::path::is_absolute(link) ? StringRef() : folder.str();
    sys::path::append(place, link);
  }
  return {path.str(), false};
}

int writeOutput(StringRef path, function_ref<bool(raw_ostream &)> write) {
  if (path == "-") // checked at the end of the process
    return write(outs()) ? Success : ProgramError;
  auto fail = [&](const Twine &reason) {
    reportFailure("cannot write '" + path + "': " + reason);
    return OutputError;
  };
  auto [target, replace] = findTarget(path);
  if (!replace) {
    std::error_code error;
    raw_fd_ostream stream(target, error);
    if (error)
      return fail(error.message());
    bool written = write(stream);
    stream.flush();
    if (stream.has_error()) {
      error = stream.error();
      stream.clear_error();
      return fail(error.message());
    }
    return written ? Success : ProgramError;
  }

  // Removed if a signal ends the process before the rename.
  Expected<sys::fs::TempFile> temporary = sys::fs::TempFile::create(
      target + ".%%%%%%.tmp", sys::fs::all_read | sys::fs::all_write);
  if (!temporary)
    return fail(toString(temporary.takeError()));
  raw_fd_ostream stream(temporary->FD, /*shouldClose=*/false);
  bool written = write(stream);
  stream.flush();
  std::error_code error = stream.error();
  stream.clear_error();
  if (!written || error) {
    consumeError(temporary->discard());
    return written ? fail(error.message()) : ProgramError;
  }
  if (Error failed = temporary->keep(target))
    return fail(toString(std::move(failed)));
  return Success;
}

int createMemoryFile(StringRef content) {
  int file = memfd_create("hocket-plan", 0);
  if (file < 0) {
    reportFailure(Twine("cannot make a file in memory: ") + std::strerror(errno));
    return -1;
  }
  raw_fd_ostream stream(file, /*shouldClose=*/false);
  stream << content;
  stream.flush();
  if (stream.has_error()) {
    reportFailure("cannot write a file in memory: " + stream.error().message());
    stream.clear_error();
    close(file);
    return -1;
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

} // namespace hocket::driver
