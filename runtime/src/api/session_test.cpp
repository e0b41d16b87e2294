// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a session refuses before anything runs.
#include "hocket/runtime/hocket.hpp"

#include "plan/testing/plan_builder.h"

#include <gtest/gtest.h>

using namespace hocket::api;
using hocket::testing::PlanBuilder;

static std::string refusal(const std::string &settings) {
  PlanBuilder builder;
  builder.program("main");
  Result<Instance> instance = Instance::create(1);
  Result<Plan> plan = Plan::loadMemory(builder.finish());
  EXPECT_TRUE(instance.ok() && plan.ok());
  SessionOptions options;
  options.providerSettings = settings;
  Result<Session> session = Session::create(*instance, *plan, std::move(options));
  return session.ok() ? "" : std::string(session.status().message());
}

TEST(ApiSession, ProviderSettingsAreAnObject) {
  EXPECT_EQ(refusal(""), "");
  EXPECT_EQ(refusal(R"({"some": {"option": 1}})"), "");
  EXPECT_EQ(refusal("[1]"), "expected an object of providers as provider_settings, found list");
  EXPECT_EQ(refusal(R"({"some": 1})"),
            "expected an object of settings for provider 'some', found int");
  EXPECT_NE(refusal("{").find("invalid JSON"), std::string::npos) << refusal("{");
}
