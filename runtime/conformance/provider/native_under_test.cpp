// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Native tools in the conformance suite: through the C interface, of each kind.
#include "provider_under_test.h"

#include "tool/native/native_provider.h"

#include <stdexcept>
#include <thread>

namespace hocket::testing {

namespace {
/// What a tool does with its invocation; the same for all kinds.
hocket_status_t *work(const hocket_invocation_t *invocation,
                      hocket_value_t **result) {
  const hocket_value_t *arguments = hocket_invocation_arguments(invocation);
  auto argument = [&](const char *name) {
    return hocket_value_get(arguments, hocket_string(name));
  };
  if (argument("fail"))
    return hocket_status_create(HOCKET_TOOL_ERROR,
                                hocket_string("it broke: $1 {0}"));
  if (argument("throw"))
    throw std::runtime_error("thrown");
  if (const hocket_value_t *size = argument("size")) {
    if (hocket_value_kind(size) != HOCKET_INT)
      return hocket_status_create(HOCKET_TYPE_ERROR,
                                  hocket_string("expected an int"));
    std::string text(static_cast<size_t>(hocket_value_as_int(size)), 'x');
    *result = hocket_value_string({text.data(), text.size()});
    return nullptr;
  }
  if (argument("wait")) {
    while (!hocket_invocation_cancelled(invocation))
      std::this_thread::yield();
    return hocket_status_create(HOCKET_CANCELLED, hocket_string("cancelled"));
  }
  *result =
      hocket_value_retain(const_cast<hocket_value_t *>(argument("value")));
  return nullptr;
}

hocket_status_t *runTool(void *, hocket_invocation_t *invocation,
                         hocket_value_t **result) {
  return work(invocation, result);
}

/// Threads that asynchronous tools complete their calls from.
class Threads {
public:
  ~Threads() { join(); }
  void add(std::function<void()> task) {
    std::lock_guard lock(mutex);
    threads.emplace_back(std::move(task));
  }
  void join() {
    std::lock_guard lock(mutex);
    for (std::thread &thread : threads)
      thread.join();
    threads.clear();
  }

private:
  std::mutex mutex;
  std::vector<std::thread> threads;
};

hocket_status_t *startTool(void *user, hocket_invocation_t *invocation,
                           hocket_value_t **) {
  if (hocket_value_get(hocket_invocation_arguments(invocation),
                       hocket_string("throw")))
    throw std::runtime_error("thrown");
  static_cast<Threads *>(user)->add([invocation] {
    hocket_value_t *value = nullptr;
    hocket_status_t *status = work(invocation, &value);
    hocket_invocation_complete(invocation, status, value);
  });
  return nullptr;
}

class Native : public ProviderUnderTest {
public:
  Native(ToolBox &box, hocket_tool_kind_t kind) : ProviderUnderTest(box) {
    hocket_native_tool_t tool = {};
    tool.struct_size = sizeof tool;
    tool.name = hocket_string("worker");
    tool.kind = kind;
    tool.user = &threads;
    tool.invoke = kind == HOCKET_TOOL_ASYNC ? startTool : runTool;
    Status status = provider.add(tool);
    EXPECT_TRUE(status.ok()) << status.toString();
  }

  ToolCase echo(const Value &value) override { return with("value", value); }
  ToolCase failing() override { return with("fail", Value()); }
  ToolCase wrongArgument() override { return with("size", Value::string("a")); }
  ToolCase endless() override { return with("wait", Value()); }
  ToolCase crashing() override { return with("throw", Value()); }
  ToolCase output(size_t bytes) override {
    return with("size", Value::integer(static_cast<int64_t>(bytes)));
  }
  bool limitsOutput() override { return false; }
  void settle() override { threads.join(); }

private:
  ToolCase with(const char *name, const Value &value) {
    ToolDecl decl{"tool", "native", json(R"({"name": "worker"})"), {name}};
    Result<std::unique_ptr<Tool>> tool = box.bind(provider, decl);
    EXPECT_TRUE(tool.ok()) << tool.status().toString();
    return {std::move(*tool), Value::object({{name, value}})};
  }

  Threads threads;
  NativeProvider provider;
};
} // namespace

std::unique_ptr<ProviderUnderTest> createNativeCompute(ToolBox &box) {
  return std::make_unique<Native>(box, HOCKET_TOOL_COMPUTE);
}

std::unique_ptr<ProviderUnderTest> createNativeBlocking(ToolBox &box) {
  return std::make_unique<Native>(box, HOCKET_TOOL_BLOCKING);
}

std::unique_ptr<ProviderUnderTest> createNativeAsync(ToolBox &box) {
  return std::make_unique<Native>(box, HOCKET_TOOL_ASYNC);
}

} // namespace hocket::testing
