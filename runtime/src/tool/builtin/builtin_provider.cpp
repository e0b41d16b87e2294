// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The provider "builtin": binds declarations to the functions of this folder.
#include "tool/builtin/async_tools.h"
#include "tool/builtin/builtin.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace hocket {

namespace {
/// Compute and Blocking tools.
class FunctionTool : public Tool {
public:
  FunctionTool(const ToolSpec &spec, BuiltinFunction function,
               const Permissions &permissions)
      : spec(spec), function(function), permissions(permissions) {}

  Kind kind() const override {
    return spec.compute ? Kind::Compute : Kind::Blocking;
  }

  Result<Value> run(Invocation &invocation) override {
    Result<Arguments> args = Arguments::check(spec, invocation.arguments);
    if (!args)
      return args.status();
    ToolCall call{permissions, invocation.cancel};
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    return function(*args, call);
  }

private:
  const ToolSpec &spec;
  BuiltinFunction function;
  const Permissions &permissions;
};

class AsyncTool : public Tool {
public:
  AsyncTool(const ToolSpec &spec, AsyncFunction function, AsyncContext context)
      : spec(spec), function(function), context(std::move(context)) {}

  Kind kind() const override { return Kind::Async; }

  void start(std::shared_ptr<Invocation> invocation) override {
    Result<Arguments> args = Arguments::check(spec, invocation->arguments);
    if (!args)
      return invocation->complete(args.status());
    if (invocation->cancel.cancelled())
      return invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    function(std::move(invocation), *args, context);
  }

private:
  const ToolSpec &spec;
  AsyncFunction function;
  AsyncContext context;
};

struct Functions {
  std::unordered_map<std::string_view, BuiltinFunction> plain;
  std::unordered_map<std::string_view, AsyncFunction> async;
};

class BuiltinProvider : public ToolProvider {
public:
  std::string_view name() const override { return "builtin"; }
  Result<std::unique_ptr<Tool>> bind(const ToolDecl &decl,
                                     const BindContext &context) override;

private:
  std::shared_ptr<HttpClient> clientFor(EventLoop &loop);

  std::mutex mutex;
  std::weak_ptr<HttpClient> client; // alive while a tool uses it
  EventLoop *clientLoop = nullptr;
};
} // namespace

static const Functions &functions() {
  static const Functions table = [] {
    Functions result;
    for (auto list :
         {fileReadTools, fileWriteTools, folderTools, textTools, hashTools,
          jsonTools, mathTools, sqliteTools, computeTools})
      for (const BuiltinEntry &entry : list())
        result.plain.emplace(entry.name, entry.function);
    for (auto list : {httpTools, timeTools})
      for (const AsyncEntry &entry : list())
        result.async.emplace(entry.name, entry.function);
    return result;
  }();
  return table;
}

/// The tool that the declaration refers to: {"name": "fs.read"}; without that,
/// the one of the same name.
static std::string targetOf(const ToolDecl &decl) {
  for (const char *key : {"name", "builtin"})
    if (const Value *name = decl.config.get(key); name && name->isString())
      return name->asString();
  return decl.name;
}

/// Checks the declared parameters against the tool's own.
static Status checkParameters(const ToolDecl &decl, const ToolSpec &spec) {
  for (const std::string &name : decl.parameters)
    if (!spec.find(name)) {
      std::string known;
      for (const ParameterSpec &parameter : spec.parameters)
        known += (known.empty() ? "" : ", ") + parameter.name;
      return Status(HOCKET_INVALID_ARGUMENT,
                    "tool '" + decl.name + "': built-in tool '" + spec.name +
                        "' has no parameter '" + name + "'; it has " +
                        (known.empty() ? "none" : known));
    }
  for (const ParameterSpec &parameter : spec.parameters)
    if (parameter.required &&
        std::find(decl.parameters.begin(), decl.parameters.end(),
                  parameter.name) == decl.parameters.end())
      return Status(HOCKET_INVALID_ARGUMENT,
                    "tool '" + decl.name + "': built-in tool '" + spec.name +
                        "' needs a parameter '" + parameter.name + "'");
  return Status();
}

Result<std::unique_ptr<Tool>>
BuiltinProvider::bind(const ToolDecl &decl, const BindContext &context) {
  std::string target = targetOf(decl);
  const ToolSpec *spec = findBuiltinSpec(target);
  if (!spec)
    return Status(HOCKET_NOT_FOUND, "tool '" + decl.name +
                                        "': there is no built-in tool '" +
                                        target + "'");
  HOCKET_RETURN_IF_ERROR(checkParameters(decl, *spec));
  if (auto found = functions().plain.find(target);
      found != functions().plain.end())
    return std::unique_ptr<Tool>(std::make_unique<FunctionTool>(
        *spec, found->second, context.permissions));
  auto found = functions().async.find(target);
  if (found == functions().async.end())
    return Status(HOCKET_INTERNAL,
                  "built-in tool '" + target + "' has no function");
  return std::unique_ptr<Tool>(std::make_unique<AsyncTool>(
      *spec, found->second,
      AsyncContext{context.loop,
                   std::make_shared<Permissions>(context.permissions),
                   clientFor(context.loop)}));
}

/// One client for all tools on a loop, so that they share connections.
std::shared_ptr<HttpClient> BuiltinProvider::clientFor(EventLoop &loop) {
  std::lock_guard lock(mutex);
  std::shared_ptr<HttpClient> shared = client.lock();
  if (!shared || clientLoop != &loop) {
    shared = std::make_shared<HttpClient>(loop);
    client = shared;
    clientLoop = &loop;
  }
  return shared;
}

std::unique_ptr<ToolProvider> createBuiltinProvider() {
  return std::make_unique<BuiltinProvider>();
}

} // namespace hocket
