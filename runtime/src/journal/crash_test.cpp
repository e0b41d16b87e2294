// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program of 200 calls with effects is killed at every commit of its journal,
// before and after it, and goes on. Whatever it did is counted outside of it.
#include "exec/test_support.h"
#include "tool/test_support.h"

#include <csignal>
#include <sys/mman.h>
#include <sys/wait.h>

using namespace hocket;
using namespace hocket::testing;

namespace {
constexpr unsigned numCalls = 200;
constexpr unsigned firstSend = 100; // of these calls on, none may happen twice

/// What the processes share, and what survives them.
struct Ledger {
  std::atomic<uint32_t> happened[numCalls];
  char outcome[1 << 16]; // of the last run that came to its end
};

/// What a process is to do.
struct Task {
  bool resume = false;
  AmbiguousCalls ambiguous = AmbiguousCalls::Fail;
  unsigned killAt = 0;             // a boundary; 0: none
  std::vector<bool> failing = {};  // calls that fail as skipped ones do
};

class CrashTest : public ::testing::TestWithParam<size_t> {
protected:
  CrashTest() : plan(makePlan()) {
    void *memory = mmap(nullptr, sizeof(Ledger), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ledger = new (memory) Ledger;
    // Thousands of files that a killed process leaves whole: no disk is needed.
    if (access("/dev/shm", W_OK) == 0)
      setenv("TMPDIR", "/dev/shm", 1);
  }
  ~CrashTest() override { munmap(ledger, sizeof(Ledger)); }

  /// Calls 0 to 99 put, 100 to 199 send: side by side in a map, one after
  /// another in a loop, and as a crowd of their own.
  static std::string makePlan() {
    PlanBuilder builder;
    for (const char *name : {"put", "send"}) {
      uint32_t index = builder.tool(name, {"id"}, name[0] == 'p');
      plan::v1::Tool &tool = *builder.message().mutable_tools(int(index));
      tool.set_writes(true);
      tool.mutable_policy()->set_idempotent(name[0] == 'p');
    }
    RegionBuilder &body = builder.program("main");
    std::string ids = "[0";
    for (int i = 1; i < 30; ++i)
      ids += "," + std::to_string(i);
    uint32_t map = body.map(builder.constant(ids + "]"), {}, 4);
    RegionBuilder &each = body.region(map);
    uint32_t put = each.call(0, {each.arg(0)}); // gives the id of a send
    each.yield({each.result(each.call(1, {each.result(put)}))});
    uint32_t loop =
        body.loop(builder.constant("130"), builder.constant("160"),
                  builder.constant("1"), {builder.constant("[]")}, {});
    RegionBuilder &turn = body.region(loop);
    uint32_t sent = turn.call(1, {turn.arg(0)});
    turn.yield({turn.result(turn.list({turn.arg(1), turn.result(sent)}))});
    EncodedList results{body.result(map), body.result(loop)};
    uint32_t previous = UINT32_MAX;
    for (unsigned id = 30; id < 100; ++id) {
      uint32_t node = body.call(0, {builder.constant(std::to_string(id))});
      if (id < 65 && previous != UINT32_MAX)
        body.after(node, previous);
      previous = node;
      results.push_back(body.result(node));
    }
    for (unsigned id = 160; id < 200; ++id)
      results.push_back(
          body.result(body.call(1, {builder.constant(std::to_string(id))})));
    for (size_t i = 0; i < results.size(); ++i)
      builder.output(std::to_string(i), results[i]);
    return builder.finish();
  }

  /// Does it in a process of its own. Its exit code, or -1 if it was killed.
  int perform(const Task &task) {
    pid_t child = fork();
    if (child == 0)
      _exit(performHere(task));
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
      return -1;
    EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
    return WEXITSTATUS(status);
  }

  Result<Value> call(const Task &task, Invocation &invocation) {
    auto id = unsigned(invocation.arguments.get("id")->asInt());
    if (!task.failing.empty() && task.failing[id])
      return Status(HOCKET_TOOL_ERROR,
                    "the run was interrupted in this call of 'send', which may "
                    "have happened, and it was skipped");
    ++ledger->happened[id];
    return Value::integer(id < 30 ? id + firstSend : id);
  }

  int performHere(const Task &task) {
    auto provider = std::make_unique<FunctionProvider>();
    provider->tools["put"] = {Tool::Kind::Compute,
                              [&](Invocation &i) { return call(task, i); },
                              nullptr};
    provider->tools["send"] = {Tool::Kind::Async, nullptr,
                               [&](std::shared_ptr<Invocation> i) {
                                 i->complete(call(task, *i));
                               }};
    auto instance = *Instance::create({.workers = 2});
    (void)instance->addProvider(std::move(provider));
    auto session = *Session::create(instance, *loadPlan(plan), {});
    JournalOptions options;
    options.file.durable = false; // a killed process loses nothing it wrote
    options.maxBatch = GetParam();
    unsigned boundary = 0;
    options.atBoundary = [&] {
      if (++boundary == task.killAt)
        kill(getpid(), SIGKILL);
    };
    auto journal = Journal::open(path(), options);
    if (!journal)
      return 2;
    auto recorded =
        task.resume
            ? RunJournal::resume(*journal, *session->plan, 1, task.ambiguous)
            : RunJournal::create(*journal, *session->plan, "main",
                                 Value::object({}), false);
    if (!recorded)
      return recorded.status().code() == HOCKET_NOT_FOUND ? 3 : 4;
    if (!(*recorded)->start().ok())
      return 5;
    RunOptions runOptions;
    runOptions.journal = *recorded;
    auto run = *hocket::Run::create(session, session->plan->programs.front(),
                                    {}, std::move(runOptions));
    run->start();
    if (!run->wait(std::chrono::minutes(1)))
      return 6;
    std::string text = run->status().toString();
    for (const RunOutput &output : run->outputs())
      text += (output.status.ok() ? output.value.toJson()
                                  : output.status.toString()) +
              "\n";
    snprintf(ledger->outcome, sizeof ledger->outcome, "%s", text.c_str());
    return 0;
  }

  std::string path() { return folder->path("crash.journal"); }
  void forget() {
    folder = std::make_unique<TempFolder>();
    for (auto &count : ledger->happened)
      count = 0;
    ledger->outcome[0] = 0;
  }
  /// What a run gives that nobody disturbs, but in which these calls fail.
  std::string undisturbed(std::vector<bool> failing = {}) {
    std::unique_ptr<TempFolder> before = std::move(folder);
    folder = std::make_unique<TempFolder>();
    Task task;
    task.failing = std::move(failing);
    EXPECT_EQ(perform(task), 0);
    folder = std::move(before);
    return ledger->outcome;
  }

  void killAndResume(unsigned boundary, const std::string &expected);

  const std::string plan;
  std::unique_ptr<TempFolder> folder;
  Ledger *ledger;
  bool wasKilled = true;
};
} // namespace

void CrashTest::killAndResume(unsigned boundary, const std::string &expected) {
  SCOPED_TRACE("killed at boundary " + std::to_string(boundary));
  forget();
  wasKilled = perform({.killAt = boundary}) == -1;
  // As recorded: what has finished, and what of the rest is in doubt.
  std::unordered_map<std::string, RecordedCall> finished;
  size_t doubtful = 0, doubtfulAndDone = 0;
  std::vector<bool> skipped(numCalls);
  {
    auto database = JournalDatabase::openToRead(path());
    ASSERT_TRUE(database) << database.status().toString();
    auto calls = (*database)->calls(1);
    ASSERT_TRUE(calls);
    for (const auto &[key, call] : *calls) {
      if (call.finished) {
        finished.emplace(key, call);
        continue;
      }
      auto id = unsigned(parse(call.arguments).get("id")->asInt());
      if (id < firstSend)
        continue;
      ++doubtful;
      skipped[id] = true;
      doubtfulAndDone += ledger->happened[id] != 0;
    }
  }
  uint32_t before[numCalls];
  for (unsigned id = 0; id < numCalls; ++id)
    before[id] = ledger->happened[id];

  Task task{.resume = true};
  std::string wanted = expected;
  int code = perform(task);
  if (code == 3) { // killed before the run itself was recorded
    for (uint32_t count : before)
      EXPECT_EQ(count, 0u);
    return;
  }
  if (doubtful != 0) {
    // Nothing happens until the user, who can look, has decided.
    EXPECT_EQ(code, 4);
    for (unsigned id = 0; id < numCalls; ++id)
      EXPECT_EQ(ledger->happened[id], before[id]);
    task.ambiguous =
        doubtfulAndDone ? AmbiguousCalls::Skip : AmbiguousCalls::Retry;
    code = perform(task);
  }
  ASSERT_EQ(code, 0);
  std::string outcome = ledger->outcome;
  for (unsigned id = 0; id < numCalls; ++id) {
    EXPECT_LE(ledger->happened[id], id >= firstSend ? 1u : 2u) << id;
    EXPECT_GE(ledger->happened[id], doubtfulAndDone ? 0u : 1u) << id;
  }
  {
    auto database = JournalDatabase::openToRead(path());
    auto calls = (*database)->calls(1);
    ASSERT_TRUE(calls);
    for (const auto &[key, call] : *calls) {
      EXPECT_TRUE(call.finished) << key;
      if (auto known = finished.find(key); known != finished.end()) {
        auto id = unsigned(parse(call.arguments).get("id")->asInt());
        EXPECT_EQ(ledger->happened[id], before[id]) << "finished, and ran again";
        EXPECT_EQ(call.outcome, known->second.outcome);
      }
    }
    EXPECT_EQ(calls->size(), doubtfulAndDone ? calls->size() : numCalls);
  }
  if (doubtfulAndDone)
    wanted = undisturbed(skipped);
  EXPECT_EQ(outcome, wanted);
}

TEST_P(CrashTest, EveryBoundary) {
  forget();
  std::string expected = undisturbed();
  for (unsigned id = 0; id < numCalls; ++id)
    ASSERT_EQ(ledger->happened[id], 1u) << id;
  unsigned boundary = 1;
  for (; wasKilled && !HasFatalFailure() && !HasNonfatalFailure(); ++boundary)
    killAndResume(boundary, expected);
  // Each call has two records, and each commit two boundaries.
  EXPECT_GE(boundary, GetParam() == 1 ? 2 * 2 * numCalls : 10);
}

INSTANTIATE_TEST_SUITE_P(Batches, CrashTest,
                         ::testing::Values(size_t(1), SIZE_MAX),
                         [](const auto &info) {
                           return info.param == 1 ? "OneRecordACommit"
                                                  : "GroupCommit";
                         });
