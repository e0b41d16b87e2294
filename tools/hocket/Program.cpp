// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the user's file to a module.

#include "Program.h"
#include "Reporting.h"

#include "hocket/Frontend/Frontend.h"
#include "hocket/InitAll.h"
#include "hocket/Target/Plan/Plan.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace llvm;
namespace frontend = mlir::hocket::frontend;

namespace hocket::driver {

SourceOptions::SourceOptions(cl::SubCommand &sub, bool runs)
    : path(cl::Positional, cl::sub(sub), cl::desc("<source>")),
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
      catalogs("tools", cl::sub(sub), cl::value_desc("[server=]file"),
               cl::desc("Declarations of tools: native, OpenAI, Anthropic, what an MCP server "
                        "lists, or a Python file, which is imported; repeatable")),
      trustHints("trust-hints", cl::sub(sub), cl::value_desc("server"),
                 cl::desc("Believe what this MCP server says about its tools' effects; repeatable")),
      providers("provider", cl::sub(sub), cl::value_desc("tool=command"),
                cl::desc("The program that carries out a declared tool; repeatable")),
      noBuiltins("no-builtins", cl::sub(sub), cl::desc("Leave out the built-in tools")) {
  if (!runs)
    declareFromUse.emplace("declare-from-use", cl::sub(sub),
                           cl::desc("Take tools that nothing declares as their calls show them: "
                                    "any arguments, any result, any effects"));
}

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

/// Told by the content: plan files by their magic, the rest by the readers.
static Language detectLanguage(StringRef content) {
  if (content.starts_with("HOCKETPL"))
    return Language::PlanFile;
  return static_cast<Language>(frontend::detectSourceFormat(content));
}

/// Takes "server=file" apart, unless there is a file of that name.
static std::pair<StringRef, StringRef> splitCatalog(StringRef argument) {
  auto [server, path] = argument.split('=');
  if (!argument.contains('=') || sys::fs::exists(argument))
    return {"", argument};
  return {server, path};
}

/// What is wrong with the options about tools alone, before anything is read.
static bool checkToolOptions(const SourceOptions &options) {
  StringSet<> servers;
  for (StringRef argument : options.catalogs) {
    auto [server, path] = splitCatalog(argument);
    if (path.empty() || argument.starts_with("=")) {
      reportFailure("--tools: expected a file, or the name of a server, '=' and a file, found '" +
                    argument + "'");
      return false;
    }
    if (access(path.str().c_str(), R_OK) != 0) {
      reportFailure("cannot read '" + path + "': " + std::strerror(errno));
      return false;
    }
    if (!server.empty())
      servers.insert(server);
  }
  for (StringRef server : options.trustHints) {
    if (servers.contains(server))
      continue;
    reportFailure("--trust-hints: expected a server of '--tools server=file', found '" + server +
                  "'");
    return false;
  }
  return true;
}

bool Program::open() {
  if (options.path.empty()) {
    reportFailure("expected a source, a file or - for standard input, found none");
    return false;
  }
  if (!checkToolOptions(options))
    return false;
  bufferName = options.path == "-" ? "<stdin>" : options.path.getValue();
  reporter->setFile(bufferName);
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFileOrSTDIN(options.path);
  if (!file) {
    reportFailure("cannot read '" + options.path + "': " + file.getError().message());
    return false;
  }
  buffer = file->get();
  sources.AddNewSourceBuffer(std::move(*file), SMLoc());
  if (actual == Language::Auto)
    actual = detectLanguage(bytes());
  // Its bytes would fill the terminal, a line of them for each line that is none.
  if (actual != Language::PlanFile && bytes().take_front(8192).contains('\0')) {
    reportFailure("cannot read '" + options.path + "': expected a text or a plan file, found binary data");
    return false;
  }
  return true;
}

bool Program::loadTools(frontend::Catalog &catalog) {
  return checkToolOptions(options) && loadCatalogs(catalog);
}

bool Program::loadCatalogs(frontend::Catalog &catalog) {
  bool ok = true;
  for (StringRef argument : options.catalogs) {
    frontend::CatalogOptions catalogOptions;
    for (const std::string &server : options.trustHints)
      catalogOptions.trustHints.insert(server);
    auto [server, path] = splitCatalog(argument);
    catalogOptions.server = server;
    if (path.ends_with(".py") && !mayImport) {
      reportFailure("--tools: importing '" + path +
                    "' with 'python3' is not allowed; allow it with --allow-run=python3");
      return false;
    }
    ok &= mlir::succeeded(loadCatalog(path, &mlirContext, catalogOptions, catalog));
  }
  if (!options.noBuiltins)
    catalog.addMissing(frontend::Catalog::builtins());
  for (StringRef argument : options.providers)
    ok = ok && setProvider(catalog, argument);
  return ok;
}

/// Makes the program that "tool=command" names the provider of a tool.
bool Program::setProvider(frontend::Catalog &catalog, StringRef argument) {
  auto [tool, command] = argument.split('=');
  BumpPtrAllocator storage;
  StringSaver saver(storage);
  SmallVector<const char *> words;
  cl::TokenizeGNUCommandLine(command, saver, words);
  if (tool.empty() || words.empty()) {
    reportFailure("expected --provider=<tool>=<command>, found '" + argument + "'");
    return false;
  }
  frontend::CatalogProvider provider;
  provider.kind = frontend::CatalogProvider::Kind::Process;
  provider.command.assign(words.begin(), words.end());
  if (catalog.setProvider(tool, std::move(provider)))
    return true;
  const frontend::CatalogTool *near = catalog.suggestTool(tool);
  reportFailure("--provider names '" + tool + "', which is no declared tool" +
                (near ? "; did you mean '" + near->name + "'?" : ""));
  return false;
}

bool Program::load() {
  switch (actual) {
  case Language::PlanFile:
    moduleRef = mlir::hocket::plan::readPlan(bytes(), &mlirContext);
    break;
  case Language::Mlir:
    moduleRef = mlir::parseSourceFile<mlir::ModuleOp>(sources, &mlirContext);
    break;
  default: {
    frontend::Catalog catalog;
    if (!loadCatalogs(catalog))
      return false;
    frontend::ImportOptions importOptions;
    importOptions.catalog = &catalog;
    importOptions.declareFromUse = options.declareFromUse && *options.declareFromUse;
    moduleRef = importSource(sources, static_cast<frontend::SourceFormat>(actual), &mlirContext,
                             importOptions);
  }
  }
  return moduleRef && diagnostics().errors() == 0;
}

StringRef Program::choose(ArrayRef<StringRef> names, StringRef wanted) {
  if (is_contained(names, wanted))
    return wanted;
  if (names.empty())
    reportFailure("expected a public function with a body, found none in '" + bufferName + "'");
  else if (!wanted.empty())
    reportFailure("--program: expected one of '" + join(names, "', '") + "', found '" + wanted +
                  "'");
  else
    return is_contained(names, "main") ? "main" : names.front();
  return {};
}

mlir::func::FuncOp Program::entry(StringRef name) {
  SmallVector<StringRef> names;
  for (auto function : module().getOps<mlir::func::FuncOp>())
    if (!function.isExternal() && function.isPublic())
      names.push_back(function.getSymName());
  return module().lookupSymbol<mlir::func::FuncOp>(choose(names, name));
}

void Program::printDiagnostics(raw_ostream &os) {
  if (reporter->hasJson())
    reporter->writeJson(os);
}

} // namespace hocket::driver
