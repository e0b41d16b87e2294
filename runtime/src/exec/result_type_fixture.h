// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools whose results must fit the types that their declarations give.
#ifndef HOCKET_EXEC_RESULT_TYPE_FIXTURE_H
#define HOCKET_EXEC_RESULT_TYPE_FIXTURE_H

#include "exec/test_support.h"

#include <thread>

namespace hocket::testing {

/// Tools of every kind that return their argument, or null without one.
class ResultTypeTest : public RunTest {
protected:
  ResultTypeTest() {
    auto echo = [this](Invocation &invocation) -> Result<Value> {
      ++calls;
      const Value *value = invocation.arguments.get("value");
      return value ? *value : Value();
    };
    addCompute("compute", echo);
    addBlocking("blocking", echo);
    addAsync("async", [echo](std::shared_ptr<Invocation> invocation) {
      std::thread([echo, invocation] {
        invocation->complete(echo(*invocation));
      }).detach();
    });
  }

  static uint32_t addTool(PlanBuilder &builder, const std::string &name,
                          const std::string &type) {
    uint32_t tool = builder.tool(name, {"value"}, name == "compute");
    builder.resultType(tool, type);
    return tool;
  }
  /// The outcome of one call that returns `value`, in parallel and in order.
  std::string returning(const std::string &tool, const std::string &type,
                        const std::string &value) {
    PlanBuilder builder;
    uint32_t index = addTool(builder, tool, type);
    RegionBuilder &body = builder.program("main");
    uint32_t call = body.call(index, {builder.constant(value)});
    body.node(call).set_location(builder.location("plan.txt", 3, 7));
    body.yield({body.result(call)});
    auto parallel = run(builder);
    RunOptions inOrder;
    inOrder.sequential = true;
    auto sequential = run(builder, {}, inOrder);
    EXPECT_EQ(outcome(parallel), outcome(sequential));
    if (!parallel->status().ok()) {
      EXPECT_EQ(parallel->status().location()->line, 3u);
      EXPECT_EQ(sequential->status().location()->line, 3u);
    }
    return outcome(parallel);
  }

  std::atomic<int> calls{0};
};

/// How an outcome tells of a value that does not fit.
inline std::string misfit(const std::string &tool, const std::string &why) {
  return "TYPE_ERROR: tool '" + tool +
         "' returned a value that does not fit its declared type: " + why;
}

} // namespace hocket::testing

#endif // HOCKET_EXEC_RESULT_TYPE_FIXTURE_H
