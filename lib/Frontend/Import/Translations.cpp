// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The frontends as translations of hocket-translate.

#include "hocket/Frontend/Frontend.h"

#include "hocket/Frontend/TerminalText.h"
#include "hocket/InitAll.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::hocket::frontend;

namespace {
/// Options of every import.
struct Options {
  llvm::cl::list<std::string> catalogs{
      "catalog",
      llvm::cl::desc("File that declares tools; 'server=file' for the tools of "
                     "an MCP server"),
      llvm::cl::value_desc("[server=]file")};
  llvm::cl::list<std::string> trustHints{
      "trust-hints",
      llvm::cl::desc(
          "Believe what this MCP server says about the effects of its tools"),
      llvm::cl::value_desc("server")};
  llvm::cl::opt<bool> builtins{
      "builtin-tools",
      llvm::cl::desc("Declare the tools that the runtime contains")};
};
} // namespace

static Options &getOptions() {
  static Options options;
  return options;
}

/// The catalogue that the options ask for; null if they ask for none.
static FailureOr<std::unique_ptr<Catalog>> loadCatalogs(MLIRContext *context) {
  const Options &options = getOptions();
  if (options.catalogs.empty() && !options.builtins)
    return std::unique_ptr<Catalog>();
  auto catalog = std::make_unique<Catalog>();
  CatalogOptions catalogOptions;
  for (const std::string &server : options.trustHints)
    catalogOptions.trustHints.insert(server);
  for (StringRef file : options.catalogs) {
    auto [server, path] = file.split('=');
    catalogOptions.server = path.empty() ? "" : server.str();
    if (failed(loadCatalog(path.empty() ? server : path, context,
                           catalogOptions, *catalog)))
      return failure();
  }
  if (options.builtins)
    catalog->addMissing(Catalog::builtins());
  return catalog;
}

/// Whether diagnostics are compared with what the source expects.
static bool verifiesDiagnostics() {
  const auto &options = llvm::cl::getRegisteredOptions();
  auto found = options.find("verify-diagnostics");
  return found != options.end() && found->second->getNumOccurrences() > 0;
}

static void registerImport(StringRef name, StringRef description,
                           SourceFormat (*format)(StringRef)) {
  auto import = [format](llvm::SourceMgr &sources,
                         MLIRContext *context) -> OwningOpRef<Operation *> {
    // Messages and lines of the source may hold what a terminal obeys.
    TerminalStream terminal(llvm::errs());
    std::optional<SourceMgrDiagnosticHandler> handler;
    if (!verifiesDiagnostics())
      handler.emplace(sources, context, terminal);
    FailureOr<std::unique_ptr<Catalog>> catalog = loadCatalogs(context);
    if (failed(catalog))
      return {};
    ImportOptions options;
    options.catalog = catalog->get();
    StringRef text =
        sources.getMemoryBuffer(sources.getMainFileID())->getBuffer();
    return OwningOpRef<Operation *>(
        importSource(sources, format(text), context, options).release());
  };
  TranslateToMLIRRegistration registration(
      name, description, TranslateRawSourceMgrToMLIRFunction(import),
      [](DialectRegistry &registry) {
        ::hocket::registerAllDialects(registry);
      });
}

void mlir::hocket::frontend::registerImportTranslations() {
  getOptions();
  registerImport("import-plan-text",
                 "Import a plan in LLMCompiler's text format",
                 [](StringRef) { return SourceFormat::PlanText; });
  registerImport("import-tool-calls",
                 "Import tool calls as model services answer them; the format "
                 "is found out",
                 [](StringRef text) {
                   SourceFormat format = detectSourceFormat(text);
                   bool isCalls = format == SourceFormat::OpenAIChat ||
                                  format == SourceFormat::OpenAIResponses ||
                                  format == SourceFormat::Anthropic;
                   return isCalls ? format : SourceFormat::OpenAIChat;
                 });
  registerImport("import-labelled-json",
                 "Import labelled calls that refer to each other",
                 [](StringRef) { return SourceFormat::LabelledJson; });
}
