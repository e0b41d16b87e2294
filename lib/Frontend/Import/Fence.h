// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON in a fence, as models write it in Markdown: "```json", the text, "```".
#ifndef HOCKET_LIB_FRONTEND_IMPORT_FENCE_H
#define HOCKET_LIB_FRONTEND_IMPORT_FENCE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace mlir::hocket::frontend {

/// `text` with spaces in place of the lines that fence it in, so that places in
/// it stay what they are; the text itself if it is not fenced.
std::string blankFence(llvm::StringRef text);

} // namespace mlir::hocket::frontend

#endif // HOCKET_LIB_FRONTEND_IMPORT_FENCE_H
