// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the conformance suite asks of every tool provider.
#ifndef HOCKET_CONFORMANCE_PROVIDER_PROVIDER_UNDER_TEST_H
#define HOCKET_CONFORMANCE_PROVIDER_PROVIDER_UNDER_TEST_H

#include "tool/test_support.h"

namespace hocket::testing {

/// A bound tool and the arguments to call it with.
struct ToolCase {
  std::shared_ptr<Tool> tool;
  Value arguments;
};

/// One kind of tool of one provider, in the forms that the suite needs.
class ProviderUnderTest {
public:
  explicit ProviderUnderTest(ToolBox &box) : box(box) {}
  virtual ~ProviderUnderTest() = default;

  /// Gives back `value`, in the form that expectedEcho() says.
  virtual ToolCase echo(const Value &value) = 0;
  virtual Value expectedEcho(const Value &value) { return value; }
  /// Reports a failure whose message contains failureText().
  virtual ToolCase failing() = 0;
  virtual std::string failureText() { return "it broke: $1 {0}"; }
  /// Is called with an argument of the wrong type and reports that.
  virtual ToolCase wrongArgument() = 0;
  /// Works until it is cancelled.
  virtual ToolCase endless() = 0;
  /// Throws an exception, or dies.
  virtual ToolCase crashing() = 0;
  /// A text of that size from a tool whose limit is outputLimit.
  virtual ToolCase output(size_t bytes) = 0;
  /// The in-process providers have none but memory: no test exceeds it.
  virtual bool limitsOutput() { return true; }
  /// A process serves many calls: some are there between them.
  virtual bool keepsChildren() { return false; }
  /// Waits until the tool's own threads have ended.
  virtual void settle() {}
  static constexpr size_t outputLimit = 300'000;

protected:
  ToolBox &box;
};

using ProviderFactory =
    std::function<std::unique_ptr<ProviderUnderTest>(ToolBox &)>;

std::unique_ptr<ProviderUnderTest> createBuiltinCompute(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createBuiltinBlocking(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createBuiltinAsync(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createMcp(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createNativeCompute(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createNativeBlocking(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createNativeAsync(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createProcess(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createPython(ToolBox &box);
std::unique_ptr<ProviderUnderTest> createPythonAsync(ToolBox &box);

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_PROVIDER_PROVIDER_UNDER_TEST_H
