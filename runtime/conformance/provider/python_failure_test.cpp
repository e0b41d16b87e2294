// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Python functions as tools: modules that do not load, workers that die, what is
// not allowed.
#include "python_tools.h"

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;

TEST_F(PythonTools, UnloadableModules) {
  module("x = 1\ndef f(:\n    pass\n");
  EXPECT_THAT(run("f"), IsError(HOCKET_INVALID_ARGUMENT,
                                "cannot load 'tools.py': SyntaxError: "));
  EXPECT_THAT(run("f"), IsError(HOCKET_INVALID_ARGUMENT, "(tools.py:2)"));
  module("import no_such_module_anywhere\n");
  EXPECT_THAT(run("f"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "ModuleNotFoundError: No module named "
                      "'no_such_module_anywhere' (tools.py:1)"));
  module("import os\nprint('half way', flush=True)\nos._exit(7)\n");
  EXPECT_THAT(run("f"), IsError(HOCKET_UNAVAILABLE,
                                "the worker of 'tools.py' exited with status 7"));
  EXPECT_THAT(run("f"), IsError(HOCKET_UNAVAILABLE, "half way"));
  // Nothing is kept of the failures.
  module("def f(): return 1\n");
  EXPECT_THAT(run("f"), IsValue("1"));
}

TEST_F(PythonTools, MissingFile) {
  EXPECT_THAT(run("f"), IsError(HOCKET_NOT_FOUND,
                                "cannot load 'tools.py': there is no file"));
}

TEST_F(PythonTools, LoadingTakesTooLong) {
  module("import signal\nsignal.pause()\n");
  box.settings = Value::object(
      {{"workers", Value::integer(1)}, {"load_timeout_ms", Value::integer(50)}});
  EXPECT_THAT(run("f"),
              IsError(HOCKET_DEADLINE_EXCEEDED,
                      "'tools.py' took longer than 50 ms to load"));
}

TEST_F(PythonTools, UnknownFunctions) {
  module("def get_weather(): return 1\nvalue = 5\n");
  EXPECT_THAT(run("get_wether"),
              IsError(HOCKET_NOT_FOUND, "'tools.py' has no function 'get_wether'; "
                                        "did you mean 'get_weather'?"));
  EXPECT_THAT(run("value"), IsError(HOCKET_INVALID_ARGUMENT,
                                    "is no function, but of type int"));
}

// A worker that dies fails its calls, with how it ended and what it said.
TEST_F(PythonTools, WorkersThatDie) {
  module(R"(
import os, sys
def crash():
    print("out of luck")
    os.abort()
def leave(): os._exit(4)
def close():
    os.closerange(3, 64)
    return 1
def f(): return 1
)");
  Result<Value> result = run("crash");
  EXPECT_THAT(result, IsError(HOCKET_UNAVAILABLE,
                              "the worker of 'tools.py' was killed by signal 6 "
                              "(SIGABRT)"));
  EXPECT_THAT(result.status().toString(), HasSubstr("out of luck"));
  EXPECT_THAT(run("leave"), IsError(HOCKET_UNAVAILABLE, "exited with status 4"));
  EXPECT_THAT(run("close"), IsError(HOCKET_UNAVAILABLE, "the worker of"));
  EXPECT_THAT(run("f"), IsValue("1"));
}

// Ends with the session: idle workers by themselves, with what runs at exit.
TEST_F(PythonTools, WorkersEndWithTheSession) {
  module(R"(
import atexit, os
atexit.register(lambda: open(os.environ["F"] + "/end", "w").write("over\n"))
def f(): return os.getpid()
)");
  pid_t pid = static_cast<pid_t>(run("f")->asInt());
  EXPECT_TRUE(alive(pid));
  box.endSession();
  await("end");
  expectGone(pid);
}

TEST_F(PythonTools, NeedsPermission) {
  module("def f(): return 1\n");
  box.permissions.programs = {"sh"};
  EXPECT_THAT(tryBind("f").status(),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-run=python3"));
  box.permissions.programs = {"python3"};
  box.permissions.variables = {};
  EXPECT_THAT(tryBind("f").status(),
              IsError(HOCKET_PERMISSION_DENIED, "--allow-env=F"));
}

TEST_F(PythonTools, WrongOptions) {
  auto refusal = [&](const char *config) {
    return box.bind(*provider, ToolDecl{"t", "python", json(config), {}}).status();
  };
  EXPECT_THAT(refusal("{}"), IsError(HOCKET_INVALID_ARGUMENT,
                                     "needs either a 'file' or a 'module'"));
  EXPECT_THAT(refusal(R"({"file": "a", "module": "b"})"),
              IsError(HOCKET_INVALID_ARGUMENT, "needs either"));
  EXPECT_THAT(refusal(R"({"file": 5})"),
              IsError(HOCKET_INVALID_ARGUMENT, "'file': expected a text, found 5"));
  EXPECT_THAT(refusal(R"({"file": "a", "command": ["sh"]})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "provider 'python' has no option 'command'"));
  box.settings = json(R"({"workers": 0})");
  EXPECT_THAT(refusal(R"({"file": "a"})"),
              IsError(HOCKET_INVALID_ARGUMENT,
                      "'workers': expected a number from 1 to 4096, found 0"));
  box.settings = json(R"({"wrokers": 2})");
  EXPECT_THAT(refusal(R"({"file": "a"})"),
              IsError(HOCKET_INVALID_ARGUMENT, "there is no 'wrokers'"));
}

} // namespace
} // namespace hocket
