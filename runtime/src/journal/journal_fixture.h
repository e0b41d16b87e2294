// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests of journals: runs that record, and that go on.
#ifndef HOCKET_JOURNAL_JOURNAL_FIXTURE_H
#define HOCKET_JOURNAL_JOURNAL_FIXTURE_H

#include "exec/test_support.h"
#include "tool/test_support.h"

namespace hocket::testing {

class JournalTest : public RunTest {
protected:
  /// A tool of one parameter "x".
  static uint32_t addTool(PlanBuilder &builder, const std::string &name,
                          bool writes, bool idempotent = false,
                          bool pure = false);
  /// A program that calls these tools one after another, each with what the one
  /// before gave, the first with the argument "x".
  static std::string chain(const std::vector<uint32_t> &tools,
                           PlanBuilder &builder);

  std::string path() const { return folder.path("runs.journal"); }
  /// The session of a plan file.
  std::shared_ptr<Session> sessionOf(const std::string &plan);
  /// Records a new run. It has not ended.
  RunPtr record(const std::string &plan, std::string_view arguments = "{}");
  /// Goes on with a run, to its end; returns the outcome, or why it does not.
  std::string resume(const std::string &plan, uint64_t id,
                     AmbiguousCalls ambiguous = AmbiguousCalls::Fail);
  /// What the journal says about the run.
  Value runInfo(uint64_t id);

  TempFolder folder;
};

} // namespace hocket::testing

#endif // HOCKET_JOURNAL_JOURNAL_FIXTURE_H
