// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading the configuration of a process tool.
#include "tool/process/config.h"

#include "tool/process/environment.h"

#include <algorithm>
#include <cstdlib>

namespace hocket {

namespace {
class Reader {
public:
  explicit Reader(const ToolDecl &decl) : decl(decl) {}

  Status checkMembers() const;
  Status readTexts(const char *key, std::vector<std::string> &into) const;
  Status readText(const char *key, std::string &into) const;
  Status readVariables(std::map<std::string, std::string> &into) const;
  Status readCount(const char *key, int64_t most, int64_t &into) const;
  Status wrong(const char *key, const std::string &expected) const;

private:
  const ToolDecl &decl;
};
} // namespace

Status Reader::wrong(const char *key, const std::string &expected) const {
  const Value *found = decl.config.get(key);
  return Status(HOCKET_INVALID_ARGUMENT,
                "tool '" + decl.name + "': provider option '" + key +
                    "': expected " + expected + ", found " +
                    (found ? found->toJson() : "nothing"));
}

Status Reader::checkMembers() const {
  if (!decl.config.isObject())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "tool '" + decl.name +
                      "': expected the provider's options as an object");
  constexpr std::string_view known[] = {
      "command",         "cwd", "env", "inherit_env", "mode", "kill_grace_ms",
      "max_output_bytes"};
  for (const auto &[name, value] : decl.config.asObject())
    if (std::find(std::begin(known), std::end(known), name) == std::end(known))
      return Status(HOCKET_INVALID_ARGUMENT,
                    "tool '" + decl.name +
                        "': provider 'process' has no option '" + name + "'");
  return Status();
}

/// A zero byte would silently end what the operating system sees.
static bool isPlainText(const Value &value) {
  return value.isString() && value.asString().find('\0') == std::string::npos;
}

Status Reader::readTexts(const char *key,
                         std::vector<std::string> &into) const {
  const Value *list = decl.config.get(key);
  if (!list || list->isNull())
    return Status();
  if (!list->isList())
    return wrong(key, "a list of texts");
  for (const Value &element : list->asList()) {
    if (!isPlainText(element))
      return wrong(key, "a list of texts");
    into.push_back(element.asString());
  }
  return Status();
}

Status Reader::readText(const char *key, std::string &into) const {
  const Value *text = decl.config.get(key);
  if (!text || text->isNull())
    return Status();
  if (!isPlainText(*text))
    return wrong(key, "a text");
  into = text->asString();
  return Status();
}

Status Reader::readVariables(std::map<std::string, std::string> &into) const {
  const Value *variables = decl.config.get("env");
  if (!variables || variables->isNull())
    return Status();
  if (!variables->isObject())
    return wrong("env", "an object of texts");
  for (const auto &[name, value] : variables->asObject()) {
    if (name.empty() ||
        name.find_first_of(std::string_view("=\0", 2)) != std::string::npos ||
        !isPlainText(value))
      return wrong("env", "an object of texts");
    into[name] = value.asString();
  }
  return Status();
}

Status Reader::readCount(const char *key, int64_t most, int64_t &into) const {
  const Value *number = decl.config.get(key);
  if (!number || number->isNull())
    return Status();
  if (number->kind() != Value::Kind::Int || number->asInt() < 0 ||
      number->asInt() > most)
    return wrong(key, "a number from 0 to " + std::to_string(most));
  into = number->asInt();
  return Status();
}

Result<ProcessConfig> readProcessConfig(const ToolDecl &decl,
                                        const Permissions &permissions) {
  Reader reader(decl);
  HOCKET_RETURN_IF_ERROR(reader.checkMembers());
  ProcessConfig config;
  HOCKET_RETURN_IF_ERROR(reader.readTexts("command", config.spawn.arguments));
  if (config.spawn.arguments.empty())
    return reader.wrong("command", "a program and its arguments");
  HOCKET_RETURN_IF_ERROR(reader.readText("cwd", config.spawn.folder));
  std::string mode = "oneshot";
  HOCKET_RETURN_IF_ERROR(reader.readText("mode", mode));
  if (mode != "oneshot")
    return reader.wrong("mode", "\"oneshot\"");

  // Sorted: always the same order.
  std::map<std::string, std::string> variables = passedOnVariables();
  std::vector<std::string> names;
  HOCKET_RETURN_IF_ERROR(reader.readTexts("inherit_env", names));
  std::map<std::string, std::string> set;
  HOCKET_RETURN_IF_ERROR(reader.readVariables(set));
  // A plan says what it wants, the user what it may have.
  auto inDeclaration = [&](Status status) {
    return std::move(status).note("in the declaration of tool '" + decl.name +
                                  "'");
  };
  for (const std::string &name : names) {
    if (Status status = permissions.checkVariable(name);
        !status.ok() && !isPassedOn(name))
      return inDeclaration(std::move(status));
    if (const char *value = getenv(name.c_str()))
      variables[name] = value;
  }
  for (auto &[name, value] : set) {
    if (Status status = permissions.checkVariable(name); !status.ok())
      return inDeclaration(std::move(status));
    variables[name] = std::move(value);
  }
  for (const auto &[name, value] : variables)
    config.spawn.environment.push_back(name + "=" + value);

  auto maxOutput = static_cast<int64_t>(config.limits.maxOutput);
  HOCKET_RETURN_IF_ERROR(
      reader.readCount("max_output_bytes", 1 << 30, maxOutput));
  config.limits.maxOutput = static_cast<size_t>(maxOutput);
  int64_t grace = config.limits.grace.count();
  // A cancelled run waits for it.
  HOCKET_RETURN_IF_ERROR(reader.readCount("kill_grace_ms", 60'000, grace));
  config.limits.grace = std::chrono::milliseconds(grace);

  Result<std::string> path =
      permissions.checkProgram(config.spawn.arguments[0]);
  if (!path)
    return inDeclaration(path.status());
  config.spawn.path = std::move(*path);
  return config;
}

} // namespace hocket
