// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The built-in tools in the conformance suite, one of each kind.
#include "provider_under_test.h"

namespace hocket::testing {

namespace {
class Builtin : public ProviderUnderTest {
public:
  explicit Builtin(ToolBox &box) : ProviderUnderTest(box) { box.allow(folder); }

  ToolCase failing() override {
    return {box.builtin("fs.read"),
            Value::object(
                {{"path", Value::string(folder.path("it broke: $1 {0}"))}})};
  }
  ToolCase crashing() override { return failing(); } // none of them throws
  ToolCase output(size_t bytes) override {
    std::string path = folder.path("output");
    // A file with holes: nothing but its size is written.
    folder.write("output", "");
    std::filesystem::resize_file(path, bytes);
    return {box.builtin("fs.read"),
            Value::object({{"path", Value::string(path)},
                           {"max_bytes", Value::integer(outputLimit)}})};
  }

protected:
  /// A tool that takes seconds and a value to return.
  ToolCase timed(const char *tool, const char *seconds, const Value &value) {
    return {box.builtin(tool),
            Value::object({{"seconds", json(seconds)}, {"value", value}})};
  }
  TempFolder folder;
};

class Timed : public Builtin {
public:
  Timed(ToolBox &box, const char *tool) : Builtin(box), tool(tool) {}
  ToolCase echo(const Value &value) override { return timed(tool, "0", value); }
  ToolCase endless() override { return timed(tool, "80000", Value()); }
  ToolCase wrongArgument() override {
    return timed(tool, R"("long")", Value());
  }

private:
  const char *tool;
};

class Blocking : public Builtin {
public:
  using Builtin::Builtin;

  ToolCase echo(const Value &value) override {
    // A file of its own for each: calls run at the same time.
    std::string path =
        folder.write("echo" + std::to_string(next++), value.toJson());
    return {box.builtin("fs.read"),
            Value::object({{"path", Value::string(path)}})};
  }
  Value expectedEcho(const Value &value) override {
    return Value::string(value.toJson());
  }
  ToolCase wrongArgument() override {
    return {box.builtin("fs.read"), json(R"({"path": ["a"]})")};
  }
  ToolCase endless() override {
    const char *forever = "with recursive r(i) as (select 1 union all select "
                          "i + 1 from r) select max(i) from r";
    if (!std::filesystem::exists(folder.path("db")))
      (void)box.call("sqlite.exec", sql("create table t (a)").toJson());
    return {box.builtin("sqlite.query"), sql(forever)};
  }

private:
  Value sql(const char *text) {
    return Value::object({{"path", Value::string(folder.path("db"))},
                          {"sql", Value::string(text)}});
  }

  int next = 0;
};
} // namespace

std::unique_ptr<ProviderUnderTest> createBuiltinCompute(ToolBox &box) {
  return std::make_unique<Timed>(box, "compute.spin");
}

std::unique_ptr<ProviderUnderTest> createBuiltinBlocking(ToolBox &box) {
  return std::make_unique<Blocking>(box);
}

std::unique_ptr<ProviderUnderTest> createBuiltinAsync(ToolBox &box) {
  return std::make_unique<Timed>(box, "time.sleep");
}

} // namespace hocket::testing
