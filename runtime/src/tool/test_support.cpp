// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of tools.
#include "tool/test_support.h"

#include "plan/cast_type.h"
#include "tool/catalog.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace hocket::testing {

TempFolder::TempFolder() {
  const char *base = getenv("TMPDIR");
  std::string pattern = joinPath(base ? base : "/tmp", "hocket-test-XXXXXX");
  if (!mkdtemp(pattern.data()))
    abort();
  root = std::filesystem::canonical(pattern);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(root, ignored);
}

std::string TempFolder::write(const std::string &name,
                              const std::string &content) const {
  std::string file = path(name);
  std::filesystem::create_directories(parentPath(file));
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::string TempFolder::read(const std::string &name) const {
  std::ifstream file(path(name), std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Value json(const std::string &text) {
  Result<Value> value = Value::parse(text);
  if (!value) {
    ADD_FAILURE() << "the test's JSON: " << value.status().toString() << "\n"
                  << text;
    return Value();
  }
  return *value;
}

Call::Call(Tool &tool, const std::string &name, Value arguments)
    : shared(std::make_shared<Shared>()) {
  invocation = std::make_shared<Invocation>(
      name, std::move(arguments), [shared = shared](Result<Value> result) {
        std::lock_guard lock(shared->mutex);
        shared->result = std::move(result);
        shared->changed.notify_all();
      });
  if (tool.kind() == Tool::Kind::Async) {
    tool.start(invocation);
    return;
  }
  thread = std::thread([&tool, invocation = invocation] {
    try {
      invocation->complete(tool.run(*invocation));
    } catch (const std::exception &error) {
      invocation->complete(Status(HOCKET_TOOL_ERROR, error.what()));
    }
  });
}

Call::~Call() {
  if (thread.joinable())
    thread.join();
  else
    (void)result();
}

bool Call::finished() {
  std::lock_guard lock(shared->mutex);
  return shared->result.has_value();
}

Result<Value> Call::result() {
  std::unique_lock lock(shared->mutex);
  if (!shared->changed.wait_for(lock, std::chrono::minutes(1),
                                [&] { return shared->result.has_value(); })) {
    ADD_FAILURE() << "the call did not complete";
    return Status(HOCKET_INTERNAL, "the call did not complete");
  }
  return *shared->result;
}

ToolBox::ToolBox() : builtins(createBuiltinProvider()) {
  Result<std::unique_ptr<EventLoop>> loop = EventLoop::create();
  if (!loop)
    abort();
  eventLoop = std::move(*loop);
}

ToolBox::~ToolBox() = default;

void ToolBox::allow(const TempFolder &folder) {
  permissions.readPaths.push_back(folder.path());
  permissions.writePaths.push_back(folder.path());
}

Result<std::unique_ptr<Tool>> ToolBox::bind(ToolProvider &provider,
                                            const ToolDecl &decl) {
  return provider.bind(decl, BindContext{*eventLoop, permissions, *scope, settings});
}

std::unique_ptr<Tool> ToolBox::builtin(const std::string &name) {
  ToolDecl decl;
  decl.name = name;
  decl.provider = "builtin";
  decl.config = Value::object({{"name", Value::string(name)}});
  if (const ToolSpec *spec = findBuiltinSpec(name))
    for (const ParameterSpec &parameter : spec->parameters)
      decl.parameters.push_back(parameter.name);
  Result<std::unique_ptr<Tool>> tool = bind(*builtins, decl);
  if (!tool) {
    ADD_FAILURE() << tool.status().toString();
    abort();
  }
  return std::move(*tool);
}

/// The type of a plan that says what a schema of the catalogue says.
static Value typeOf(const Value &schema) {
  if (const Value *choices = schema.get("enum"))
    return Value::object({{"enum", *choices}});
  const Value *kind = schema.get("type");
  if (!kind || !kind->isString())
    return Value::string("json");
  const std::string &name = kind->asString();
  if (name == "array")
    return Value::object({{"list", typeOf(*schema.get("items"))}});
  const Value *properties = schema.get("properties");
  if (name == "object" && properties) {
    Value::Object fields;
    const Value::List &required = schema.get("required")->asList();
    for (const auto &[key, member] : properties->asObject()) {
      bool always = std::find(required.begin(), required.end(),
                              Value::string(key)) != required.end();
      fields.emplace_back(always ? key : key + "?", typeOf(member));
    }
    return Value::object({{"record", Value::object(std::move(fields))}});
  }
  static constexpr std::pair<std::string_view, const char *> simple[] = {
      {"string", "string"},
      {"boolean", "bool"},
      {"integer", "int"},
      {"number", "float"}};
  for (auto [schemaName, typeName] : simple)
    if (name == schemaName)
      return Value::string(typeName);
  return Value::string("json");
}

/// Whatever a test calls, the result is what the catalogue says of it.
static void checkResult(const std::string &tool, const Value &result) {
  static const Value catalog = json(std::string(builtinCatalogJson()));
  for (const Value &entry : catalog.get("tools")->asList()) {
    if (entry.get("name")->asString() != tool)
      continue;
    Value type = typeOf(*entry.get("returns"));
    Result<CastType> cast = CastType::parse(type.toJson());
    ASSERT_TRUE(cast) << cast.status().toString();
    Result<Value> checked = cast->apply(result);
    ASSERT_TRUE(checked) << tool << ": " << checked.status().toString();
    EXPECT_EQ(checked->toJson(), result.toJson())
        << tool << ": fits " << type.toJson() << " only after a conversion";
  }
}

Result<Value> ToolBox::call(const std::string &name,
                            const std::string &arguments) {
  std::unique_ptr<Tool> tool = builtin(name);
  Call call(*tool, name, json(arguments));
  Result<Value> result = call.result();
  if (result)
    checkResult(name, *result);
  return result;
}

} // namespace hocket::testing
