// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools that fail at once or when they are told to, and one that counts.
#ifndef HOCKET_EXEC_FAILURE_FIXTURE_H
#define HOCKET_EXEC_FAILURE_FIXTURE_H

#include "exec/test_support.h"

namespace hocket::testing {

class FailureTest : public RunTest {
protected:
  FailureTest() {
    addCompute("ok", [](Invocation &) { return Value::integer(1); });
    addCompute("bad", [](Invocation &invocation) -> Result<Value> {
      const Value *text = invocation.arguments.get("text");
      return Status(HOCKET_TOOL_ERROR, text ? text->asString() : "bad");
    });
    addCompute("count",
               [this](Invocation &) { return Value::integer(++counted); });
    // Fails once `release` is set.
    addBlocking("late", [this](Invocation &) -> Result<Value> {
      release.wait();
      return Status(HOCKET_TOOL_ERROR, "late");
    });
  }

  struct Tools {
    explicit Tools(PlanBuilder &builder)
        : ok(builder.tool("ok", {"text"}, true)),
          bad(builder.tool("bad", {"text"}, true)),
          count(builder.tool("count", {"text"}, true)),
          late(builder.tool("late", {"text"})) {}
    uint32_t ok, bad, count, late;
  };

  std::atomic<int> counted{0};
  Signal release;
};

} // namespace hocket::testing

#endif // HOCKET_EXEC_FAILURE_FIXTURE_H
