// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Corpus.h"

#include "hocket/Frontend/Program.h"
#include "hocket/Frontend/ToolCalls.h"
#include "hocket/InitAll.h"
#include "hocket/Pipelines/Pipelines.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

std::string mlir::hocket::frontend::readInput(StringRef name) {
  auto buffer = llvm::MemoryBuffer::getFile(Twine(HOCKET_TEST_DIR) +
                                            "/Frontend/Inputs/" + name);
  EXPECT_TRUE(buffer) << "cannot open " << name.str();
  return buffer ? (*buffer)->getBuffer().str() : "";
}

json::Document mlir::hocket::frontend::parseInput(StringRef text) {
  json::Document document;
  EXPECT_TRUE(json::Document::parse(text, document, [](Problem problem) {
    ADD_FAILURE() << problem.pos.line << ":" << problem.pos.column << ": "
                  << problem.message;
  }));
  return document;
}

std::vector<std::string> mlir::hocket::frontend::splitPlans() {
  std::string text = readInput("llmcompiler-plans.txt");
  std::vector<std::string> plans;
  std::string plan;
  unsigned line = 0, start = 0;
  SmallVector<StringRef> lines;
  StringRef(text).split(lines, '\n');
  lines.push_back("###");
  for (StringRef content : lines) {
    if (content.starts_with("###")) {
      if (!StringRef(plan).trim().empty())
        plans.push_back(std::string(start, '\n') + plan);
      plan.clear();
      start = line + 1;
    } else {
      plan += content.str() + "\n";
    }
    ++line;
  }
  return plans;
}

/// The first allowed value. The members of an object allow several values each.
static llvm::json::Value firstAllowed(const json::Value &value) {
  if (value.isArray()) {
    llvm::json::Array items;
    for (const json::Value &item : value.items())
      items.push_back(firstAllowed(item));
    return items;
  }
  if (value.isObject()) {
    llvm::json::Object members;
    for (const json::Member &member : value.members())
      members[member.name] = firstAllowed(member.value.items()[0]);
    return members;
  }
  auto parsed =
      llvm::json::parse(Literal::fromJson(value).toJson(/*limit=*/100000));
  return parsed ? *parsed : llvm::json::Value(nullptr);
}

std::string mlir::hocket::frontend::toServiceAnswer(const json::Value &answer,
                                                    Service service) {
  llvm::json::Array calls;
  for (const json::Value &entry : answer.items()) {
    const json::Member &call = entry.members()[0];
    llvm::json::Object arguments;
    for (const json::Member &argument : call.value.members()) {
      const json::Value &first = argument.value.items()[0];
      if (!first.isString() || !first.string().empty())
        arguments[argument.name] = firstAllowed(first);
    }
    std::string id = "call_" + std::to_string(calls.size());
    std::string text =
        llvm::formatv("{0}", llvm::json::Value(llvm::json::Object(arguments)));
    if (service == Service::OpenAIChat)
      calls.push_back(llvm::json::Object{
          {"id", id},
          {"type", "function"},
          {"function",
           llvm::json::Object{{"name", call.name}, {"arguments", text}}}});
    else if (service == Service::OpenAIResponses)
      calls.push_back(llvm::json::Object{{"type", "function_call"},
                                         {"call_id", id},
                                         {"name", call.name},
                                         {"arguments", text}});
    else
      calls.push_back(llvm::json::Object{{"type", "tool_use"},
                                         {"id", id},
                                         {"name", call.name},
                                         {"input", std::move(arguments)}});
  }
  return llvm::formatv("{0:2}", llvm::json::Value(std::move(calls)));
}

Compilation::Compilation() : context(MLIRContext::Threading::DISABLED) {
  DialectRegistry registry;
  ::hocket::registerAllDialects(registry);
  context.appendDialectRegistry(registry);
  context.getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
    auto place = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>();
    std::string text = diagnostic.str();
    if (place)
      text = std::to_string(place.getLine()) + ":" +
             std::to_string(place.getColumn()) + ": " + text;
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      errors.push_back(text);
    else if (diagnostic.getSeverity() == DiagnosticSeverity::Warning)
      warnings.push_back(text);
  });
}

void Compilation::import(StringRef text, SourceFormat format,
                         const Catalog *catalog) {
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBufferCopy(text, "source"), {});
  ImportOptions options;
  options.catalog = catalog;
  module = importSource(sources, format, &context, options);
  compile();
}

void Compilation::importLabelled(const json::Document &document,
                                 const json::Value &entry,
                                 const Catalog *catalog) {
  SourceFile file(&context, "source");
  Program program;
  bool isRead =
      readLabelledJson(document, entry, program,
                       [&](const Problem &problem) { file.report(problem); });
  module = buildModule(program, file, catalog);
  if (!isRead)
    module = {};
  compile();
}

void Compilation::compile() {
  if (!module || failed(verify(*module)))
    return;
  PassManager manager(&context);
  CompileOptions options;
  buildCompilePipeline(manager, options);
  isCompiled = succeeded(manager.run(*module));
}
