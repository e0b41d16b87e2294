// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of the embedding program as tools.
#include "tool/native/native_provider.h"

#include "api/handles.h"
#include "base/exceptions.h"
#include "tool/native/invocation_handle.h"

#include <cstddef>

namespace hocket {

class NativeProvider::NativeTool : public Tool {
public:
  explicit NativeTool(std::shared_ptr<const Entry> entry)
      : entry(std::move(entry)) {}

  Kind kind() const override { return entry->kind; }

  Result<Value> run(Invocation &invocation) override {
    try {
      return entry->function(invocation);
    } catch (...) {
      return caughtFromTool(invocation.tool);
    }
  }

  void start(std::shared_ptr<Invocation> invocation) override {
    try {
      entry->async(invocation);
    } catch (...) {
      invocation->complete(caughtFromTool(invocation->tool));
    }
  }

private:
  std::shared_ptr<const Entry> entry;
};

static Result<Value> runC(const hocket_native_tool_t &tool,
                          Invocation &invocation) {
  hocket_value_t *result = nullptr;
  hocket_invocation_t handle(invocation);
  Status status = fromHandle(tool.invoke(tool.user, &handle, &result));
  Value value = takeHandle(result); // freed even if there is an error, too
  if (!status.ok())
    return status;
  return value;
}

static void startC(const hocket_native_tool_t &tool,
                   const std::shared_ptr<Invocation> &invocation) {
  hocket_invocation_t *handle = openHandle(invocation);
  try {
    Status status = fromHandle(tool.invoke(tool.user, handle, nullptr));
    if (status.ok())
      return;
    dropHandle(handle);
    invocation->complete(std::move(status));
  } catch (...) {
    dropHandle(handle);
    throw;
  }
}

Status NativeProvider::add(const hocket_native_tool_t &tool) {
  // What an older program does not know of is beyond its struct_size; the
  // members before `release` have been there from the beginning.
  constexpr size_t oldest = offsetof(hocket_native_tool_t, release);
  if (tool.struct_size < oldest)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "hocket_native_tool_t: expected a struct_size of at least " +
                      std::to_string(oldest) + ", found " +
                      std::to_string(tool.struct_size));
  // Released once, when no tool, and no call that hangs in one, needs it.
  std::shared_ptr<void> keep(tool.user, [release = tool.release](void *user) {
    if (release)
      release(user);
  });
  std::string name(view(tool.name));
  if (!tool.invoke)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "native tool '" + name + "' has no function");
  switch (tool.kind) {
  case HOCKET_TOOL_COMPUTE:
  case HOCKET_TOOL_BLOCKING:
    return add(
        name,
        tool.kind == HOCKET_TOOL_COMPUTE ? Tool::Kind::Compute
                                         : Tool::Kind::Blocking,
        [tool, keep](Invocation &invocation) { return runC(tool, invocation); });
  case HOCKET_TOOL_ASYNC:
    return addAsync(name,
                    [tool, keep](const std::shared_ptr<Invocation> &invocation) {
                      startC(tool, invocation);
                    });
  }
  return Status(HOCKET_INVALID_ARGUMENT, "native tool '" + name +
                                             "' is of unknown kind " +
                                             std::to_string(tool.kind));
}

Status NativeProvider::add(const std::string &name, Tool::Kind kind,
                           Function function) {
  return addEntry(name, {kind, std::move(function), nullptr});
}

Status NativeProvider::addAsync(const std::string &name,
                                AsyncFunction function) {
  return addEntry(name, {Tool::Kind::Async, nullptr, std::move(function)});
}

Status NativeProvider::addEntry(const std::string &name, Entry entry) {
  if (name.empty())
    return Status(HOCKET_INVALID_ARGUMENT, "a native tool needs a name");
  std::lock_guard lock(mutex);
  bool added =
      entries.emplace(name, std::make_shared<const Entry>(std::move(entry)))
          .second;
  if (!added)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "there is a native tool '" + name + "' already");
  return Status();
}

Result<std::unique_ptr<Tool>> NativeProvider::bind(const ToolDecl &decl,
                                                   const BindContext &) {
  const Value *configured = decl.config.get("name");
  const std::string &target =
      configured && configured->isString() ? configured->asString() : decl.name;
  std::lock_guard lock(mutex);
  auto found = entries.find(target);
  if (found == entries.end())
    return Status(HOCKET_NOT_FOUND,
                  "tool '" + decl.name +
                      "': the program has registered no native tool '" +
                      target + "'");
  return std::unique_ptr<Tool>(std::make_unique<NativeTool>(found->second));
}

} // namespace hocket
