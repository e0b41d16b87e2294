// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of Python tools: a module in a folder of its own.
#ifndef HOCKET_CONFORMANCE_PROVIDER_PYTHON_TOOLS_H
#define HOCKET_CONFORMANCE_PROVIDER_PYTHON_TOOLS_H

#include "tool/python/python_provider.h"
#include "tool/test_support.h"

#include <signal.h>
#include <unistd.h>

namespace hocket::testing {

class PythonTools : public ::testing::Test {
protected:
  PythonTools() : provider(createPythonProvider()) {
    box.permissions.programs = {"python3"};
    box.permissions.variables = {"F"};
    workers(2);
  }

  void workers(int64_t count) {
    box.settings = Value::object({{"workers", Value::integer(count)}});
  }
  void module(const std::string &text) { folder.write("tools.py", text); }

  Result<std::unique_ptr<Tool>> tryBind(const std::string &function,
                                        Value::Object options = {}) {
    Value::Object config = {
        {"file", Value::string("tools.py")},
        {"cwd", Value::string(folder.path())},
        {"env", Value::object({{"F", Value::string(folder.path())}})},
        {"function", Value::string(function)}};
    for (auto &option : options)
      config.push_back(std::move(option));
    return box.bind(*provider,
                    ToolDecl{"t", "python", Value::object(config), {}});
  }
  std::shared_ptr<Tool> bind(const std::string &function,
                             Value::Object options = {}) {
    Result<std::unique_ptr<Tool>> tool = tryBind(function, std::move(options));
    if (!tool) {
      ADD_FAILURE() << tool.status().toString();
      abort();
    }
    return std::move(*tool);
  }
  Result<Value> run(const std::string &function,
                    const std::string &arguments = "{}") {
    std::shared_ptr<Tool> tool = bind(function);
    Call call(*tool, "t", json(arguments));
    return call.result();
  }
  /// Waits until the module has written a whole line to a file.
  std::string await(const std::string &name) {
    for (int i = 0; i < 60'000; ++i, usleep(1000))
      if (std::string text = folder.read(name); text.ends_with('\n'))
        return text;
    ADD_FAILURE() << "the module wrote no " << name;
    return "";
  }
  static bool alive(pid_t pid) { return pid > 0 && kill(pid, 0) == 0; }
  static void expectGone(pid_t pid) {
    for (int i = 0; i < 60'000 && alive(pid); ++i)
      usleep(1000);
    EXPECT_FALSE(alive(pid));
  }

  TempFolder folder;
  ToolBox box;
  std::unique_ptr<ToolProvider> provider;
};

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_PROVIDER_PYTHON_TOOLS_H
