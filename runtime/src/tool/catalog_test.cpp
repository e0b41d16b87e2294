// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/arguments.h"
#include "tool/catalog.h"
#include "tool/test_support.h"

#include <re2/re2.h>
#include <set>

namespace hocket {
namespace {

using namespace hocket::testing;

Value catalog() { return json(std::string(builtinCatalogJson())); }

// Every declared tool has a function, of the kind that its label promises.
TEST(Catalog, EveryToolIsBound) {
  ToolBox box;
  Value all = catalog();
  for (const Value &tool : all.get("tools")->asList()) {
    std::string name = tool.get("name")->asString();
    std::unique_ptr<Tool> bound = box.builtin(name);
    bool compute = tool.get("label")->asString() == "compute";
    EXPECT_EQ(bound->kind() == Tool::Kind::Compute, compute) << name;
    EXPECT_EQ(tool.get("provider")->get("builtin")->asString(), name);
  }
}

TEST(Catalog, DeclarationsAreComplete) {
  RE2 effect("(reads|writes) ([a-z]+)(?:\\[([a-z_]+)\\])?");
  std::set<std::string> resources, names;
  Value all = catalog();
  for (const Value &resource : all.get("resources")->asList())
    EXPECT_TRUE(resources.insert(resource.get("name")->asString()).second);
  for (const Value &tool : all.get("tools")->asList()) {
    std::string name = tool.get("name")->asString();
    SCOPED_TRACE(name);
    EXPECT_TRUE(names.insert(name).second);
    EXPECT_FALSE(tool.get("description")->asString().empty());
    EXPECT_TRUE(tool.get("returns")->isObject());
    EXPECT_GT(tool.get("cost")->get("seconds")->asFloat(), 0);
    const ToolSpec *spec = findBuiltinSpec(name);
    ASSERT_TRUE(spec);
    for (const Value &text : tool.get("effects")->asList()) {
      if (text.asString() == "pure") {
        EXPECT_EQ(tool.get("effects")->asList().size(), 1u);
        continue;
      }
      std::string kind, resource, key;
      ASSERT_TRUE(
          RE2::FullMatch(text.asString(), effect, &kind, &resource, &key));
      EXPECT_TRUE(resources.count(resource)) << resource;
      EXPECT_TRUE(key.empty() || spec->find(key)) << key;
    }
  }
}

// A parameter is either required or has a default that fits it.
TEST(Catalog, DefaultsFit) {
  for (const ToolSpec &spec : builtinSpecs())
    for (const ParameterSpec &parameter : spec.parameters) {
      SCOPED_TRACE(spec.name + ": " + parameter.name);
      EXPECT_NE(parameter.required, parameter.defaultValue.has_value());
      EXPECT_FALSE(spec.name.empty());
      if (parameter.required)
        continue;
      ToolSpec only{spec.name, {parameter}};
      Value given = Value::object({{parameter.name, *parameter.defaultValue}});
      Result<Arguments> args = Arguments::check(only, given);
      EXPECT_TRUE(args.ok()) << args.status().toString();
    }
}

TEST(BuiltinProvider, BindsUnderAnotherNameAndWithFewerParameters) {
  ToolBox box;
  auto provider = createBuiltinProvider();
  EXPECT_EQ(provider->name(), "builtin");
  ToolDecl decl{
      "read_file", "builtin", json(R"({"name": "fs.read"})"), {"path"}};
  EXPECT_TRUE(box.bind(*provider, decl).ok());
  decl.config = json("{}");
  EXPECT_THAT(
      box.bind(*provider, decl),
      IsError(HOCKET_NOT_FOUND, "there is no built-in tool 'read_file'"));
  decl.name = "fs.read";
  EXPECT_TRUE(box.bind(*provider, decl).ok());
  decl.parameters = {"path", "size"};
  EXPECT_THAT(
      box.bind(*provider, decl),
      IsError(HOCKET_INVALID_ARGUMENT,
              "has no parameter 'size'; it has path, encoding, max_bytes"));
  decl.parameters = {"encoding"};
  EXPECT_THAT(box.bind(*provider, decl),
              IsError(HOCKET_INVALID_ARGUMENT, "needs a parameter 'path'"));
}

} // namespace
} // namespace hocket
