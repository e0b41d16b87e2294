// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one run records, and, if it is a run that goes on, what it finds.
#ifndef HOCKET_JOURNAL_RUN_JOURNAL_H
#define HOCKET_JOURNAL_RUN_JOURNAL_H

#include "journal/journal.h"

namespace hocket {

struct Plan;

/// What to do with a call that was interrupted and must not happen twice.
enum class AmbiguousCalls { Fail, Retry, Skip };

class RunJournal {
public:
  using Done = Journal::Done;

  /// A new run.
  static Result<std::shared_ptr<RunJournal>>
  create(std::shared_ptr<Journal> journal, const Plan &plan,
         std::string program, const Value &arguments, bool failFast);
  /// Goes on with a run. Refuses another plan than the run's, naming the
  /// difference, a run that has failed, and one with ambiguous calls, unless the
  /// user has decided about them. A run that has succeeded is only read.
  static Result<std::shared_ptr<RunJournal>>
  resume(std::shared_ptr<Journal> journal, const Plan &plan, uint64_t id,
         AmbiguousCalls ambiguous);
  ~RunJournal();

  /// Records that it runs. Waits; before anything else is recorded.
  Status start();

  uint64_t id() const { return record.id; }
  const std::string &path() const { return journal->path(); }
  const std::string &program() const { return record.program; }
  /// INVALID: the journal is damaged.
  Result<Value> arguments() const { return Value::parse(record.arguments); }
  bool failFast() const { return record.failFast; }

  /// What is known of a call from before; null if nothing.
  const RecordedCall *find(const std::string &key) const {
    auto found = calls.find(key);
    return found == calls.end() ? nullptr : &found->second;
  }
  AmbiguousCalls ambiguousCalls() const { return ambiguous; }
  /// The run has succeeded: what is not recorded was not wanted.
  bool isOver() const { return over; }

  /// The same for a call whenever the run goes on, and for no other call.
  std::string idempotencyKey(const std::string &key) const;

  /// The run has ended: others may go on with it.
  void release();

  // In the order of the calls; `done` as in Journal::submit.
  void intend(CallRecord call, Done done);
  void withdraw(std::string key);
  void finish(CallRecord call, Result<Value> result, Done done);
  void end(RunState state, std::string error, Done done);

private:
  RunJournal(std::shared_ptr<Journal> journal) : journal(std::move(journal)) {}

  const std::shared_ptr<Journal> journal;
  RunRecord record;
  std::string planBytes; // of a new run, until it starts
  bool isNew = true;
  bool over = false;
  bool holdsClaim = false;
  AmbiguousCalls ambiguous = AmbiguousCalls::Fail;
  std::unordered_map<std::string, RecordedCall> calls;
};

/// The runs of a journal, as JSON: a list of objects. Nothing is locked.
Result<Value> describeRuns(const std::string &path);
/// The plan of a run.
Result<std::shared_ptr<const Plan>> loadRunPlan(const std::string &path,
                                                uint64_t run);

} // namespace hocket

#endif // HOCKET_JOURNAL_RUN_JOURNAL_H
