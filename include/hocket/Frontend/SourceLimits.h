// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Limits of a textual module, checked before it is parsed: MLIR's parser, printer
// and verifier recurse as deep as their input, and print what aliases stand for.
#ifndef HOCKET_FRONTEND_SOURCELIMITS_H
#define HOCKET_FRONTEND_SOURCELIMITS_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mlir::hocket::frontend {

struct SourceLimits {
  /// Brackets of all kinds in each other, those of aliases counted where they are
  /// used. Each level takes up to 4 KiB of a stack of 8 MiB.
  unsigned depth = 1200;
  /// Bytes of the text if every alias were replaced by what it stands for, beyond 16
  /// times the text's own size.
  uint64_t expandedBytes = 64 << 20;
};

/// Where a text exceeds a limit, and which.
struct SourceProblem {
  size_t offset;
  std::string message;
};

/// Looks at brackets, strings, comments and aliases only; a text that is not
/// well-formed otherwise is the parser's business. Linear in the text's size.
std::optional<SourceProblem> checkSourceLimits(llvm::StringRef text,
                                               const SourceLimits &limits = {});

} // namespace mlir::hocket::frontend

#endif // HOCKET_FRONTEND_SOURCELIMITS_H
