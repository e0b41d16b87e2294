// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools that queue their calls, as programs do: what waits has not begun.
#include "exec/test_support.h"

using namespace hocket;
using namespace hocket::testing;

class QueuedCallTest : public RunTest {
protected:
  /// A program of one call of the tool, with a timeout of 20 ms.
  RunPtr startCall(const RunOptions &runOptions = {}) {
    PlanBuilder builder;
    uint32_t tool = builder.tool("queued");
    builder.message().mutable_tools(0)->mutable_policy()->set_timeout_ns(
        20'000'000);
    RegionBuilder &body = builder.program("main");
    body.yield({body.result(body.call(tool))});
    return start(builder, {}, runOptions);
  }
  /// Later than the timeout.
  void muchLater(std::function<void()> task) {
    instance->loop().after(std::chrono::milliseconds(60), std::move(task));
  }
};

TEST_F(QueuedCallTest, TheTimeoutBeginsWithTheCall) {
  addQueued("queued", [&](std::shared_ptr<Invocation> invocation) {
    muchLater([invocation] {
      invocation->begin();
      invocation->complete(Value::integer(1));
    });
  });
  RunPtr run = startCall();
  finish(run);
  EXPECT_EQ(outcome(run), "1");
}

TEST_F(QueuedCallTest, TheTimeoutCountsOnceItHasBegun) {
  addQueued("queued", [&](std::shared_ptr<Invocation> invocation) {
    invocation->cancel.onCancel([invocation] {
      invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    });
    muchLater([invocation] { invocation->begin(); });
  });
  RunPtr run = startCall();
  finish(run);
  EXPECT_EQ(run->status().code(), HOCKET_DEADLINE_EXCEEDED);
}

// A call that never had its turn was skipped; it did nothing.
TEST_F(QueuedCallTest, WhatWaitsWasSkipped) {
  Signal waits;
  addQueued("queued", [&](std::shared_ptr<Invocation> invocation) {
    invocation->cancel.onCancel([invocation] {
      invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
    });
    waits.set();
  });
  RunPtr run = startCall();
  waits.wait();
  run->cancel();
  finish(run);
  EXPECT_EQ(run->status().code(), HOCKET_CANCELLED);
  EXPECT_EQ(run->stats().nodesSkipped, 1u);
  EXPECT_EQ(run->stats().nodesInterrupted, 0u);
}
