// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Inputs.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

using namespace hocket;
using namespace hocket::run;

Status hocket::run::invalidInput(const std::string &message) {
  return Status(HOCKET_INVALID_ARGUMENT, message);
}

Result<std::string> hocket::run::readText(const std::string &path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rbe"),
                                                        std::fclose);
  std::string text;
  char part[65536];
  if (file)
    while (size_t size = std::fread(part, 1, sizeof part, file.get()))
      text.append(part, size);
  if (file && !std::ferror(file.get()))
    return text;
  hocket_code_t code = errno == ENOENT                     ? HOCKET_NOT_FOUND
                       : errno == EACCES || errno == EPERM ? HOCKET_PERMISSION_DENIED
                                                           : HOCKET_INVALID_ARGUMENT;
  return Status(code, "cannot read '" + path + "': " + std::generic_category().message(errno));
}

Result<Value> hocket::run::readMcpServers(const std::vector<std::string> &files) {
  std::string json = "{";
  Value known;
  for (const std::string &path : files) {
    Result<std::string> text = readText(path);
    if (!text)
      return std::move(text.status());
    Result<Value> file = Value::parse(*text);
    if (!file)
      return invalidInput(path + ": " + std::string(file.status().message()));
    Value servers = (*file)["mcpServers"];
    if (servers.kind() != HOCKET_OBJECT)
      return invalidInput(path + ": expected an object with the member 'mcpServers', an object of servers");
    for (size_t i = 0; i < servers.size(); ++i) {
      // Not a later one in the place of another: the plan means one of them.
      if (!known[servers.keyAt(i)].isNull())
        return invalidInput(path + ": the server '" + std::string(servers.keyAt(i)) +
                            "' is in another file of --mcp, too");
      json += (json.size() > 1 ? "," : "") + Value(servers.keyAt(i)).toJson() + ":" +
              servers[i].toJson();
    }
    known = *Value::parse(json + "}");
  }
  return Value::parse(json + "}");
}

Result<std::string> hocket::run::readProviderSettings(const Options &options) {
  std::string json;
  auto add = [&](std::string_view provider, const std::string &settings) {
    json += (json.empty() ? "{" : ",") + Value(provider).toJson() + ":" + settings;
  };
  if (options.pythonWorkers)
    add("python", "{\"workers\":" + std::to_string(options.pythonWorkers) + "}");
  if (!options.mcpFiles.empty()) {
    Result<Value> servers = readMcpServers(options.mcpFiles);
    if (!servers)
      return std::move(servers.status());
    add("mcp", "{\"mcpServers\":" + servers->toJson() + "}");
  }
  return json.empty() ? json : json + "}";
}
