// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/native/native_provider.h"

#include "tool/test_support.h"

#include <future>

namespace hocket {
namespace {

using namespace hocket::testing;

using Invoke = hocket_status_t *(*)(void *, hocket_invocation_t *,
                                    hocket_value_t **);

struct NativeTools : ::testing::Test {
  NativeTools() { tool.struct_size = sizeof tool; }

  /// Registers `invoke` under a new name and binds it.
  std::unique_ptr<Tool> bind(hocket_tool_kind_t kind, Invoke invoke) {
    std::string name = "tool" + std::to_string(next++);
    tool.name = {name.data(), name.size()};
    tool.kind = kind;
    tool.invoke = invoke;
    tool.user = this;
    Status status = provider.add(tool);
    EXPECT_TRUE(status.ok()) << status.toString();
    Result<std::unique_ptr<Tool>> bound =
        box.bind(provider, ToolDecl{name, "native", json("{}"), {}});
    EXPECT_TRUE(bound.ok()) << bound.status().toString();
    return std::move(*bound);
  }

  ToolBox box;
  NativeProvider provider;
  hocket_native_tool_t tool = {};
  hocket_invocation_t *kept = nullptr;
  int next = 0;
};

// A second completion is ignored and what it brings is freed.
TEST_F(NativeTools, CompletesTwice) {
  auto bound = bind(
      HOCKET_TOOL_ASYNC,
      [](void *, hocket_invocation_t *invocation,
         hocket_value_t **) -> hocket_status_t * {
        hocket_invocation_complete(invocation, nullptr, hocket_value_int(1));
        hocket_invocation_complete(invocation, nullptr,
                                   hocket_value_string(hocket_string("two")));
        hocket_invocation_complete(
            invocation,
            hocket_status_create(HOCKET_TOOL_ERROR, hocket_string("three")),
            nullptr);
        return nullptr;
      });
  Call call(*bound, "tool", json("{}"));
  EXPECT_THAT(call.result(), IsValue("1"));
}

// Completing after a status was returned finds nothing.
TEST_F(NativeTools, CompletesAfterFailing) {
  auto bound = bind(HOCKET_TOOL_ASYNC,
                    [](void *self, hocket_invocation_t *invocation,
                       hocket_value_t **) -> hocket_status_t * {
                      static_cast<NativeTools *>(self)->kept = invocation;
                      return hocket_status_create(HOCKET_UNAVAILABLE,
                                                  hocket_string("not now"));
                    });
  Call call(*bound, "tool", json("{}"));
  EXPECT_THAT(call.result(), IsError(HOCKET_UNAVAILABLE, "not now"));
  hocket_invocation_complete(kept, nullptr, hocket_value_int(1));
  EXPECT_TRUE(hocket_invocation_cancelled(kept));
  EXPECT_EQ(hocket_invocation_arguments(kept), nullptr);
  EXPECT_EQ(hocket_invocation_tool(kept).size, 0u);
}

// The executor gave up; the tool completes when everything is over.
TEST_F(NativeTools, CompletesLate) {
  auto bound = bind(HOCKET_TOOL_ASYNC,
                    [](void *self, hocket_invocation_t *invocation,
                       hocket_value_t **) -> hocket_status_t * {
                      static_cast<NativeTools *>(self)->kept = invocation;
                      return nullptr;
                    });
  std::weak_ptr<Invocation> weak;
  {
    auto invocation = std::make_shared<Invocation>("tool", json(R"({"a": 1})"),
                                                   [](Result<Value>) {});
    weak = invocation;
    bound->start(invocation);
    invocation->complete(Status(HOCKET_DEADLINE_EXCEEDED, "took too long"));
  }
  bound.reset();
  // Its arguments are still there for the tool.
  EXPECT_EQ(hocket_value_as_int(hocket_value_get(
                hocket_invocation_arguments(kept), hocket_string("a"))),
            1);
  EXPECT_EQ(std::string(hocket_invocation_tool(kept).data), "tool");
  hocket_invocation_complete(kept, nullptr, hocket_value_int(1));
  EXPECT_TRUE(weak.expired());
}

// A tool that computes returns its result; completing has no effect.
TEST_F(NativeTools, ComputingToolsDoNotComplete) {
  auto bound = bind(HOCKET_TOOL_COMPUTE,
                    [](void *, hocket_invocation_t *invocation,
                       hocket_value_t **result) -> hocket_status_t * {
                      hocket_invocation_complete(invocation, nullptr,
                                                 hocket_value_int(1));
                      *result = hocket_value_int(2);
                      return nullptr;
                    });
  Call call(*bound, "tool", json("{}"));
  EXPECT_THAT(call.result(), IsValue("2"));
}

// Neither a status nor a value is the value null; both is the status.
TEST_F(NativeTools, NothingIsNull) {
  auto nothing =
      bind(HOCKET_TOOL_BLOCKING,
           [](void *, hocket_invocation_t *,
              hocket_value_t **) -> hocket_status_t * { return nullptr; });
  Call call(*nothing, "tool", json("{}"));
  EXPECT_THAT(call.result(), IsValue("null"));
  auto both = bind(HOCKET_TOOL_BLOCKING,
                   [](void *, hocket_invocation_t *,
                      hocket_value_t **result) -> hocket_status_t * {
                     *result = hocket_value_int(1);
                     return hocket_status_create(HOCKET_NOT_FOUND,
                                                 hocket_string("gone"));
                   });
  Call second(*both, "tool", json("{}"));
  EXPECT_THAT(second.result(), IsError(HOCKET_NOT_FOUND, "gone"));
}

TEST_F(NativeTools, AnyExceptionIsAnError) {
  auto bound = bind(HOCKET_TOOL_COMPUTE,
                    [](void *, hocket_invocation_t *,
                       hocket_value_t **) -> hocket_status_t * { throw 42; });
  Call call(*bound, "tool", json("{}"));
  EXPECT_THAT(call.result(),
              IsError(HOCKET_TOOL_ERROR, "threw an exception that is no"));
}

TEST_F(NativeTools, FunctionsOfCpp) {
  ASSERT_TRUE(provider
                  .add("add", Tool::Kind::Compute,
                       [](Invocation &invocation) -> Result<Value> {
                         return Value::integer(
                             invocation.arguments.get("a")->asInt() + 1);
                       })
                  .ok());
  ASSERT_TRUE(provider
                  .addAsync("later",
                            [this](std::shared_ptr<Invocation> invocation) {
                              box.loop().post([=] {
                                invocation->complete(Value::integer(5));
                              });
                            })
                  .ok());
  auto add = box.bind(provider,
                      ToolDecl{"x", "native", json(R"({"name": "add"})"), {}});
  auto later = box.bind(provider, ToolDecl{"later", "native", json("{}"), {}});
  ASSERT_TRUE(add.ok() && later.ok());
  Call first(**add, "x", json(R"({"a": 2})")),
      second(**later, "later", json("{}"));
  EXPECT_THAT(first.result(), IsValue("3"));
  EXPECT_THAT(second.result(), IsValue("5"));
}

TEST_F(NativeTools, RegistrationErrors) {
  EXPECT_EQ(provider.name(), "native");
  hocket_native_tool_t bad = {};
  EXPECT_THAT(provider.add(bad),
              IsError(HOCKET_INVALID_ARGUMENT, "struct_size"));
  bad.struct_size = sizeof bad;
  bad.name = hocket_string("t");
  EXPECT_THAT(provider.add(bad),
              IsError(HOCKET_INVALID_ARGUMENT, "has no function"));
  auto function = [](Invocation &) -> Result<Value> { return Value(); };
  EXPECT_THAT(provider.add("", Tool::Kind::Compute, function),
              IsError(HOCKET_INVALID_ARGUMENT, "needs a name"));
  ASSERT_TRUE(provider.add("t", Tool::Kind::Compute, function).ok());
  EXPECT_THAT(
      provider.add("t", Tool::Kind::Compute, function),
      IsError(HOCKET_INVALID_ARGUMENT, "there is a native tool 't' already"));
  EXPECT_THAT(box.bind(provider, ToolDecl{"u", "native", json("{}"), {}}),
              IsError(HOCKET_NOT_FOUND, "registered no native tool 'u'"));
}

} // namespace
} // namespace hocket
