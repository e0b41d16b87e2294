// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of journals.
#include "journal/journal_fixture.h"

namespace hocket::testing {

uint32_t JournalTest::addTool(PlanBuilder &builder, const std::string &name,
                              bool writes, bool idempotent, bool pure) {
  uint32_t index = builder.tool(name, {"x"});
  plan::v1::Tool &tool = *builder.message().mutable_tools(int(index));
  tool.set_writes(writes);
  tool.set_pure(pure);
  tool.mutable_policy()->set_idempotent(idempotent);
  return index;
}

std::string JournalTest::chain(const std::vector<uint32_t> &tools,
                               PlanBuilder &builder) {
  RegionBuilder &body = builder.program("main", {"x"});
  Encoded value = body.arg(0);
  for (uint32_t tool : tools) {
    uint32_t node = body.call(tool, {value});
    body.node(node).set_ordered(true);
    value = body.result(node);
  }
  body.yield({value});
  return builder.finish();
}

std::shared_ptr<Session> JournalTest::sessionOf(const std::string &plan) {
  auto loaded = loadPlan(plan);
  EXPECT_TRUE(loaded) << loaded.status().toString();
  auto session = Session::create(instance, *loaded, {});
  EXPECT_TRUE(session) << session.status().toString();
  return *session;
}

RunPtr JournalTest::record(const std::string &plan,
                           std::string_view arguments) {
  std::shared_ptr<Session> session = sessionOf(plan);
  auto journal = Journal::open(path());
  EXPECT_TRUE(journal) << journal.status().toString();
  auto run = RunJournal::create(*journal, *session->plan, "main",
                                parse(arguments), false);
  EXPECT_TRUE(run) << run.status().toString();
  Status started = (*run)->start();
  EXPECT_TRUE(started.ok()) << started.toString();
  RunOptions options;
  options.journal = *run;
  return start(session, parse(arguments), std::move(options));
}

std::string JournalTest::resume(const std::string &plan, uint64_t id,
                                AmbiguousCalls ambiguous) {
  std::shared_ptr<Session> session = sessionOf(plan);
  auto journal = Journal::open(path());
  if (!journal)
    return journal.status().toString();
  auto run = RunJournal::resume(*journal, *session->plan, id, ambiguous);
  if (!run)
    return run.status().toString();
  Status started = (*run)->start();
  EXPECT_TRUE(started.ok()) << started.toString();
  RunOptions options;
  options.journal = *run;
  RunPtr resumed = start(session, *(*run)->arguments(), std::move(options));
  finish(resumed);
  return outcome(resumed);
}

Value JournalTest::runInfo(uint64_t id) {
  auto runs = describeRuns(path());
  EXPECT_TRUE(runs) << runs.status().toString();
  for (const Value &run : runs->asList())
    if (run.get("run")->asInt() == int64_t(id))
      return run;
  ADD_FAILURE() << "no run " << id;
  return {};
}

} // namespace hocket::testing
