// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the built-in tools are made of.
#ifndef HOCKET_TOOL_BUILTIN_BUILTIN_H
#define HOCKET_TOOL_BUILTIN_BUILTIN_H

#include "tool/arguments.h"
#include "tool/provider.h"

namespace hocket {

/// What a built-in tool's function gets beside its arguments.
struct ToolCall {
  const Permissions &permissions;
  const CancelToken &cancel;

  /// To be asked often by everything that loops: the error to return once the
  /// call is cancelled.
  Status checkCancelled() const {
    return cancel.cancelled() ? Status(HOCKET_CANCELLED, "cancelled")
                              : Status();
  }
};

/// A tool of kind Compute or Blocking.
using BuiltinFunction = Result<Value> (*)(const Arguments &, const ToolCall &);

/// A function and the name it has in the catalogue, which says its kind: label
/// "compute" is Compute, "io" is Blocking.
struct BuiltinEntry {
  std::string_view name;
  BuiltinFunction function;
};

/// Each returns the tools of one source file's topic.
std::vector<BuiltinEntry> fileReadTools();
std::vector<BuiltinEntry> fileWriteTools();
std::vector<BuiltinEntry> folderTools();
std::vector<BuiltinEntry> textTools();
std::vector<BuiltinEntry> hashTools();
std::vector<BuiltinEntry> jsonTools();
std::vector<BuiltinEntry> mathTools();
std::vector<BuiltinEntry> sqliteTools();
std::vector<BuiltinEntry> computeTools();

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_BUILTIN_H
