// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program in the conformance suite: tool.py beside this file.
#include "provider_under_test.h"

namespace hocket::testing {

namespace {
class Process : public ProviderUnderTest {
public:
  explicit Process(ToolBox &box)
      : ProviderUnderTest(box), provider(createProcessProvider()) {
    box.permissions.programs = {"python3"};
    Value config = Value::object(
        {{"command",
          Value::list({Value::string("python3"), Value::string("-SE"),
                       Value::string(HOCKET_CONFORMANCE_TOOL)})},
         // The quotes around a text and the line end behind it.
         {"max_output_bytes", Value::integer(outputLimit + 3)},
         {"kill_grace_ms", Value::integer(5000)}});
    ToolDecl decl{"tool", "process", config, {}};
    Result<std::unique_ptr<Tool>> bound = box.bind(*provider, decl);
    EXPECT_TRUE(bound.ok()) << bound.status().toString();
    tool = std::move(*bound);
  }

  ToolCase echo(const Value &value) override { return with("value", value); }
  ToolCase failing() override {
    return with("fail", Value::string("it broke: $1 {0}"));
  }
  ToolCase wrongArgument() override { return with("size", Value::string("a")); }
  ToolCase endless() override { return with("wait", Value()); }
  ToolCase crashing() override { return with("die", Value()); }
  ToolCase output(size_t bytes) override {
    return with("size", Value::integer(static_cast<int64_t>(bytes)));
  }

private:
  ToolCase with(const char *name, const Value &value) {
    return {tool, Value::object({{name, value}})};
  }

  std::unique_ptr<ToolProvider> provider;
  std::shared_ptr<Tool> tool;
};
} // namespace

std::unique_ptr<ProviderUnderTest> createProcess(ToolBox &box) {
  return std::make_unique<Process>(box);
}

} // namespace hocket::testing
