// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that appear whole or not at all.

#include "OutputFile.h"
#include "Reporting.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

using namespace llvm;

namespace hocket::driver {

static int writeStandardOutput(function_ref<bool(raw_ostream &)> write) {
  if (!write(outs()))
    return ProgramError;
  outs().flush();
  if (outs().has_error()) {
    std::string message = outs().error().message();
    outs().clear_error();
    return reportFailure("cannot write to standard output: " + message);
  }
  return Success;
}

int writeOutput(StringRef path, function_ref<bool(raw_ostream &)> write) {
  if (path == "-")
    return writeStandardOutput(write);
  auto fail = [&](const Twine &reason) {
    return reportFailure("cannot write '" + path + "': " + reason);
  };
  // A device or a pipe cannot be replaced by renaming.
  sys::fs::file_status status;
  if (!sys::fs::status(path, status) && status.type() != sys::fs::file_type::regular_file) {
    std::error_code error;
    raw_fd_ostream stream(path, error);
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
      path + ".%%%%%%.tmp", sys::fs::all_read | sys::fs::all_write);
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
  if (Error failed = temporary->keep(path))
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
