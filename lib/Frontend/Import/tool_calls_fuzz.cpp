// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tool calls in the formats of model services, and the detection of formats.

#include "FuzzTarget.h"

using namespace mlir::hocket::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  SourceFormat format = detectSourceFormat(text);
  bool isService = format == SourceFormat::OpenAIChat || format == SourceFormat::OpenAIResponses ||
                   format == SourceFormat::Anthropic;
  fuzzImport(text, isService ? format : SourceFormat::OpenAIChat);
  return 0;
}
