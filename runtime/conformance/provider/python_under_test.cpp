// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Python functions in the conformance suite: those of python_tool.py beside this
// file, as `def` and as `async def`.
#include "provider_under_test.h"

#include "tool/python/python_provider.h"

#include <sys/wait.h>
#include <unistd.h>

namespace hocket::testing {

namespace {
class Python : public ProviderUnderTest {
public:
  Python(ToolBox &box, std::string suffix)
      : ProviderUnderTest(box), provider(createPythonProvider()),
        suffix(std::move(suffix)) {
    box.permissions.programs = {"python3"};
    // As on a machine that has enough of them.
    box.settings = Value::object({{"workers", Value::integer(3)}});
  }

  ToolCase echo(const Value &value) override {
    return with("echo" + suffix, {{"value", value}});
  }
  ToolCase failing() override {
    return with("fail" + suffix, {{"text", Value::string("it broke: $1 {0}")}});
  }
  ToolCase wrongArgument() override {
    return with("size" + suffix, {{"count", Value::list({})}});
  }
  ToolCase endless() override { return with("wait" + suffix, {}); }
  // A worker that dies fails all calls that it has: never beside others.
  ToolCase crashing() override { return with("die", {}); }
  ToolCase output(size_t bytes) override {
    return with("size" + suffix,
                {{"count", Value::integer(static_cast<int64_t>(bytes))}});
  }
  /// How many workers stay depends on when calls are cancelled.
  void settle() override {
    box.endSession();
    siginfo_t info;
    while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0)
      usleep(1000);
  }

private:
  ToolCase with(const std::string &function, Value::Object arguments) {
    // The quotes around a text.
    Value config = Value::object(
        {{"file", Value::string(HOCKET_CONFORMANCE_PYTHON_TOOL)},
         {"function", Value::string(function)},
         {"max_output_bytes", Value::integer(outputLimit + 2)},
         {"kill_grace_ms", Value::integer(5000)}});
    Result<std::unique_ptr<Tool>> bound =
        box.bind(*provider, ToolDecl{"tool", "python", config, {}});
    EXPECT_TRUE(bound.ok()) << bound.status().toString();
    return {std::move(*bound), Value::object(std::move(arguments))};
  }

  std::unique_ptr<ToolProvider> provider;
  const std::string suffix;
};
} // namespace

std::unique_ptr<ProviderUnderTest> createPython(ToolBox &box) {
  return std::make_unique<Python>(box, "");
}
std::unique_ptr<ProviderUnderTest> createPythonAsync(ToolBox &box) {
  return std::make_unique<Python>(box, "_async");
}

} // namespace hocket::testing
