// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arguments of a call in a plan: Python literals, or else one raw text.
#ifndef HOCKET_LIB_FRONTEND_PLANTEXT_CALLARGUMENTS_H
#define HOCKET_LIB_FRONTEND_PLANTEXT_CALLARGUMENTS_H

#include "PlanSource.h"

#include "hocket/Frontend/Program.h"

namespace mlir::hocket::frontend {

struct CallArguments {
  /// False if the end of the call has not arrived yet; then `awaited` must
  /// come, or a new statement unless `insideTriple`.
  bool isComplete = true;
  std::string awaited = ")";
  bool insideTriple = false;

  std::vector<ProgramArgument> arguments;
  /// False if an error has been reported.
  bool isValid = true;
  /// Where the next statement may start.
  size_t next = 0;
  /// The end of the plan is marked behind the call.
  bool endsPlan = false;
};

/// Reads the arguments that start at `offset`, behind the parenthesis, and what
/// follows the call up to the end of its line. Problems are added to
/// `problems`.
CallArguments readCallArguments(const PlanSource &source, size_t offset,
                                std::vector<Problem> &problems);

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_PLANTEXT_CALLARGUMENTS_H
