// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The native catalogue format: resources, effects, providers, policies, costs.
// Here a key that nobody knows is a mistake, most likely a misspelt one.

#include "ToolReader.h"

#include <cmath>

using namespace mlir::hocket::frontend;

void ToolReader::checkKeys(const json::Value &object, llvm::StringRef what,
                           llvm::ArrayRef<llvm::StringRef> known) {
  for (const json::Member &member : object.members()) {
    if (llvm::is_contained(known, member.name))
      continue;
    llvm::StringRef near = suggest(member.name, known);
    error(member.pos,
          what + " has no '" + member.name + "'" +
              (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
}

void ToolReader::readResources(const json::Value &list) {
  if (!list.isArray()) {
    error(list.pos(),
          "'resources' must be an array, found " + json::describe(list.kind()));
    return;
  }
  for (const json::Value &value : list.items()) {
    const json::Value *name = value.get("name");
    if (!value.isObject() || !name || !name->isString() ||
        name->string().empty()) {
      error(value.pos(), "expected a resource: an object with a 'name'");
      continue;
    }
    checkKeys(value, "a resource",
              {"name", "capacity", "rate_per_second", "description"});
    CatalogResource resource;
    resource.name = name->string().str();
    resource.file = options.file;
    resource.pos = name->pos();
    if (const json::Value *capacity = value.get("capacity")) {
      if (capacity->kind() != json::Value::Kind::Integer ||
          capacity->integer() < 1 || capacity->integer() > UINT32_MAX)
        error(capacity->pos(),
              "'capacity' must be a whole number of at least 1");
      else
        resource.capacity = capacity->integer();
    }
    if (const json::Value *rate = value.get("rate_per_second")) {
      bool isNumber = rate->kind() == json::Value::Kind::Integer ||
                      rate->kind() == json::Value::Kind::Number;
      if (!isNumber || !(rate->number() > 0))
        error(rate->pos(), "'rate_per_second' must be a positive number");
      else
        resource.rate = rate->number();
    }
    if (!catalog.addResource(std::move(resource)))
      error(name->pos(), "resource '" + name->string() + "' is declared twice");
  }
}

bool ToolReader::readEffect(const json::Value &value, CatalogTool &tool) {
  if (!value.isString())
    return error(value.pos(), "an effect must be a string, found " +
                                  json::describe(value.kind()));
  llvm::StringRef text = value.string().trim();
  CatalogEffect effect;
  effect.pos = value.pos();
  effect.writes = text.consume_front("writes ");
  if (!effect.writes && !text.consume_front("reads "))
    return error(value.pos(), "expected \"pure\", \"reads <resource>\" or "
                              "\"writes <resource>\", found \"" +
                                  value.string() + "\"");
  auto [resource, key] = text.trim().split('[');
  effect.resource = resource.trim().str();
  if (!key.empty()) {
    if (!key.consume_back("]"))
      return error(value.pos(), "expected \"]\" at the end of the effect \"" +
                                    value.string() + "\"");
    effect.key = key.trim().str();
    if (!tool.findParameter(effect.key)) {
      llvm::SmallVector<llvm::StringRef> names;
      for (const SchemaField &parameter : tool.parameters)
        names.push_back(parameter.name);
      llvm::StringRef near = suggest(effect.key, names);
      return error(value.pos(),
                   "effect is narrowed by '" + effect.key +
                       "', which is no parameter" +
                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
  }
  if (!catalog.findResource(effect.resource)) {
    llvm::SmallVector<llvm::StringRef> names;
    for (const CatalogResource &known : catalog.resources())
      names.push_back(known.name);
    llvm::StringRef near = suggest(effect.resource, names);
    return error(value.pos(),
                 "resource '" + effect.resource +
                     "' is not declared in 'resources'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  tool.effects->push_back(std::move(effect));
  return true;
}

void ToolReader::readEffects(const json::Value &value, CatalogTool &tool) {
  if (!value.isArray()) {
    error(value.pos(),
          "'effects' must be an array, found " + json::describe(value.kind()));
    return;
  }
  tool.effects.emplace();
  for (const json::Value &item : value.items()) {
    if (!item.isString() || item.string() != "pure")
      readEffect(item, tool);
    else if (value.items().size() > 1)
      error(item.pos(), "a tool that is \"pure\" has no other effects");
  }
}

void ToolReader::readProvider(const json::Value &value, CatalogTool &tool) {
  static constexpr llvm::StringLiteral expected =
      "expected a provider: an object with one of 'builtin', 'native', "
      "'process', 'python', 'mcp'";
  if (!value.isObject() || value.members().size() != 1) {
    error(value.pos(), expected);
    return;
  }
  using Kind = CatalogProvider::Kind;
  const json::Member &member = value.members()[0];
  const json::Value &config = member.value;
  CatalogProvider &provider = tool.provider;
  if (member.name == "builtin" || member.name == "native") {
    provider.kind = member.name == "builtin" ? Kind::Builtin : Kind::Native;
    if (!config.isString() || config.string().empty())
      error(config.pos(),
            "'" + member.name + "' must be the name of a function");
    else
      provider.name = config.string().str();
    return;
  }
  if (member.name != "process" && member.name != "python" &&
      member.name != "mcp") {
    error(member.pos, expected);
    return;
  }
  if (!config.isObject()) {
    error(config.pos(), "'" + member.name + "' must be an object, found " +
                            json::describe(config.kind()));
    return;
  }
  if (member.name == "mcp") {
    provider.kind = Kind::Mcp;
    checkKeys(config, "an MCP provider", {"server", "tool"});
    provider.name = stringMember(config, "tool").value_or(tool.name).str();
    if (std::optional<llvm::StringRef> server = stringMember(config, "server"))
      provider.server = server->str();
    else
      error(config.pos(), "an MCP provider needs a 'server'");
    return;
  }
  if (member.name == "python") {
    provider.kind = Kind::Python;
    provider.name = stringMember(config, "function").value_or(tool.name).str();
    readPython(config, provider);
    return;
  }
  provider.kind = Kind::Process;
  readProcess(config, provider);
}

/// An array of strings as it stands in the file; none if it is anything else.
static std::optional<std::vector<std::string>>
readStrings(const json::Value &value) {
  if (!value.isArray())
    return std::nullopt;
  std::vector<std::string> strings;
  for (const json::Value &item : value.items()) {
    if (!item.isString())
      return std::nullopt;
    strings.push_back(item.string().str());
  }
  return strings;
}

/// What the operating system can take as the name of a variable.
static bool isVariableName(llvm::StringRef name) {
  return !name.empty() && !name.contains('=') && !name.contains('\0');
}

void ToolReader::readEnvironment(const json::Value &value,
                                 CatalogProvider &provider) {
  if (!value.isObject()) {
    error(value.pos(), "'env' must be an object of strings, found " +
                           json::describe(value.kind()));
    return;
  }
  for (const json::Member &variable : value.members()) {
    if (!isVariableName(variable.name))
      error(variable.pos, "\"" + variable.name +
                              "\" cannot be the name of a variable");
    else if (!variable.value.isString())
      error(variable.value.pos(), "the variable '" + variable.name +
                                      "' must be a string, found " +
                                      json::describe(variable.value.kind()));
    else
      provider.env.emplace_back(variable.name, variable.value.string());
  }
}

std::optional<int64_t> ToolReader::countMember(const json::Value &object,
                                               llvm::StringRef name) {
  const json::Value *value = object.get(name);
  if (!value)
    return std::nullopt;
  if (value->kind() == json::Value::Kind::Integer && value->integer() >= 0)
    return value->integer();
  error(value->pos(), "'" + name + "' must be a whole number of at least 0");
  return std::nullopt;
}

/// Where and how long a program runs: what all that start one have.
void ToolReader::readSurroundings(const json::Value &config,
                                  CatalogProvider &provider) {
  provider.cwd = stringMember(config, "cwd").value_or("").str();
  if (const json::Value *variables = config.get("env"))
    readEnvironment(*variables, provider);
  if (const json::Value *inherited = config.get("inherit_env")) {
    if (auto names = readStrings(*inherited))
      provider.inheritEnv = std::move(*names);
    else
      error(inherited->pos(), "'inherit_env' must be an array of strings");
  }
  provider.maxOutputBytes = countMember(config, "max_output_bytes");
  provider.killGraceMs = countMember(config, "kill_grace_ms");
}

void ToolReader::readProcess(const json::Value &config,
                             CatalogProvider &provider) {
  checkKeys(config, "a process provider",
            {"command", "cwd", "env", "inherit_env", "max_output_bytes",
             "kill_grace_ms", "mode"});
  const json::Value *command = config.get("command");
  if (auto words = command ? readStrings(*command) : std::nullopt;
      words && !words->empty())
    provider.command = std::move(*words);
  else
    error(command ? command->pos() : config.pos(),
          "a process provider needs a 'command': an array of strings that is "
          "not empty");
  readSurroundings(config, provider);
  // The one mode there is needs no place in a plan.
  if (auto mode = stringMember(config, "mode"); mode && *mode != "oneshot")
    error(config.get("mode")->pos(),
          "'mode' must be \"oneshot\", found \"" + *mode + "\"");
}

void ToolReader::readPython(const json::Value &config,
                            CatalogProvider &provider) {
  checkKeys(config, "a python provider",
            {"file", "module", "function", "python", "cwd", "env",
             "inherit_env", "max_output_bytes", "kill_grace_ms"});
  provider.pythonFile = stringMember(config, "file").value_or("").str();
  provider.pythonModule = stringMember(config, "module").value_or("").str();
  provider.python = stringMember(config, "python").value_or("").str();
  if (provider.pythonFile.empty() == provider.pythonModule.empty())
    error(config.pos(), "a python provider needs either a 'file' or a 'module'");
  readSurroundings(config, provider);
}

void ToolReader::readPolicy(const json::Value &value, CatalogTool &tool) {
  if (!value.isObject()) {
    error(value.pos(),
          "'policy' must be an object, found " + json::describe(value.kind()));
    return;
  }
  checkKeys(value, "a policy", {"timeout_ms", "retries", "idempotent"});
  CatalogPolicy policy;
  policy.idempotent = booleanMember(value, "idempotent", false);
  if (const json::Value *timeout = value.get("timeout_ms")) {
    bool isNumber = timeout->kind() == json::Value::Kind::Integer ||
                    timeout->kind() == json::Value::Kind::Number;
    if (!isNumber || !(timeout->number() > 0) || timeout->number() > 1e12)
      error(timeout->pos(),
            "'timeout_ms' must be a positive number of milliseconds");
    else
      policy.timeoutNs = std::llround(timeout->number() * 1e6);
  }
  if (const json::Value *retries = value.get("retries")) {
    if (retries->kind() != json::Value::Kind::Integer ||
        retries->integer() < 0 || retries->integer() > 1000)
      error(retries->pos(), "'retries' must be a whole number from 0 to 1000");
    else if (retries->integer() && !policy.idempotent)
      error(retries->pos(),
            "'retries' needs 'idempotent': a second attempt could do it twice");
    else
      policy.retries = retries->integer();
  }
  tool.policy = policy;
}

void ToolReader::readNative(const json::Value &value, CatalogTool &tool) {
  checkKeys(value, "a tool",
            {"name", "description", "parameters", "returns", "effects", "label",
             "total", "provider", "policy", "cost"});
  readFunction(value, tool);
  tool.returns = schemas.readSchema(value.get("returns"));
  tool.total = booleanMember(value, "total", false);
  if (std::optional<llvm::StringRef> label = stringMember(value, "label")) {
    tool.compute = *label == "compute";
    if (!tool.compute && *label != "io")
      error(value.get("label")->pos(),
            "'label' must be \"io\" or \"compute\", found \"" + *label + "\"");
  }
  if (const json::Value *effects = value.get("effects"))
    readEffects(*effects, tool);
  if (const json::Value *provider = value.get("provider"))
    readProvider(*provider, tool);
  if (const json::Value *policy = value.get("policy"))
    readPolicy(*policy, tool);
  if (const json::Value *cost = value.get("cost")) {
    const json::Value *seconds = cost->get("seconds");
    bool isNumber = seconds && (seconds->kind() == json::Value::Kind::Integer ||
                                seconds->kind() == json::Value::Kind::Number);
    constexpr double maxSeconds = 1e9; // 31 years, as in a plan
    if (!isNumber || !(seconds->number() >= 0 && seconds->number() <= maxSeconds))
      error(cost->pos(),
            "expected a cost: {\"seconds\": a number from 0 to 1e9}");
    else
      tool.costSeconds = seconds->number();
  }
}
