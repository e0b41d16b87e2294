// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds out which format a catalogue has and reads the formats of others; the
// native one is in NativeTool.cpp.

#include "ToolReader.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir::hocket::frontend;

std::optional<llvm::StringRef>
ToolReader::stringMember(const json::Value &object, llvm::StringRef name) {
  const json::Value *value = object.get(name);
  if (!value || value->kind() == json::Value::Kind::Null)
    return std::nullopt;
  if (value->isString())
    return value->string();
  error(value->pos(), "'" + name + "' must be a string, found " +
                          json::describe(value->kind()));
  return std::nullopt;
}

bool ToolReader::booleanMember(const json::Value &object, llvm::StringRef name,
                               bool otherwise) {
  const json::Value *value = object.get(name);
  if (!value || value->kind() == json::Value::Kind::Null)
    return otherwise;
  if (value->kind() == json::Value::Kind::Boolean)
    return value->boolean();
  error(value->pos(), "'" + name + "' must be true or false, found " +
                          json::describe(value->kind()));
  return otherwise;
}

void ToolReader::impliedResource(llvm::StringRef name, SourcePos pos) {
  CatalogResource resource;
  resource.name = name.str();
  resource.file = options.file;
  resource.pos = pos;
  catalog.addResource(std::move(resource));
}

bool ToolReader::readName(const json::Value &value, CatalogTool &tool) {
  const json::Value *name = value.get("name");
  if (!name)
    return error(value.pos(), "a tool needs a 'name'");
  if (!name->isString() || name->string().empty())
    return error(name->pos(),
                 "the name of a tool must be a string that is not empty");
  tool.name = name->string().str();
  tool.file = options.file;
  tool.pos = name->pos();
  if (std::optional<llvm::StringRef> description =
          stringMember(value, "description"))
    tool.description = description->str();
  return true;
}

/// The format of one entry of a list of tools.
static ToolFormat formatOf(const json::Value &tool, bool native) {
  if (const json::Value *function = tool.get("function");
      function && function->isObject())
    return ToolFormat::OpenAINested;
  if (tool.get("input_schema"))
    return ToolFormat::Anthropic;
  if (tool.get("inputSchema"))
    return ToolFormat::Mcp;
  for (llvm::StringRef key :
       {"query_parameters", "path_parameters", "output_parameters"})
    if (tool.get(key))
      return ToolFormat::Nestful;
  return native ? ToolFormat::Native : ToolFormat::Function;
}

/// Calls look like tools without parameters, but for what they give.
static bool isCall(const json::Value &body) {
  return body.get("arguments") && !body.get("parameters");
}

void ToolReader::readFunction(const json::Value &value, CatalogTool &tool) {
  tool.parameters = schemas.readParameters(value.get("parameters"));
}

void ToolReader::readMcpHints(const json::Value &value, CatalogTool &tool) {
  // Hints are what the server says about itself: worth nothing unless the user
  // believes this server.
  const json::Value *hints = value.get("annotations");
  if (!hints || !hints->isObject() || options.server.empty() ||
      !options.trustHints.contains(options.server))
    return;
  bool readOnly = booleanMember(*hints, "readOnlyHint", false);
  bool closedWorld = !booleanMember(*hints, "openWorldHint", true);
  bool idempotent = readOnly || booleanMember(*hints, "idempotentHint", false);
  if (readOnly || closedWorld) {
    impliedResource(options.server, hints->pos());
    tool.effects = {{!readOnly, options.server, "", hints->pos()}};
  }
  if (idempotent)
    tool.policy = CatalogPolicy{0, 0, true};
}

void ToolReader::readMcp(const json::Value &value, CatalogTool &tool) {
  tool.parameters = schemas.readParameters(value.get("inputSchema"));
  tool.returns = schemas.readSchema(value.get("outputSchema"));
  if (!options.server.empty()) {
    tool.provider.kind = CatalogProvider::Kind::Mcp;
    tool.provider.server = options.server;
    tool.provider.name = tool.name;
  }
  readMcpHints(value, tool);
}

void ToolReader::readNestful(const json::Value &value, CatalogTool &tool) {
  for (llvm::StringRef key : {"query_parameters", "path_parameters"})
    if (const json::Value *parameters = value.get(key))
      llvm::append_range(tool.parameters, schemas.readFields(*parameters));
  if (const json::Value *output = value.get("output_parameters")) {
    tool.returns.kind = Schema::Kind::Object;
    tool.returns.pos = output->pos();
    tool.returns.fields = schemas.readFields(*output);
  }
  // A GET request changes nothing at its host: that is what GET means.
  const json::Value *method = value.get("method");
  const json::Value *host = value.get("host");
  if (method && host && method->isString() && host->isString() &&
      method->string() == "GET") {
    impliedResource(host->string(), host->pos());
    tool.effects = {{/*writes=*/false, host->string().str(), "", host->pos()}};
    tool.policy = CatalogPolicy{0, 0, true};
  }
}

void ToolReader::readTool(const json::Value &value, bool native) {
  if (!value.isObject()) {
    error(value.pos(), "expected a tool as an object, found " +
                           json::describe(value.kind()));
    return;
  }
  ToolFormat format = formatOf(value, native);
  const json::Value &body =
      format == ToolFormat::OpenAINested ? *value.get("function") : value;
  // Lists for the Responses API also hold the tools that the service itself
  // runs.
  if (const json::Value *type = value.get("type");
      format == ToolFormat::Function && type && type->isString() &&
      type->string() != "function") {
    problem({Problem::Severity::Warning,
             type->pos(),
             ("tool of type \"" + type->string() +
              "\" is skipped: only functions can be called")
                 .str(),
             "",
             {}});
    return;
  }
  if (isCall(body)) {
    if (!hasCalls)
      error(value.pos(), "expected the declaration of a tool, found a call: it "
                         "has 'arguments' and no 'parameters'");
    hasCalls = true;
    return;
  }
  CatalogTool tool;
  if (!readName(body, tool))
    return;
  switch (format) {
  case ToolFormat::OpenAINested:
  case ToolFormat::Function:
    readFunction(body, tool);
    break;
  case ToolFormat::Anthropic:
    tool.parameters = schemas.readParameters(body.get("input_schema"));
    break;
  case ToolFormat::Mcp:
    readMcp(body, tool);
    break;
  case ToolFormat::Nestful:
    readNestful(body, tool);
    break;
  case ToolFormat::Native:
    readNative(body, tool);
    break;
  }
  for (const SchemaField &parameter : tool.parameters)
    if (parameter.name.empty())
      error(parameter.pos, "a parameter must have a name that is not empty");
  if (const CatalogTool *first = catalog.findTool(tool.name)) {
    reportDuplicate(*first, tool.pos);
    return;
  }
  catalog.addTool(std::move(tool));
}

void ToolReader::reportDuplicate(const CatalogTool &first, SourcePos pos) {
  hasErrors = true;
  Problem duplicate{Problem::Severity::Error, pos,
                    "tool '" + first.name + "' is declared twice",
                    "the first declaration is here", first.pos};
  if (first.file != options.file) {
    // A place in another file can only be said.
    duplicate.note = "the first declaration is at " + first.file + ":" +
                     std::to_string(first.pos.line) + ":" +
                     std::to_string(first.pos.column);
    duplicate.notePos = {};
  }
  problem(std::move(duplicate));
}

void ToolReader::readTools(const json::Value &list, bool native) {
  if (!list.isArray()) {
    error(list.pos(),
          "expected a list of tools, found " + json::describe(list.kind()));
    return;
  }
  for (const json::Value &tool : list.items())
    readTool(tool, native);
}

bool ToolReader::readCatalog(const json::Value &root) {
  if (root.isArray()) {
    readTools(root, /*native=*/false);
    return !hasErrors && !schemas.failed();
  }
  if (!root.isObject())
    return error(root.pos(), "expected a catalogue: an object with 'tools' or "
                             "a list of tools, found " +
                                 json::describe(root.kind()));
  if (const json::Value *result = root.get("result");
      result && root.get("jsonrpc"))
    return readCatalog(*result);
  const json::Value *tools = root.get("tools");
  if (!tools) {
    // One tool by itself.
    if (!root.get("name") && !root.get("function"))
      return error(
          root.pos(),
          "expected a catalogue: an object with 'tools' or a list of tools");
    readTool(root, /*native=*/false);
    return !hasErrors && !schemas.failed();
  }
  // A file of our own has tools of our own, or declares resources.
  bool native =
      root.get("resources") || !tools->isArray() ||
      llvm::none_of(tools->items(), [](const json::Value &tool) {
        return tool.get("type") || formatOf(tool, true) != ToolFormat::Native;
      });
  if (native) {
    checkKeys(root, "a catalogue", {"resources", "tools"});
    if (const json::Value *resources = root.get("resources"))
      readResources(*resources);
  }
  readTools(*tools, native);
  return !hasErrors && !schemas.failed();
}

bool Catalog::read(const json::Value &value, const CatalogOptions &options,
                   ProblemHandler problem) {
  return ToolReader(*this, options, problem).readCatalog(value);
}

bool Catalog::read(llvm::StringRef text, const CatalogOptions &options,
                   ProblemHandler problem) {
  json::Document document;
  return json::Document::parse(text, document, problem) &&
         read(document.root(), options, problem);
}
