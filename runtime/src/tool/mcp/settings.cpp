// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the user says of MCP servers.
#include "tool/mcp/settings.h"

#include "base/utf8.h"
#include "tool/process/environment.h"
#include "tool/program.h"

#include <cstdlib>

namespace hocket {

namespace {
class Reader {
public:
  Reader(const Value &entry, McpServerConfig &config)
      : entry(entry), config(config) {}
  Status read();

private:
  Status readText(const char *key, std::string &into) const;
  Status readArguments();
  Status readEnvironment();
  Status readCount(const char *key, int64_t most, int64_t &into) const;
  Result<std::string> expand(const std::string &key, std::string_view text);
  Status wrong(const std::string &key, const std::string &expected) const {
    // Not what was found: it may be a secret.
    return Status(HOCKET_INVALID_ARGUMENT, config.title() + ": expected " +
                                               expected + " as '" + key + "'");
  }

  const Value &entry;
  McpServerConfig &config;
};
} // namespace

/// A zero byte would silently end what the operating system sees.
static bool isPlainText(const Value &value) {
  return value.isString() && value.asString().find('\0') == std::string::npos;
}

Status Reader::readText(const char *key, std::string &into) const {
  const Value *text = entry.get(key);
  if (!text || text->isNull())
    return Status();
  if (!isPlainText(*text))
    return wrong(key, "a text");
  into = text->asString();
  return Status();
}

Status Reader::readArguments() {
  const Value *list = entry.get("args");
  if (!list || list->isNull())
    return Status();
  if (!list->isList())
    return wrong("args", "a list of texts");
  for (const Value &element : list->asList()) {
    if (!isPlainText(element))
      return wrong("args", "a list of texts");
    config.spawn.arguments.push_back(element.asString());
  }
  return Status();
}

/// Puts the variables of this process in the place of ${NAME} and
/// ${NAME:-otherwise}.
Result<std::string> Reader::expand(const std::string &key,
                                   std::string_view text) {
  std::string result;
  while (true) {
    size_t begin = text.find("${");
    size_t end =
        begin == std::string_view::npos ? begin : text.find('}', begin);
    if (end == std::string_view::npos)
      return result.append(text);
    std::string name(text.substr(begin + 2, end - begin - 2));
    std::optional<std::string> otherwise;
    if (size_t at = name.find(":-"); at != std::string::npos) {
      otherwise = name.substr(at + 2);
      name.erase(at);
    }
    const char *value = getenv(name.c_str());
    if (!value && !otherwise)
      return Status(HOCKET_INVALID_ARGUMENT,
                    config.title() + ": '" + key + "' needs the variable '" +
                        name + "' of the environment, which is not set");
    result.append(text.substr(0, begin)).append(value ? value : *otherwise);
    text.remove_prefix(end + 1);
  }
}

Status Reader::readEnvironment() {
  std::map<std::string, std::string> variables = passedOnVariables();
  const Value *set = entry.get("env");
  if (set && !set->isNull()) {
    if (!set->isObject())
      return wrong("env", "an object of texts");
    for (const auto &[name, value] : set->asObject()) {
      bool isName =
          !name.empty() &&
          name.find_first_of(std::string_view("=\0", 2)) == std::string::npos;
      if (!isName || !isPlainText(value))
        return wrong("env", "an object of texts");
      Result<std::string> text = expand("env", value.asString());
      if (!text)
        return text.status();
      config.secrets.push_back(*text);
      variables[name] = std::move(*text);
    }
  }
  for (const auto &[name, value] : variables)
    config.spawn.environment.push_back(name + "=" + value);
  return Status();
}

Status Reader::readCount(const char *key, int64_t most, int64_t &into) const {
  const Value *number = entry.get(key);
  if (!number || number->isNull())
    return Status();
  if (number->kind() != Value::Kind::Int || number->asInt() < 0 ||
      number->asInt() > most)
    return wrong(key, "a number from 0 to " + std::to_string(most));
  into = number->asInt();
  return Status();
}

Status Reader::read() {
  if (!entry.isObject())
    return Status(HOCKET_INVALID_ARGUMENT,
                  config.title() + ": expected an object with a 'command'");
  if (entry.get("url"))
    return Status(HOCKET_INVALID_ARGUMENT,
                  config.title() +
                      ": expected a server with a 'command', found "
                      "one with a 'url': HTTP is not supported");
  std::string command;
  HOCKET_RETURN_IF_ERROR(readText("command", command));
  if (command.empty())
    return wrong("command", "a program");
  Result<std::string> path = findProgram(command);
  if (!path)
    return path.status().note("in the settings of " + config.title());
  config.spawn.path = std::move(*path);
  config.spawn.arguments = {command};
  HOCKET_RETURN_IF_ERROR(readArguments());
  HOCKET_RETURN_IF_ERROR(readText("cwd", config.spawn.folder));
  HOCKET_RETURN_IF_ERROR(readEnvironment());

  auto most = static_cast<int64_t>(config.maxMessage);
  HOCKET_RETURN_IF_ERROR(readCount("max_message_bytes", 1 << 30, most));
  config.maxMessage = static_cast<size_t>(most);
  int64_t startup = config.startupTimeout.count();
  HOCKET_RETURN_IF_ERROR(readCount("startup_timeout_ms", 3'600'000, startup));
  config.startupTimeout = std::chrono::milliseconds(startup);
  int64_t grace = config.grace.count();
  HOCKET_RETURN_IF_ERROR(readCount("kill_grace_ms", 60'000, grace));
  config.grace = std::chrono::milliseconds(grace);
  return Status();
}

std::string McpServerConfig::redact(std::string text) const {
  // Shorter ones are words such as "info", and hide more than they protect.
  constexpr size_t shortest = 8;
  for (const std::string &secret : secrets)
    for (size_t at = 0; secret.size() >= shortest &&
                        (at = text.find(secret, at)) != std::string::npos;)
      text.replace(at, secret.size(), "[...]");
  return sanitizeUtf8(std::move(text));
}

Result<McpServerConfig> readMcpServer(const Value &settings,
                                      const std::string &name) {
  const Value *servers = settings.get("mcpServers");
  if (servers && !servers->isObject())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected an object of servers as 'mcpServers', found " +
                      std::string(servers->kindName()));
  const Value *entry = servers ? servers->get(name) : nullptr;
  if (!entry) {
    std::string known;
    if (servers)
      for (const auto &[other, unused] : servers->asObject())
        known += (known.empty() ? "; there are '" : ", '") + other + "'";
    return Status(HOCKET_NOT_FOUND, "there is no MCP server '" + name +
                                        "' in the settings of provider 'mcp'" +
                                        known);
  }
  McpServerConfig config;
  config.name = name;
  HOCKET_RETURN_IF_ERROR(Reader(*entry, config).read());
  return config;
}

} // namespace hocket
