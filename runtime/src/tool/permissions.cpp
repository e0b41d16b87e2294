// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the user allowed.
#include "tool/path.h"
#include "tool/program.h"
#include "tool/provider.h"

#include <charconv>
#include <cstdlib>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hocket {

static bool isFolder(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

static Result<std::string> checkPath(const std::string &path,
                                     const std::vector<std::string> &allowed,
                                     const char *action, const char *option) {
  Result<std::string> canonical = canonicalPath(path);
  if (!canonical)
    return canonical;
  for (const std::string &entry : allowed)
    if (isWithin(*canonical, entry))
      return canonical;

  std::string message = std::string(action) + " '" + path + "'";
  if (path != *canonical && path.front() == '/')
    message += ", which is '" + *canonical + "',";
  message += " is not allowed; allow it with ";
  message += option;
  message += isFolder(*canonical) ? *canonical : parentPath(*canonical);
  return Status(HOCKET_PERMISSION_DENIED, std::move(message));
}

/// An empty entry comes from a variable that is not set, not from a wish.
static Status checkEntries(const std::vector<std::string> &entries,
                           const char *what) {
  for (const std::string &entry : entries)
    if (entry.empty())
      return Status(HOCKET_INVALID_ARGUMENT,
                    std::string("expected ") + what +
                        " to allow, found an empty text");
  return Status();
}

static Status resolvePaths(std::vector<std::string> &entries,
                           const char *what) {
  HOCKET_RETURN_IF_ERROR(checkEntries(entries, what));
  for (std::string &entry : entries) {
    Result<std::string> canonical = canonicalPath(entry);
    if (!canonical)
      return canonical.status();
    entry = std::move(*canonical);
  }
  return Status();
}

Status Permissions::resolve() {
  HOCKET_RETURN_IF_ERROR(resolvePaths(readPaths, "a path to read"));
  HOCKET_RETURN_IF_ERROR(resolvePaths(writePaths, "a path to write"));
  HOCKET_RETURN_IF_ERROR(checkEntries(hosts, "a host"));
  HOCKET_RETURN_IF_ERROR(checkEntries(programs, "a program"));
  return checkEntries(variables, "a variable");
}

Result<std::string> Permissions::checkRead(const std::string &path) const {
  return checkPath(path, readPaths, "reading", "--allow-read=");
}

Result<std::string> Permissions::checkWrite(const std::string &path) const {
  return checkPath(path, writePaths, "writing", "--allow-write=");
}

/// Splits "host:port" and "[v6]:port"; the port is empty if there is none. An
/// address with several colons and no brackets is a bare IPv6 address.
static void splitHost(std::string_view entry, std::string_view &host,
                      std::string_view &port) {
  host = entry;
  port = {};
  size_t colon = entry.rfind(':');
  if (entry.starts_with('[')) {
    size_t bracket = entry.find(']');
    if (bracket == std::string_view::npos)
      return;
    host = entry.substr(1, bracket - 1);
    if (bracket + 1 < entry.size() && entry[bracket + 1] == ':')
      port = entry.substr(bracket + 2);
  } else if (colon != std::string_view::npos && entry.find(':') == colon) {
    host = entry.substr(0, colon);
    port = entry.substr(colon + 1);
  }
}

static bool equalsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

static bool matchesHost(std::string_view pattern, std::string_view host) {
  if (pattern == "*")
    return true;
  if (pattern.starts_with("*."))
    return host.size() > pattern.size() - 1 &&
           equalsIgnoringCase(host.substr(host.size() - (pattern.size() - 1)),
                              pattern.substr(1));
  return equalsIgnoringCase(pattern, host);
}

/// "example.org." names the same host as "example.org"; brackets only separate
/// an IPv6 address from its port.
static std::string_view bareHost(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']'))
    return host.substr(1, host.size() - 2);
  if (host.size() > 1 && host.ends_with('.'))
    return host.substr(0, host.size() - 1);
  return host;
}

Status Permissions::checkHost(const std::string &host, uint16_t port) const {
  std::string_view wanted = bareHost(host);
  for (const std::string &entry : hosts) {
    std::string_view entryHost, entryPort;
    splitHost(entry, entryHost, entryPort);
    if (!matchesHost(bareHost(entryHost), wanted))
      continue;
    if (entryPort.empty() || entryPort == std::to_string(port))
      return Status();
  }
  std::string address(wanted);
  if (wanted.find(':') != std::string_view::npos)
    address = "[" + address + "]";
  address += ":" + std::to_string(port);
  return Status(HOCKET_PERMISSION_DENIED,
                "connecting to '" + address +
                    "' is not allowed; allow it with --allow-net=" + address);
}

static bool isExecutable(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

/// Links in the folder are resolved but the program itself may be one: what it
/// does can depend on the name it is run under, so that name is what is allowed.
Result<std::string> findProgram(const std::string &program) {
  auto absolute = [](const std::string &path) -> Result<std::string> {
    Result<std::string> folder = canonicalPath(parentPath(path));
    if (!folder)
      return folder;
    return joinPath(*folder, path.substr(path.rfind('/') + 1));
  };
  if (program.empty() || program.find('\0') != std::string::npos)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected the name of a program, found '" +
                      std::string(program.c_str()) + "'");
  if (program.find('/') != std::string::npos) {
    if (!isExecutable(program))
      return Status(HOCKET_NOT_FOUND,
                    "'" + program + "' is not a program that can be run");
    return absolute(program);
  }
  const char *variable = getenv("PATH");
  std::string_view folders =
      variable ? variable : "/usr/local/bin:/usr/bin:/bin";
  while (true) {
    size_t colon = folders.find(':');
    std::string_view folder = folders.substr(0, colon);
    std::string candidate = joinPath(folder.empty() ? "." : folder, program);
    if (isExecutable(candidate))
      return absolute(candidate);
    if (colon == std::string_view::npos)
      return Status(HOCKET_NOT_FOUND,
                    "program '" + program + "' is in no folder of PATH");
    folders.remove_prefix(colon + 1);
  }
}

Result<std::string>
Permissions::checkProgram(const std::string &program) const {
  Result<std::string> path = findProgram(program);
  if (!path)
    return path;
  for (const std::string &entry : programs)
    if (Result<std::string> allowed = findProgram(entry);
        allowed && *allowed == *path)
      return path;
  return Status(HOCKET_PERMISSION_DENIED,
                "running '" + program +
                    "' is not allowed; allow it with --allow-run=" + program);
}

/// Variables that decide what code a program runs: of the dynamic loader, the C
/// library, shells and interpreters.
static bool changesCode(std::string_view name) {
  for (std::string_view prefix :
       {"LD_", "DYLD_", "GLIBC_", "MALLOC_", "BASH_FUNC_", "PYTHON", "PERL",
        "RUBY", "NODE_", "JAVA_", "JDK_", "LUA_", "GIT_", "OPENSSL_"})
    if (name.starts_with(prefix))
      return true;
  for (std::string_view other :
       {"PATH", "GCONV_PATH", "LOCPATH", "NLSPATH", "HOSTALIASES", "BASH_ENV",
        "ENV", "IFS", "SHELL", "SHELLOPTS", "BASHOPTS", "PS4",
        "PROMPT_COMMAND", "CLASSPATH", "EDITOR", "VISUAL", "PAGER", "BROWSER",
        "LESSOPEN"})
    if (name == other)
      return true;
  return false;
}

Status Permissions::checkVariable(const std::string &name) const {
  for (std::string_view entry : variables) {
    if (entry == name)
      return Status();
    if (entry.ends_with('*') &&
        name.starts_with(entry.substr(0, entry.size() - 1)) &&
        !changesCode(name))
      return Status();
  }
  return Status(HOCKET_PERMISSION_DENIED,
                "giving the variable '" + name +
                    "' to a program is not allowed; allow it with --allow-env=" +
                    name);
}

} // namespace hocket
