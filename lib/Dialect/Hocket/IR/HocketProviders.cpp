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

StringRef ProcessProviderAttr::getScheme() const { return "process"; }
std::string ProcessProviderAttr::getConfigJson() const {
  return configText([&](auto &out) {
    out.attributeArray("command", [&] {
      for (Attribute word : getCommand())
        out.value(cast<StringAttr>(word).getValue());
    });
    if (getCwd())
      out.attribute("cwd", getCwd().getValue());
  });
}

LogicalResult ProcessProviderAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                          ArrayAttr command, StringAttr cwd) {
  if (command.empty())
    return emitError() << "command needs at least the name of a program";
  for (Attribute word : command) {
    auto text = dyn_cast<StringAttr>(word);
    if (!text)
      return emitError() << "command must be strings, found " << word;
    if (failed(verifyText(emitError, "command word", text)))
      return failure();
  }
  return verifyText(emitError, "cwd", cwd);
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
