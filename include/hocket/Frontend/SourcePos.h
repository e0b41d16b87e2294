// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places in a user's file and problems found there, free of MLIR, so that the
// readers can run without a context.
#ifndef HOCKET_FRONTEND_SOURCEPOS_H
#define HOCKET_FRONTEND_SOURCEPOS_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>

namespace mlir::hocket::frontend {

/// A line and a column (in bytes), both from 1; 0 means unknown.
struct SourcePos {
  unsigned line = 0;
  unsigned column = 0;
  auto operator<=>(const SourcePos &) const = default;
};

/// Something to tell the user about a place in a file.
struct Problem {
  enum class Severity { Error, Warning };
  Severity severity = Severity::Error;
  SourcePos pos;
  std::string message;
  /// An explanation that belongs to the problem; empty if there is none.
  std::string note;
  SourcePos notePos;
  bool operator==(const Problem &) const = default;
};

using ProblemHandler = llvm::function_ref<void(Problem)>;

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_SOURCEPOS_H
