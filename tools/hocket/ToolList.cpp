// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ToolList.h"

#include "Table.h"

#include "hocket/Frontend/TerminalText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using mlir::hocket::frontend::Catalog;
using mlir::hocket::frontend::CatalogEffect;
using mlir::hocket::frontend::CatalogProvider;
using mlir::hocket::frontend::CatalogTool;
using mlir::hocket::frontend::escapeInJson;
using mlir::hocket::frontend::SchemaField;
using mlir::hocket::frontend::toTerminalText;

namespace hocket::driver {

/// "fs.read(path, encoding?)".
static std::string getSignature(const CatalogTool &tool) {
  auto names = map_range(tool.parameters, [](const SchemaField &parameter) {
    return parameter.name + (parameter.optional ? "?" : "");
  });
  return tool.name + "(" + join(names, ", ") + ")";
}

/// "reads fs[path]".
static std::string getText(const CatalogEffect &effect) {
  return (effect.writes ? "writes " : "reads ") + effect.resource +
         (effect.key.empty() ? "" : "[" + effect.key + "]");
}

static std::string getEffects(const CatalogTool &tool) {
  if (!tool.effects)
    return "anything";
  if (tool.effects->empty())
    return "nothing";
  return join(map_range(*tool.effects, getText), ", ");
}

/// Who carries a tool out, for people; empty if nobody does.
static std::string getProvider(const CatalogProvider &provider) {
  switch (provider.kind) {
  case CatalogProvider::Kind::None:
    return "";
  case CatalogProvider::Kind::Builtin:
    return "built in";
  case CatalogProvider::Kind::Native:
    return "native " + provider.name;
  case CatalogProvider::Kind::Process:
    return join(provider.command, " ");
  case CatalogProvider::Kind::Python:
    return (provider.pythonFile.empty() ? provider.pythonModule : provider.pythonFile) +
           ": " + provider.name;
  case CatalogProvider::Kind::Mcp:
    return "mcp " + provider.server;
  }
  llvm_unreachable("all kinds are listed");
}

static json::Object toJson(const CatalogTool &tool) {
  json::Array parameters;
  for (const SchemaField &parameter : tool.parameters)
    parameters.push_back(json::Object{{"name", parameter.name},
                                      {"expects", parameter.schema.describe()},
                                      {"optional", parameter.optional}});
  json::Value effects = nullptr, provider = nullptr;
  if (tool.effects)
    effects = json::Array(map_range(*tool.effects, getText));
  if (std::string text = getProvider(tool.provider); !text.empty())
    provider = json::fixUTF8(text);
  return json::Object{{"name", tool.name},
                      {"description", tool.description},
                      {"parameters", std::move(parameters)},
                      {"effects", std::move(effects)},
                      {"provider", std::move(provider)},
                      {"file", json::fixUTF8(tool.file)},
                      {"line", tool.pos.line}};
}

void writeTools(const Catalog &catalog, Format format, raw_ostream &os) {
  if (format == Format::Json) {
    json::Array tools;
    for (const CatalogTool &tool : catalog.tools())
      tools.push_back(toJson(tool));
    os << escapeInJson(formatv("{0:2}\n", json::Value(std::move(tools))).str());
    return;
  }
  Table table({{"tool"}, {"touches"}, {"carried out by"}});
  for (const CatalogTool &tool : catalog.tools()) {
    std::string provider = getProvider(tool.provider);
    table.addRow({toTerminalText(getSignature(tool)), toTerminalText(getEffects(tool)),
                  provider.empty() ? "-" : toTerminalText(provider)});
  }
  table.print(os);
}

} // namespace hocket::driver
