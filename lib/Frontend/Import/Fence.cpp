// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Fence.h"

static constexpr llvm::StringLiteral fence = "```";

std::string mlir::hocket::frontend::blankFence(llvm::StringRef text) {
  std::string result = text.str();
  llvm::StringRef start = text;
  start.consume_front("\xEF\xBB\xBF");
  start = start.ltrim();
  if (!start.starts_with(fence))
    return result;
  size_t first = text.size() - start.size();
  size_t firstEnd = std::min(text.find('\n', first), text.size());
  std::fill(result.begin() + first, result.begin() + firstEnd, ' ');
  // A fence that is not closed is a text that was cut short, or is still fine.
  llvm::StringRef end = text.rtrim();
  if (end.size() >= firstEnd + fence.size() && end.ends_with(fence))
    std::fill_n(result.begin() + (end.size() - fence.size()), fence.size(),
                ' ');
  return result;
}
