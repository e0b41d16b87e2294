// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Journals through the public interface.
#include "hocket/runtime/hocket.hpp"

#include "plan/testing/plan_builder.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

using namespace hocket::api;
using hocket::testing::PlanBuilder;
using hocket::testing::RegionBuilder;

namespace {
/// A folder that goes with its content.
struct Folder {
  Folder() {
    const char *base = std::getenv("TMPDIR");
    path = std::string(base ? base : "/tmp") + "/hocket-journal-XXXXXX";
    EXPECT_TRUE(mkdtemp(path.data()));
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};

class ApiJournal : public ::testing::Test {
protected:
  ApiJournal() {
    PlanBuilder builder;
    uint32_t tool = builder.tool("count", {"x"});
    builder.message().mutable_tools(int(tool))->set_writes(true);
    RegionBuilder &body = builder.program("main", {"x"});
    body.yield({body.result(body.call(tool, {body.arg(0)}))});
    bytes = builder.finish();
    EXPECT_TRUE(instance
                    ->addTool("count", ToolKind::Compute,
                              [this](const Invocation &) -> Result<Value> {
                                return Value::parse(std::to_string(++count));
                              })
                    .ok());
  }
  Result<Call> start(const Plan &plan, const hocket_call_options_t &options) {
    Result<Session> session = Session::create(*instance, plan);
    EXPECT_TRUE(session.ok()) << session.status().toString();
    return Call::start(*session, options);
  }

  std::string bytes;
  Folder folder;
  const std::string path = folder.path + "/runs.journal";
  std::atomic<int> count{0};
  Result<Instance> instance = Instance::create(1);
};
} // namespace

TEST_F(ApiJournal, ARunCanBeHadAgain) {
  Result<Plan> plan = Plan::loadMemory(bytes);
  Result<Value> arguments = Value::parse(R"({"x": 5})");
  ASSERT_TRUE(plan.ok() && arguments.ok());
  hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t);
  options.journal = {path.data(), path.size()};
  options.arguments = arguments->get();
  Result<Call> call = start(*plan, options);
  ASSERT_TRUE(call.ok()) << call.status().toString();
  call->wait();
  EXPECT_EQ(call->result().asInt(), 1);
  EXPECT_EQ(call->run(), 1u);

  Result<Value> runs = journalRuns(path);
  ASSERT_TRUE(runs.ok()) << runs.status().toString();
  ASSERT_EQ(runs->size(), 1u);
  EXPECT_EQ((*runs)[0]["state"].asString(), "succeeded");
  EXPECT_EQ((*runs)[0]["arguments"].toJson(), R"({"x":5})");

  Result<Plan> recorded = Plan::loadJournalled(path, 1);
  ASSERT_TRUE(recorded.ok()) << recorded.status().toString();
  options.resume_run = 1;
  Result<Call> twice = start(*recorded, options);
  ASSERT_FALSE(twice.ok());
  EXPECT_NE(std::string(twice.status().message()).find("expected none"), std::string::npos);
  options.arguments = nullptr;
  Result<Call> again = start(*recorded, options);
  ASSERT_TRUE(again.ok()) << again.status().toString();
  again->wait();
  EXPECT_EQ(again->result().asInt(), 1);
  EXPECT_EQ(count, 1);
}

TEST_F(ApiJournal, WithoutOneThereIsNoRun) {
  Result<Plan> plan = Plan::loadMemory(bytes);
  Result<Value> arguments = Value::parse(R"({"x": 5})");
  hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t);
  options.arguments = arguments->get();
  Result<Call> call = start(*plan, options);
  ASSERT_TRUE(call.ok());
  call->wait();
  EXPECT_EQ(call->run(), 0u);
  options.arguments = nullptr;
  options.resume_run = 1;
  EXPECT_FALSE(start(*plan, options).ok());
  EXPECT_FALSE(journalRuns(path).ok());
  EXPECT_FALSE(Plan::loadJournalled(path, 1).ok());
}
