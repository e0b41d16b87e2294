// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/test_support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;

/// Runs shell scripts as tools.
class ProcessTools : public ::testing::Test {
protected:
  ProcessTools() : provider(createProcessProvider()) {
    box.permissions.programs = {"sh"};
    box.permissions.variables = {"F"};
  }

  std::unique_ptr<Tool> bind(const std::string &script,
                             Value::Object options = {}) {
    Value::Object config = {
        {"command", Value::list({Value::string("sh"), Value::string("-c"),
                                 Value::string(script)})}};
    for (auto &option : options)
      config.push_back(std::move(option));
    Result<std::unique_ptr<Tool>> tool = box.bind(
        *provider, ToolDecl{"t", "process", Value::object(config), {}});
    EXPECT_TRUE(tool.ok()) << tool.status().toString();
    return std::move(*tool);
  }
  Result<Value> run(const std::string &script, Value::Object options = {},
                    const Value &arguments = json("{}")) {
    std::unique_ptr<Tool> tool = bind(script, std::move(options));
    Call call(*tool, "t", arguments);
    return call.result();
  }
  /// Waits until a script has written a process number to the file.
  pid_t awaitPid(const std::string &name) {
    for (int i = 0; i < 60'000; ++i, usleep(1000))
      if (std::string text = folder.read(name); text.ends_with('\n'))
        return std::stoi(text);
    ADD_FAILURE() << "the script wrote no " << name;
    return -1;
  }
  static bool alive(pid_t pid) { return pid > 0 && kill(pid, 0) == 0; }
  /// Orphans are reaped by init, when it comes to it.
  static void expectGone(pid_t pid) {
    for (int i = 0; i < 60'000 && alive(pid); ++i)
      usleep(1000);
    EXPECT_FALSE(alive(pid));
  }

  TempFolder folder;
  ToolBox box;
  std::unique_ptr<ToolProvider> provider;
};

TEST_F(ProcessTools, GetsTheCallAsJson) {
  EXPECT_THAT(run("cat", {}, json(R"({"a": ["$1", "é\n"]})")),
              IsValue(R"({"tool": "t", "arguments": {"a": ["$1", "é\n"]}})"));
}

TEST_F(ProcessTools, ExitStatus) {
  EXPECT_THAT(run("echo 1; exit 3"),
              IsError(HOCKET_TOOL_ERROR, "'sh' exited with status 3"));
  EXPECT_THAT(run("echo first >&2; echo last >&2; exit 3"),
              IsError(HOCKET_TOOL_ERROR, "note: standard error: first\nlast"));
  EXPECT_THAT(
      run("kill -SEGV $$"),
      IsError(HOCKET_UNAVAILABLE, "'sh' was killed by signal 11 (SIGSEGV)"));
  EXPECT_THAT(run("kill -KILL $$"),
              IsError(HOCKET_UNAVAILABLE, "was killed by signal 9 (SIGKILL)"));
}

TEST_F(ProcessTools, ErrorObjects) {
  for (const char *end : {"0", "1"})
    EXPECT_THAT(
        run(std::string(
                R"(echo '{"error": {"message": "no such $1"}}'; exit )") +
            end),
        IsError(HOCKET_TOOL_ERROR, "no such $1 [TOOL_ERROR]"));
  // Only that exact form; a result may well have a member of that name.
  EXPECT_THAT(run(R"(echo '{"error": {"message": "x"}, "value": 1}')"),
              IsValue(R"({"error": {"message": "x"}, "value": 1})"));
  EXPECT_THAT(run(R"(echo '{"error": null}')"), IsValue(R"({"error": null})"));
}

TEST_F(ProcessTools, OutputMustBeOneJsonValue) {
  EXPECT_THAT(run("true"), IsError(HOCKET_TOOL_ERROR,
                                   "standard output of 'sh', found nothing"));
  EXPECT_THAT(run("echo '{'; echo '  x}'"),
              IsError(HOCKET_TOOL_ERROR, "line 2, column 3"));
  EXPECT_THAT(run("echo 1 2"), IsError(HOCKET_TOOL_ERROR, "line 1, column 3"));
  EXPECT_THAT(run("printf '\"\\377\"'"),
              IsError(HOCKET_TOOL_ERROR, "expected one JSON value"));
}

// The end of a long standard error is kept, valid, and not in the way.
TEST_F(ProcessTools, KeepsTheTailOfStandardError) {
  Result<Value> result =
      run("i=0; while [ $i -lt 3000 ]; do echo line $i >&2; i=$((i+1)); done;"
          "printf 'end\\377' >&2; exit 1");
  ASSERT_FALSE(result.ok());
  std::string text = result.status().toString();
  EXPECT_THAT(text, HasSubstr("line 2999\nend\xEF\xBF\xBD"));
  EXPECT_LT(text.size(), 10'000u);
}

// A program need not read its input; writing to it then fails, silently.
TEST_F(ProcessTools, UnreadInput) {
  Value large =
      Value::object({{"x", Value::string(std::string(1 << 22, 'x'))}});
  EXPECT_THAT(run("exec <&-; echo 1", {}, large), IsValue("1"));
  EXPECT_THAT(run("echo 2", {}, large), IsValue("2"));
  EXPECT_THAT(run("head -c 5 >/dev/null; echo 3", {}, large), IsValue("3"));
}

// Cancellation ends the group: the program and what it started.
TEST_F(ProcessTools, CancellationKillsTheGroup) {
  auto tool = bind(
      "sleep 1000 & echo $! > \"$F\"; wait",
      {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})}});
  Call call(*tool, "t", json("{}"));
  pid_t grandchild = awaitPid("pid");
  EXPECT_TRUE(alive(grandchild));
  call.cancel();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  expectGone(grandchild);
}

// What does not listen to SIGTERM gets SIGKILL, stopped or not.
TEST_F(ProcessTools, KillsTheStubborn) {
  for (const char *script :
       {"trap '' TERM; echo $$ > \"$F\"; while :; do sleep 1; done",
        "echo $$ > \"$F\"; kill -STOP $$"}) {
    auto tool = bind(
        script,
        {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})},
         {"kill_grace_ms", Value::integer(20)}});
    Call call(*tool, "t", json("{}"));
    pid_t pid = awaitPid("pid");
    call.cancel();
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
    EXPECT_FALSE(alive(pid)); // reaped before the call completed
    folder.write("pid", "");
  }
}

// Who does not want to wait that long has it killed at once.
TEST_F(ProcessTools, KillsAtOnce) {
  auto tool = bind(
      "trap '' TERM; echo $$ > \"$F\"; while :; do sleep 1; done",
      {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})},
       {"kill_grace_ms", Value::integer(60'000)}});
  EXPECT_EQ(tool->grace(), std::chrono::minutes(1));
  Call call(*tool, "t", json("{}"));
  pid_t pid = awaitPid("pid");
  call.cancel();
  EXPECT_TRUE(call.get()->cancel.kill());
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_FALSE(alive(pid));
}

// A polite program can clean up before it goes.
TEST_F(ProcessTools, SigtermComesFirst) {
  auto tool =
      bind("trap 'echo bye > \"$F.bye\"; exit 0' TERM; echo $$ > \"$F\";"
           "while :; do sleep 0.01; done",
           {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})},
            {"kill_grace_ms", Value::integer(60'000)}});
  Call call(*tool, "t", json("{}"));
  awaitPid("pid");
  call.cancel();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_EQ(folder.read("pid.bye"), "bye\n");
}

// A background process does not outlive the tool, nor hold up its result.
TEST_F(ProcessTools, BackgroundProcessesEnd) {
  EXPECT_THAT(
      run("sleep 1000 & echo $! > \"$F\"; echo 1",
          {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})}}),
      IsValue("1"));
  expectGone(awaitPid("pid"));
  // One that has left the group is let go, with its end of our pipe.
  EXPECT_THAT(
      run("setsid sh -c 'echo $$ > \"$F\"; exec sleep 1000' & "
          "while ! [ -s \"$F\" ]; do :; done; echo 2",
          {{"env", Value::object({{"F", Value::string(folder.path("pid2"))}})},
           {"kill_grace_ms", Value::integer(20)}}),
      IsValue("2"));
  kill(awaitPid("pid2"), SIGKILL);
}

TEST_F(ProcessTools, FloodIsStopped) {
  EXPECT_THAT(run("yes", {{"max_output_bytes", Value::integer(100'000)}}),
              IsError(HOCKET_RESOURCE_EXHAUSTED,
                      "longer than the limit of 100000 bytes"));
  EXPECT_TRUE(run("yes | head -c 10000000 >&2; echo 1").ok());
}

// A tool that goes away takes its running programs along.
TEST_F(ProcessTools, ToolIsDestroyedWhileItRuns) {
  auto tool = bind(
      "echo $$ > \"$F\"; sleep 1000",
      {{"env", Value::object({{"F", Value::string(folder.path("pid"))}})}});
  Call call(*tool, "t", json("{}"));
  pid_t pid = awaitPid("pid");
  tool.reset();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, "cancelled"));
  EXPECT_FALSE(alive(pid));
}

// The host program may have set SIGCHLD to be ignored.
TEST_F(ProcessTools, SomeoneElseReaps) {
  auto before = signal(SIGCHLD, SIG_IGN);
  EXPECT_THAT(run("exit 0"),
              IsError(HOCKET_UNAVAILABLE, "ended in an unknown way"));
  signal(SIGCHLD, before);
}

} // namespace
} // namespace hocket
