// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Python functions as tools: workers, their queue, how calls and workers end.
#include "python_tools.h"

#include <future>

namespace hocket {
namespace {

using namespace hocket::testing;
using ::testing::HasSubstr;

// One process loads the module and serves call after call.
TEST_F(PythonTools, WorkersStay) {
  module("import os\n"
         "open(os.environ['F'] + '/loads', 'a').write('.')\n"
         "count = 0\n"
         "def f():\n"
         "    global count\n"
         "    count += 1\n"
         "    return count\n"
         "def g(): return f()\n");
  EXPECT_THAT(run("f"), IsValue("1"));
  EXPECT_THAT(run("f"), IsValue("2"));
  EXPECT_THAT(run("g"), IsValue("3")); // functions of a file share its workers
  EXPECT_EQ(folder.read("loads"), ".");
}

// Each call of a `def` has a process; two of them meet.
TEST_F(PythonTools, CallsOfDefRunAtTheSameTime) {
  module(R"(
import os, time
def meet(me, other):
    open(os.environ["F"] + "/" + me, "w").write("x\n")
    while not os.path.exists(os.environ["F"] + "/" + other):
        time.sleep(0.001)
    return os.getpid()
)");
  std::shared_ptr<Tool> tool = bind("meet");
  Call a(*tool, "t", json(R"({"me": "a", "other": "b"})"));
  Call b(*tool, "t", json(R"({"me": "b", "other": "a"})"));
  ASSERT_TRUE(a.result().ok());
  ASSERT_TRUE(b.result().ok());
  EXPECT_NE(a.result()->asInt(), b.result()->asInt());
}

// Calls of `async def` share one process, also with a single worker.
TEST_F(PythonTools, CallsOfAsyncDefShareAWorker) {
  workers(1);
  module(R"(
import asyncio, os
count = 0
everyone = None
async def meet(expected):
    global count, everyone
    everyone = everyone or asyncio.Event()
    count += 1
    if count == expected:
        everyone.set()
    await everyone.wait()
    return os.getpid()
def plain(): return asyncio.run(nothing())
async def nothing(): return os.getpid()
)");
  std::shared_ptr<Tool> tool = bind("meet"), plain = bind("plain");
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < 20; ++i)
    calls.push_back(std::make_unique<Call>(*tool, "t", json(R"({"expected": 20})")));
  Call after(*plain, "t", json("{}"));
  for (const std::unique_ptr<Call> &call : calls) {
    ASSERT_TRUE(call->result().ok()) << call->result().status().toString();
    EXPECT_EQ(*call->result(), *calls[0]->result());
  }
  // A `def` may run a loop of its own, and `async def` goes on after it.
  EXPECT_EQ(*after.result(), *calls[0]->result());
  EXPECT_EQ(*run("nothing"), *calls[0]->result());
}

constexpr const char *waiting = R"(
import asyncio, os, signal, subprocess
def tell(name, text): open(os.environ["F"] + "/" + name, "w").write(f"{text}\n")
def hang(name, stubborn=False):
    if stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen(["sleep", "1000"])
    tell(name, f"{os.getpid()} {child.pid}")
    while True: signal.pause()
async def rest(name):
    tell(name, os.getpid())
    try:
        await asyncio.Event().wait()
    finally:
        tell(name + ".end", "over")
async def deaf(name):
    tell(name, os.getpid())
    while True: signal.pause()
def pid(): return os.getpid()
async def pid_async(): return os.getpid()
)";

// A `def` cannot be interrupted: its process goes, with its children, and the
// next call has a new one.
TEST_F(PythonTools, CancelledDefEndsItsWorker) {
  workers(1);
  module(waiting);
  for (const char *arguments :
       {R"({"name": "a"})", R"({"name": "b", "stubborn": true})"}) {
    std::shared_ptr<Tool> tool =
        bind("hang", {{"kill_grace_ms", Value::integer(50)}});
    Call call(*tool, "t", json(arguments));
    std::string name = json(arguments).get("name")->asString();
    std::string pids = await(name);
    pid_t worker = std::stoi(pids);
    pid_t child = std::stoi(pids.substr(pids.find(' ')));
    Call next(*bind("pid"), "t", json("{}"));
    EXPECT_FALSE(next.finished());
    call.cancel();
    EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, ""));
    EXPECT_FALSE(alive(worker)); // a call ends after its process
    expectGone(child);
    ASSERT_TRUE(next.result().ok()) << next.result().status().toString();
    EXPECT_NE(next.result()->asInt(), worker);
  }
}

// The task of an `async def` is cancelled; its worker and its neighbours stay.
TEST_F(PythonTools, CancelledAsyncDefKeepsItsWorker) {
  workers(1);
  module(waiting);
  std::shared_ptr<Tool> tool = bind("rest");
  Call neighbour(*tool, "t", json(R"({"name": "a"})"));
  Call call(*tool, "t", json(R"({"name": "b"})"));
  std::string pid = await("a");
  await("b");
  call.cancel();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, ""));
  EXPECT_EQ(folder.read("b.end"), "over\n");
  EXPECT_FALSE(neighbour.finished());
  EXPECT_EQ(std::to_string(run("pid_async")->asInt()) + "\n", pid);
  neighbour.cancel();
  EXPECT_THAT(neighbour.result(), IsError(HOCKET_CANCELLED, ""));
}

// One that does not give way is ended by force, after the grace period.
TEST_F(PythonTools, DeafAsyncDef) {
  workers(1);
  module(waiting);
  std::shared_ptr<Tool> deaf = bind("deaf", {{"kill_grace_ms", Value::integer(20)}});
  Call neighbour(*bind("rest"), "t", json(R"({"name": "a"})"));
  await("a");
  Call call(*deaf, "t", json(R"({"name": "b"})"));
  pid_t pid = std::stoi(await("b"));
  call.cancel();
  EXPECT_THAT(call.result(), IsError(HOCKET_CANCELLED, ""));
  EXPECT_THAT(neighbour.result(),
              IsError(HOCKET_UNAVAILABLE, "a call beside this one"));
  expectGone(pid);
}

// What waits for a worker leaves at once, and the rest keep their order.
TEST_F(PythonTools, CancelledInTheQueue) {
  workers(1);
  module(std::string(waiting) +
         "def note(n):\n"
         "    open(os.environ['F'] + '/order', 'a').write(f'{n}')\n");
  Call first(*bind("hang"), "t", json(R"({"name": "a"})"));
  await("a");
  std::shared_ptr<Tool> tool = bind("note");
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < 4; ++i)
    calls.push_back(std::make_unique<Call>(
        *tool, "t", Value::object({{"n", Value::integer(i)}})));
  calls[1]->cancel();
  EXPECT_THAT(calls[1]->result(), IsError(HOCKET_CANCELLED, ""));
  EXPECT_FALSE(first.finished());
  first.cancel();
  for (int i : {0, 2, 3})
    EXPECT_TRUE(calls[i]->result().ok()) << i;
  EXPECT_EQ(folder.read("order"), "023");
}

// Waiting for a worker is not the call's work: begin() comes when one has it.
TEST_F(PythonTools, TellsWhenTheWorkBegins) {
  workers(1);
  module(waiting);
  Call first(*bind("hang"), "t", json(R"({"name": "a"})"));
  await("a");
  std::shared_ptr<Tool> tool = bind("pid");
  EXPECT_TRUE(tool->queuesCalls());
  std::promise<void> ended;
  std::atomic<bool> begun = false;
  auto waiting = std::make_shared<Invocation>("t", json("{}"), [&](Result<Value> result) {
    EXPECT_TRUE(result.ok()) << result.status().toString();
    ended.set_value();
  });
  waiting->onBegin([&] { begun = true; });
  tool->start(waiting);
  std::promise<void> settled;
  box.loop().post([&] { settled.set_value(); });
  settled.get_future().wait();
  EXPECT_FALSE(begun);
  first.cancel();
  ended.get_future().wait();
  EXPECT_TRUE(begun);
}

} // namespace
} // namespace hocket
