// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Providers: their configuration, as the plan file carries it.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

/// A JSON object of the given members, in that order.
static std::string configText(function_ref<void(llvm::json::OStream &)> members) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream out(stream);
  out.object([&] { members(out); });
  return text;
}

/// Whatever goes into the JSON text has to be UTF-8.
static LogicalResult verifyText(function_ref<InFlightDiagnostic()> emitError, StringRef what,
                                StringAttr text) {
  if (text && !llvm::json::isUTF8(text))
    return emitError() << what << ' ' << text << " is not UTF-8";
  return success();
}

StringRef BuiltinProviderAttr::getScheme() const { return "builtin"; }
std::string BuiltinProviderAttr::getConfigJson() const {
  return configText([&](auto &out) { out.attribute("name", getName().getValue()); });
}

LogicalResult BuiltinProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                          StringAttr name) {
  return verifyText(emitError, "name", name);
}

StringRef NativeProviderAttr::getScheme() const { return "native"; }
std::string NativeProviderAttr::getConfigJson() const {
  return configText([&](auto &out) { out.attribute("name", getName().getValue()); });
}

LogicalResult NativeProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                         StringAttr name) {
  return verifyText(emitError, "name", name);
}

/// Where and how long a program runs: what all that start one have.
template <typename Provider>
static void writeSurroundings(Provider provider, llvm::json::OStream &out) {
  if (provider.getCwd())
    out.attribute("cwd", provider.getCwd().getValue());
  if (provider.getEnv())
    out.attributeObject("env", [&] {
      for (NamedAttribute variable : provider.getEnv())
        out.attribute(variable.getName(), cast<StringAttr>(variable.getValue()).getValue());
    });
  if (provider.getInheritEnv())
    out.attributeArray("inherit_env", [&] {
      for (Attribute name : provider.getInheritEnv())
        out.value(cast<StringAttr>(name).getValue());
    });
  if (provider.getMaxOutputBytes())
    out.attribute("max_output_bytes", *provider.getMaxOutputBytes());
  if (provider.getKillGraceMs())
    out.attribute("kill_grace_ms", *provider.getKillGraceMs());
}

StringRef ProcessProviderAttr::getScheme() const { return "process"; }
std::string ProcessProviderAttr::getConfigJson() const {
  return configText([&](auto &out) {
    out.attributeArray("command", [&] {
      for (Attribute word : getCommand())
        out.value(cast<StringAttr>(word).getValue());
    });
    writeSurroundings(*this, out);
  });
}

/// Checks that all of `list` are strings that can go into the JSON text.
static LogicalResult verifyTexts(function_ref<InFlightDiagnostic()> emitError, StringRef what,
                                 StringRef one, ArrayAttr list) {
  for (Attribute element : list) {
    auto text = dyn_cast<StringAttr>(element);
    if (!text)
      return emitError() << what << " must be strings, found " << element;
    if (failed(verifyText(emitError, one, text)))
      return failure();
  }
  return success();
}

static LogicalResult verifyVariables(function_ref<InFlightDiagnostic()> emitError,
                                     DictionaryAttr variables) {
  for (NamedAttribute variable : variables) {
    StringRef name = variable.getName();
    if (name.contains('=') || name.contains('\0') || !llvm::json::isUTF8(name))
      return emitError() << variable.getName() << " cannot be the name of a variable";
    auto value = dyn_cast<StringAttr>(variable.getValue());
    if (!value)
      return emitError() << "variable " << variable.getName() << " must be a string, found "
                         << variable.getValue();
    if (failed(verifyText(emitError, "value of a variable", value)))
      return failure();
  }
  return success();
}

static LogicalResult verifySurroundings(function_ref<InFlightDiagnostic()> emitError,
                                        StringAttr cwd, DictionaryAttr env, ArrayAttr inheritEnv,
                                        std::optional<int64_t> maxOutputBytes,
                                        std::optional<int64_t> killGraceMs) {
  if (failed(verifyText(emitError, "cwd", cwd)))
    return failure();
  if (env && failed(verifyVariables(emitError, env)))
    return failure();
  if (inheritEnv &&
      failed(verifyTexts(emitError, "inherit_env", "name of a variable", inheritEnv)))
    return failure();
  if (maxOutputBytes.value_or(0) < 0)
    return emitError() << "max_output_bytes must be at least 0, found " << *maxOutputBytes;
  if (killGraceMs.value_or(0) < 0)
    return emitError() << "kill_grace_ms must be at least 0, found " << *killGraceMs;
  return success();
}

LogicalResult ProcessProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                          ArrayAttr command, StringAttr cwd, DictionaryAttr env,
                                          ArrayAttr inheritEnv,
                                          std::optional<int64_t> maxOutputBytes,
                                          std::optional<int64_t> killGraceMs) {
  if (command.empty())
    return emitError() << "command needs at least the name of a program";
  if (failed(verifyTexts(emitError, "command", "command word", command)))
    return failure();
  return verifySurroundings(emitError, cwd, env, inheritEnv, maxOutputBytes, killGraceMs);
}

StringRef PythonProviderAttr::getScheme() const { return "python"; }
std::string PythonProviderAttr::getConfigJson() const {
  return configText([&](auto &out) {
    for (auto [name, text] : {std::pair("file", getFile()), {"module", getModule()},
                              {"function", getFunction()}, {"python", getPython()}})
      if (text)
        out.attribute(name, text.getValue());
    writeSurroundings(*this, out);
  });
}

LogicalResult PythonProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                         StringAttr file, StringAttr module, StringAttr function,
                                         StringAttr python, StringAttr cwd, DictionaryAttr env,
                                         ArrayAttr inheritEnv,
                                         std::optional<int64_t> maxOutputBytes,
                                         std::optional<int64_t> killGraceMs) {
  if (!file == !module)
    return emitError() << "expected either a file or a module, found "
                       << (file ? "both" : "neither");
  for (auto [name, text] : {std::pair("file", file), {"module", module},
                            {"function", function}, {"python", python}}) {
    if (text && text.empty())
      return emitError() << name << " must not be empty";
    if (failed(verifyText(emitError, name, text)))
      return failure();
  }
  return verifySurroundings(emitError, cwd, env, inheritEnv, maxOutputBytes, killGraceMs);
}

StringRef McpProviderAttr::getScheme() const { return "mcp"; }
std::string McpProviderAttr::getConfigJson() const {
  return configText([&](auto &out) {
    out.attribute("server", getServer().getValue());
    out.attribute("tool", getTool().getValue());
  });
}

LogicalResult McpProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                      StringAttr server, StringAttr tool) {
  return failure(failed(verifyText(emitError, "server", server)) ||
                 failed(verifyText(emitError, "tool", tool)));
}
