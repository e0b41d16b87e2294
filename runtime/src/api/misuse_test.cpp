// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the C interface does with null pointers, old structs and values that are
// too large.
#include "hocket/runtime/hocket.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace hocket::api;

static std::string take(hocket_status_t *status) {
  return status ? std::string(Status(status).message()) : "ok";
}

TEST(ApiMisuse, NullPointersAreNoCrash) {
  EXPECT_EQ(take(hocket_value_parse(hocket_string("1"), nullptr)),
            "expected a place for the value, found NULL");
  bool done = true;
  hocket_call_wait(nullptr, 0, &done);
  EXPECT_FALSE(done);
  hocket_call_wait(nullptr, 0, nullptr);
  hocket_call_cancel(nullptr);
  EXPECT_EQ(hocket_call_status(nullptr), nullptr);
  EXPECT_EQ(hocket_call_result(nullptr), nullptr);
  EXPECT_EQ(hocket_call_num_outputs(nullptr), 0u);
  EXPECT_EQ(hocket_call_output(nullptr, 0).value, nullptr);
  hocket_call_stats_t stats = HOCKET_INIT(hocket_call_stats_t);
  stats.nodes_run = 7;
  hocket_call_stats(nullptr, &stats);
  EXPECT_EQ(stats.nodes_run, 0u);
  hocket_call_stats(nullptr, nullptr);
  char *text = nullptr;
  EXPECT_EQ(take(hocket_call_export(nullptr, hocket_string(""), &text)),
            "expected a call and a place for the text, found NULL");
  EXPECT_EQ(take(hocket_call_write_trace(nullptr, "x")),
            "expected a call and a path, found NULL");
  EXPECT_FALSE(hocket_invocation_cancelled(nullptr));
  EXPECT_EQ(hocket_invocation_arguments(nullptr), nullptr);
}

// A tool that reports a failure with the code of success has not failed.
TEST(ApiMisuse, OkIsNoError) {
  EXPECT_EQ(hocket_status_create(HOCKET_OK, hocket_string("fine")), nullptr);
  EXPECT_TRUE(Status(HOCKET_OK, "fine").ok());
}

TEST(ApiMisuse, NoValueIsInfinite) {
  EXPECT_TRUE(Value(std::nan("")).isNull());
  EXPECT_TRUE(Value(INFINITY).isNull());
  EXPECT_EQ(Value(2.5).asFloat(), 2.5);
}

static hocket_status_t *returnNothing(void *, hocket_invocation_t *, hocket_value_t **) {
  return nullptr;
}

// A struct that nobody filled in asks for nothing that can be known.
TEST(ApiMisuse, StructsWithoutASize) {
  hocket_instance_t *made = nullptr;
  hocket_instance_options_t options = {};
  EXPECT_EQ(take(hocket_instance_create(&options, &made)),
            "hocket_instance_options_t: expected a struct_size of at least 8, found 0");
  options = HOCKET_INIT(hocket_instance_options_t);
  hocket_executor_t executor = {};
  options.executor = &executor;
  EXPECT_EQ(take(hocket_instance_create(&options, &made)),
            "hocket_executor_t: expected a struct_size of at least 8, found 0");
  EXPECT_EQ(made, nullptr);
}

TEST(ApiMisuse, TooManyWorkers) {
  Result<Instance> instance = Instance::create(1'000'000);
  ASSERT_FALSE(instance.ok());
  EXPECT_EQ(instance.status().message(), "expected at most 1024 workers, found 1000000");
}

TEST(ApiMisuse, StructsOfOtherVersions) {
  Result<Instance> instance = Instance::create(1);
  ASSERT_TRUE(instance.ok());
  int released = 0;
  hocket_native_tool_t tool = {};
  tool.name = hocket_string("t");
  tool.user = &released;
  tool.invoke = &returnNothing;
  tool.release = [](void *count) { ++*static_cast<int *>(count); };
  tool.struct_size = 8;
  EXPECT_NE(take(hocket_instance_register_tool(instance->get(), &tool)).find("struct_size"),
            std::string::npos);
  // A program that was built before there was a release function.
  tool.struct_size = offsetof(hocket_native_tool_t, release);
  EXPECT_EQ(take(hocket_instance_register_tool(instance->get(), &tool)), "ok");
  tool.struct_size = sizeof tool;
  EXPECT_NE(take(hocket_instance_register_tool(instance->get(), &tool)), "ok");
  EXPECT_EQ(released, 1) << "a registration that fails releases, too";
}

TEST(ApiMisuse, WorkersAreLimited) {
  Result<Instance> instance = Instance::create(5000);
  ASSERT_FALSE(instance.ok());
  EXPECT_EQ(instance.status().message(), "expected at most 1024 workers, found 5000");
}
