// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs that go on: what happened is taken from the journal, and nothing else.
#include "journal/journal_fixture.h"

using namespace hocket;
using namespace hocket::testing;
using ::testing::AllOf;
using ::testing::HasSubstr;

namespace {
class ResumeTest : public JournalTest {
protected:
  ResumeTest() {
    // Every tool adds a letter to what it gets.
    for (const char *name : {"read", "write", "put", "pure"})
      addCompute(name, [this, name = std::string(name)](Invocation &invocation)
                           -> Result<Value> {
        std::lock_guard lock(mutex);
        ++counts[name];
        keys[name] = invocation.idempotencyKey;
        return Value::string(invocation.arguments.get("x")->asString() +
                             name[0]);
      });
    // Cancels its run, as a user might, once it has begun.
    addAsync("hang", [this](std::shared_ptr<Invocation> invocation) {
      ++counts["hang"];
      keys["hang"] = invocation->idempotencyKey;
      if (answers)
        return invocation->complete(Value::string(
            invocation->arguments.get("x")->asString() + "h"));
      invocation->cancel.onCancel([invocation] {
        invocation->complete(Status(HOCKET_CANCELLED, "cancelled"));
      });
      begun.set();
    });
  }

  /// Records a run up to the call of "hang", in which it is interrupted.
  void interrupt(const std::string &plan) {
    RunPtr run = record(plan, R"({"x": "-"})");
    ASSERT_TRUE(begun.wait());
    run->cancel();
    finish(run);
    EXPECT_EQ(runInfo(1).get("state")->asString(), "interrupted");
    answers = true;
  }

  std::mutex mutex;
  std::map<std::string, int> counts;
  std::map<std::string, std::string> keys;
  std::atomic<bool> answers{false};
  Signal begun;
};
} // namespace

TEST_F(ResumeTest, WhatFinishedDoesNotHappenAgain) {
  PlanBuilder builder;
  std::string plan = chain({addTool(builder, "read", false),
                            addTool(builder, "write", true),
                            addTool(builder, "pure", false, false, true),
                            addTool(builder, "hang", true, true),
                            addTool(builder, "put", true, true)},
                           builder);
  interrupt(plan);
  std::string key = keys["hang"];
  EXPECT_EQ(resume(plan, 1), "\"-rwphp\"");
  EXPECT_EQ(counts["read"], 1);
  EXPECT_EQ(counts["write"], 1);
  EXPECT_EQ(counts["pure"], 2) << "pure calls are made again";
  EXPECT_EQ(counts["hang"], 2) << "an idempotent call is made again";
  EXPECT_EQ(counts["put"], 1);
  EXPECT_FALSE(key.empty());
  EXPECT_EQ(keys["hang"], key) << "the second attempt has the same key";
  EXPECT_NE(keys["put"], key);
  EXPECT_EQ(runInfo(1).get("state")->asString(), "succeeded");
}

TEST_F(ResumeTest, ARunThatSucceededIsOnlyRead) {
  PlanBuilder builder;
  std::string plan = chain(
      {addTool(builder, "read", false), addTool(builder, "write", true)},
      builder);
  RunPtr run = record(plan, R"({"x": "-"})");
  finish(run);
  EXPECT_EQ(resume(plan, 1), "\"-rw\"");
  EXPECT_EQ(counts["read"], 1);
  EXPECT_EQ(counts["write"], 1);
}

TEST_F(ResumeTest, AnAmbiguousCallIsReported) {
  PlanBuilder builder;
  uint32_t hang = addTool(builder, "hang", true);
  RegionBuilder &body = builder.program("main", {"x"});
  uint32_t node = body.call(hang, {body.arg(0)});
  body.node(node).set_location(builder.location("plan.txt", 3, 5));
  body.yield({body.result(node)});
  std::string plan = builder.finish();
  interrupt(plan);
  EXPECT_THAT(resume(plan, 1),
              AllOf(HasSubstr("may have happened"),
                    HasSubstr("--ambiguous=retry"),
                    HasSubstr("call 'hang' at plan.txt:3:5, with the "
                              "arguments {\"x\":\"-\"}")));
  EXPECT_EQ(counts["hang"], 1);
  EXPECT_EQ(runInfo(1).get("state")->asString(), "interrupted");
  EXPECT_THAT(resume(plan, 1, AmbiguousCalls::Skip),
              HasSubstr("TOOL_ERROR: the run was interrupted in this call of "
                        "'hang'"));
  EXPECT_EQ(counts["hang"], 1);
}

TEST_F(ResumeTest, AnAmbiguousCallIsMadeAgainIfTheUserSaysSo) {
  PlanBuilder builder;
  std::string plan = chain({addTool(builder, "hang", true)}, builder);
  interrupt(plan);
  EXPECT_EQ(resume(plan, 1, AmbiguousCalls::Retry), "\"-h\"");
  EXPECT_EQ(counts["hang"], 2);
}

TEST_F(ResumeTest, FailuresAreRecordedWithTheirTexts) {
  addCompute("fail", [this](Invocation &) -> Result<Value> {
    ++counts["fail"];
    return Status(HOCKET_UNAVAILABLE, "no \"answer\"").note("a note");
  });
  PlanBuilder builder;
  uint32_t fail = addTool(builder, "fail", true);
  uint32_t hang = addTool(builder, "hang", true, true);
  RegionBuilder &body = builder.program("main", {"x"});
  uint32_t failed = body.call(fail, {body.arg(0)});
  uint32_t last = body.call(hang, {body.arg(0)});
  body.after(last, failed);
  builder.output("failed", body.result(failed));
  body.yield({body.result(last)});
  std::string plan = builder.finish();
  RunPtr first = record(plan, R"({"x": "-"})");
  ASSERT_TRUE(begun.wait());
  first->cancel();
  finish(first);
  answers = true;
  EXPECT_EQ(resume(plan, 1), "\"-h\"");
  EXPECT_EQ(counts["fail"], 1);
}

TEST_F(ResumeTest, ARunThatFailedIsNotContinued) {
  addCompute("fail", [](Invocation &) -> Result<Value> {
    return Status(HOCKET_UNAVAILABLE, "no answer");
  });
  PlanBuilder builder;
  std::string plan = chain({addTool(builder, "fail", true)}, builder);
  finish(record(plan, R"({"x": "-"})"));
  EXPECT_EQ(runInfo(1).get("state")->asString(), "failed");
  EXPECT_THAT(resume(plan, 1),
              AllOf(HasSubstr("run 1 is over"), HasSubstr("no answer")));
}

TEST_F(ResumeTest, OtherArgumentsEndTheRun) {
  // Declared pure, and not.
  addCompute("pure", [this](Invocation &) -> Result<Value> {
    return Value::string(std::to_string(++counts["pure"]));
  });
  PlanBuilder builder;
  std::string plan = chain({addTool(builder, "pure", false, false, true),
                            addTool(builder, "write", true),
                            addTool(builder, "hang", true, true)},
                           builder);
  interrupt(plan);
  EXPECT_THAT(resume(plan, 1),
              HasSubstr("the call of 'write' has other arguments than in the "
                        "journal"));
  EXPECT_EQ(counts["write"], 1);
  EXPECT_EQ(counts["hang"], 1);
}

TEST_F(ResumeTest, AnotherPlanIsRefusedWithTheDifference) {
  PlanBuilder builder, other, renamed;
  std::string plan = chain({addTool(builder, "hang", true, true)}, builder);
  interrupt(plan);
  std::string longer = chain({addTool(other, "hang", true, true),
                              addTool(other, "write", true)},
                             other);
  EXPECT_THAT(resume(longer, 1),
              HasSubstr("the plan is not that of run 1: program 'main': the "
                        "run's has 1 nodes, this one 2"));
  std::string different = chain({addTool(renamed, "write", true)}, renamed);
  EXPECT_THAT(resume(different, 1),
              HasSubstr("node 0: the run's has a call of 'hang', this one a "
                        "call of 'write'"));
  EXPECT_EQ(counts["write"], 0);
}
