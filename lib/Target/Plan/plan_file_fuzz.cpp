// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes are a plan file or an error, and what was read can be written and
// read again as the same file. Random changes rarely keep checksums right, so an
// input that is no container is taken as the control data inside one.
#include "Container.h"

#include "hocket/Dialect/Plan/IR/Plan.h"
#include "hocket/Target/Plan/Plan.h"

#include <cstdlib>

using namespace mlir;
using namespace mlir::hocket::plan;

static std::string write(ModuleOp module) {
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  // A module that was read has nothing that a file cannot hold.
  if (failed(writePlan(module, os)))
    abort();
  return bytes;
}

static void check(StringRef bytes, MLIRContext &context) {
  OwningOpRef<ModuleOp> module = readPlan(bytes, &context);
  if (!module)
    return;
  std::string written = write(*module);
  OwningOpRef<ModuleOp> again = readPlan(written, &context);
  if (!again || write(*again) != written)
    abort();
  std::string text;
  llvm::raw_string_ostream os(text);
  module->print(os);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // A context keeps every attribute that it has seen, so none lives for long.
  static unsigned uses = 0;
  static std::unique_ptr<MLIRContext> context;
  if (!context || ++uses % 1000 == 0) {
    context = std::make_unique<MLIRContext>(MLIRContext::Threading::DISABLED);
    context->loadDialect<PlanDialect>();
    context->getDiagEngine().registerHandler([](Diagnostic &) { return success(); });
  }
  StringRef input(reinterpret_cast<const char *>(data), size);
  if (input.starts_with(format::magic)) {
    check(input, *context);
    return 0;
  }
  Container container;
  container.features = format::knownFeatures;
  container.control = input;
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  writeContainer(container, os);
  check(bytes, *context);
  return 0;
}
