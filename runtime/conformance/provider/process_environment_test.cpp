// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a process tool is started with.
#include "tool/test_support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

namespace hocket {
namespace {

using namespace hocket::testing;

class ProcessEnvironment : public ::testing::Test {
protected:
  ProcessEnvironment() : provider(createProcessProvider()) {
    box.permissions.programs = {"sh"};
  }
  Result<std::unique_ptr<Tool>> bind(const std::string &config) {
    return box.bind(*provider, ToolDecl{"t", "process", json(config), {}});
  }
  /// Runs a script whose output is text.
  std::string output(const std::string &script,
                     const std::string &options = "") {
    std::string text =
        "{ " + script + "; } | tr '\\t' ' ' | sed 's/.*/\"&\",/'";
    Result<std::unique_ptr<Tool>> tool =
        bind(R"({"command": ["sh", "-c", )" +
             Value::string("echo '['; " + text + "; echo 'null]'").toJson() +
             "]" + options + "}");
    EXPECT_TRUE(tool.ok()) << tool.status().toString();
    Call call(**tool, "t", json("{}"));
    Result<Value> result = call.result();
    EXPECT_TRUE(result.ok()) << result.status().toString();
    std::string lines;
    for (const Value &line : result->asList())
      if (line.isString())
        lines += line.asString() + "\n";
    return lines;
  }
  TempFolder folder;
  ToolBox box;
  std::unique_ptr<ToolProvider> provider;
};

// Secrets of the environment stay here unless they are passed on by name and the
// user allowed that; nor does a plan set what it likes.
TEST_F(ProcessEnvironment, Variables) {
  setenv("HOCKET_TEST_SECRET", "s3cret", 1);
  setenv("LC_TIME", "C", 1);
  EXPECT_THAT(
      bind(R"({"command": ["sh"], "inherit_env": ["HOCKET_TEST_SECRET"]})"),
      IsError(HOCKET_PERMISSION_DENIED, "--allow-env=HOCKET_TEST_SECRET"));
  for (const char *name : {"LD_PRELOAD", "PATH", "LANG"})
    EXPECT_THAT(bind(R"({"command": ["sh"], "env": {")" + std::string(name) +
                     R"(": "/tmp/x"}})"),
                IsError(HOCKET_PERMISSION_DENIED,
                        "--allow-env=" + std::string(name)));
  EXPECT_THAT(output("env", R"(, "inherit_env": ["PATH", "LC_TIME"])"),
              ::testing::HasSubstr("LC_TIME=C\n"));
  box.permissions.variables = {"HOCKET_*", "MODE", "LANG"};
  std::string all = output("env");
  EXPECT_THAT(all, ::testing::HasSubstr("PATH="));
  EXPECT_THAT(all, ::testing::Not(::testing::HasSubstr("s3cret")));
  EXPECT_THAT(output("env", R"(, "inherit_env": ["HOCKET_TEST_SECRET"])"),
              ::testing::HasSubstr("HOCKET_TEST_SECRET=s3cret\n"));
  EXPECT_THAT(output("env", R"(, "env": {"MODE": "a b", "LANG": "xx"})"),
              ::testing::AllOf(::testing::HasSubstr("MODE=a b\n"),
                               ::testing::HasSubstr("LANG=xx\n")));
  unsetenv("HOCKET_TEST_SECRET");
  unsetenv("LC_TIME");
}

TEST_F(ProcessEnvironment, Folder) {
  EXPECT_EQ(output("pwd", R"(, "cwd": ")" + folder.path() + "\""),
            folder.path() + "\n");
  Result<std::unique_ptr<Tool>> tool =
      bind(R"({"command": ["sh"], "cwd": ")" + folder.path("none") + "\"}");
  ASSERT_TRUE(tool.ok());
  Call call(**tool, "t", json("{}"));
  EXPECT_THAT(call.result(),
              IsError(HOCKET_NOT_FOUND, "expected a folder to run 'sh' in"));
}

// A descriptor without FD_CLOEXEC does not reach the tool.
TEST_F(ProcessEnvironment, Descriptors) {
  int leaky = open("/dev/null", O_RDONLY);
  ASSERT_GE(leaky, 0);
  std::string open = output("ls -l /proc/$$/fd | grep -c /dev/null; true");
  EXPECT_EQ(open, "0\n");
  close(leaky);
}

// Signal handling starts afresh, in a session of its own.
TEST_F(ProcessEnvironment, SignalsAndSession) {
  auto before = signal(SIGTERM, SIG_IGN);
  // But for the two that the C library keeps for itself, 32 and 33.
  EXPECT_THAT(
      output("grep -E 'SigBlk|SigIgn' /proc/self/status"),
      ::testing::MatchesRegex("SigBlk: 0+\nSigIgn: 0000000[01][08]0000000\n"));
  signal(SIGTERM, before);
  EXPECT_EQ(output("test $$ = $(cut -d' ' -f6 /proc/$$/stat) && echo leader"),
            "leader\n");
}

TEST_F(ProcessEnvironment, WhatCannotBeRun) {
  EXPECT_THAT(bind(R"({"command": ["cat"]})"),
              IsError(HOCKET_PERMISSION_DENIED,
                      "running 'cat' is not allowed; allow it with "
                      "--allow-run=cat"));
  EXPECT_THAT(bind(R"({"command": ["no-such-program"]})"),
              IsError(HOCKET_NOT_FOUND, "in no folder of PATH"));
  // Executable, but no program: it is found out when it is run.
  std::string fake = folder.write("fake", "\x7f"
                                          "ELF");
  chmod(fake.c_str(), 0755);
  box.permissions.programs.push_back(fake);
  Result<std::unique_ptr<Tool>> tool =
      bind(R"({"command": [")" + fake + "\"]}");
  ASSERT_TRUE(tool.ok());
  Call call(**tool, "t", json("{}"));
  EXPECT_THAT(call.result(), IsError(HOCKET_TOOL_ERROR, "cannot run"));
}

TEST_F(ProcessEnvironment, ConfigurationErrors) {
  auto error = [&](std::string config, std::string text) {
    EXPECT_THAT(bind(config), IsError(HOCKET_INVALID_ARGUMENT, text));
  };
  error("[]", "expected the provider's options as an object");
  error("{}", "'command': expected a program and its arguments, found nothing");
  error(R"({"command": []})",
        "'command': expected a program and its arguments, found []");
  error(R"({"command": "sh"})",
        "'command': expected a list of texts, found \"sh\"");
  error(R"({"command": ["sh", 1]})", "expected a list of texts");
  error(R"({"command": ["sh", "a\u0000b"]})", "expected a list of texts");
  error(R"({"command": ["sh"], "cmd": 1})",
        "provider 'process' has no option 'cmd'");
  error(R"({"command": ["sh"], "mode": "server"})",
        "expected \"oneshot\", found \"server\"");
  error(R"({"command": ["sh"], "env": {"A=B": "x"}})",
        "expected an object of texts");
  error(R"({"command": ["sh"], "cwd": 1})", "'cwd': expected a text, found 1");
  error(R"({"command": ["sh"], "max_output_bytes": -1})",
        "expected a number from 0 to 1073741824");
  error(R"({"command": ["sh"], "max_output_bytes": 1073741825})",
        "expected a number from 0 to 1073741824");
  error(R"({"command": ["sh"], "kill_grace_ms": 60001})",
        "expected a number from 0 to 60000");
}

} // namespace
} // namespace hocket
