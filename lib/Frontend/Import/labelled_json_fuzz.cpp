// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Labelled calls and the references in their strings.

#include "FuzzTarget.h"

using namespace mlir::hocket::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzzImport(llvm::StringRef(reinterpret_cast<const char *>(data), size),
             SourceFormat::LabelledJson);
  return 0;
}
