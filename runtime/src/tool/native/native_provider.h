// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "native": functions of the embedding program.
#ifndef HOCKET_TOOL_NATIVE_NATIVE_PROVIDER_H
#define HOCKET_TOOL_NATIVE_NATIVE_PROVIDER_H

#include "tool/provider.h"

#include <map>

namespace hocket {

/// A declaration refers to a tool by {"name": …}, or else by its own name.
/// Thread-safe.
class NativeProvider : public ToolProvider {
public:
  using Function = std::function<Result<Value>(Invocation &)>;
  using AsyncFunction = std::function<void(std::shared_ptr<Invocation>)>;

  /// A tool of the C interface. A name can be used once.
  Status add(const hocket_native_tool_t &tool);
  /// A C++ function of kind Compute or Blocking.
  Status add(const std::string &name, Tool::Kind kind, Function function);
  Status addAsync(const std::string &name, AsyncFunction function);

  std::string_view name() const override { return "native"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override;

private:
  struct Entry {
    Tool::Kind kind;
    Function function;
    AsyncFunction async;
  };
  class NativeTool;
  Status addEntry(const std::string &name, Entry entry);

  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const Entry>> entries;
};

} // namespace hocket

#endif // HOCKET_TOOL_NATIVE_NATIVE_PROVIDER_H
