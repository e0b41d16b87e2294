// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the user's file to a module.

#include "Program.h"
#include "Reporting.h"

#include "hocket/InitAll.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace hocket::driver {

SourceOptions::SourceOptions(cl::SubCommand &sub)
    : path(cl::Positional, cl::Required, cl::sub(sub), cl::desc("<source>")),
      from("from", cl::sub(sub), cl::desc("What the source is (otherwise told by its content):"),
           cl::values(clEnumValN(Language::PlanText, "plan-text", "a plan, one call a line"),
                      clEnumValN(Language::OpenAIChat, "openai-chat", "OpenAI chat tool calls"),
                      clEnumValN(Language::OpenAIResponses, "openai-responses",
                                 "OpenAI Responses function calls"),
                      clEnumValN(Language::Anthropic, "anthropic", "Anthropic tool use"),
                      clEnumValN(Language::LabelledJson, "labelled-json",
                                 "JSON calls with labels and $references$"),
                      clEnumValN(Language::Mlir, "mlir", "the textual form of the dialect"),
                      clEnumValN(Language::PlanFile, "plan", "a compiled plan file")),
           cl::init(Language::Auto)),
      catalogs("tools", cl::sub(sub), cl::value_desc("file"),
               cl::desc("Declarations of tools: native, OpenAI, Anthropic or MCP; repeatable")),
      noBuiltins("no-builtins", cl::sub(sub), cl::desc("Leave out the built-in tools")) {}

Program::Program(const SourceOptions &options, Format format)
    : options(options), actual(options.from),
      mlirContext(mlir::MLIRContext::Threading::DISABLED) {
  mlir::DialectRegistry registry;
  registerAllDialects(registry);
  mlirContext.appendDialectRegistry(registry);
  // A message about a line of the user's file needs no print-out of an operation.
  mlirContext.printOpOnDiagnostic(false);
  reporter.emplace(mlirContext, sources, format);
}

bool Program::open() {
  bufferName = options.path == "-" ? "<stdin>" : options.path;
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFileOrSTDIN(options.path);
  if (!file) {
    reportFailure("cannot read '" + options.path + "': " + file.getError().message());
    return false;
  }
  buffer = file->get();
  sources.AddNewSourceBuffer(std::move(*file), SMLoc());
  if (actual == Language::Auto)
    actual = detectLanguage(bufferName, buffer->getBuffer());
  return true;
}

} // namespace hocket::driver
