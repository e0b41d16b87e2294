// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that appear whole or not at all.
#ifndef HOCKET_TOOLS_OUTPUTFILE_H
#define HOCKET_TOOLS_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace hocket::driver {

/// Writes `path` ("-": standard output) with what `write` produces. A file
/// is written under another name in the same folder and renamed, so nobody sees
/// half of it, and if `write` returns false or the disk is full the old file
/// stays. Returns the exit code, after reporting what went wrong.
int writeOutput(llvm::StringRef path, llvm::function_ref<bool(llvm::raw_ostream &)> write);

/// A file in memory with the content given, to be read as /proc/self/fd/N by
/// this process or one that replaces it. Negative, after reporting why, on failure.
int createMemoryFile(llvm::StringRef content);

} // namespace hocket::driver

#endif // HOCKET_TOOLS_OUTPUTFILE_H
