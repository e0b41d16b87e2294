// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one run records.
#include "journal/run_journal.h"

#include "journal/digest.h"
#include "journal/plan_difference.h"
#include "plan/loader.h"

namespace hocket {

Result<std::shared_ptr<RunJournal>>
RunJournal::create(std::shared_ptr<Journal> journal, const Plan &plan,
                   std::string program, const Value &arguments,
                   bool failFast) {
  if (plan.bytes.empty())
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "the plan is too large for a journal: it exceeds " +
                      std::to_string(Plan::maxKeptBytes >> 20) + " MiB");
  Result<std::string> uuid = randomId();
  if (!uuid)
    return uuid.status();
  std::shared_ptr<RunJournal> run(new RunJournal(std::move(journal)));
  run->record.uuid = *std::move(uuid);
  run->record.planHash = sha256(plan.bytes);
  run->record.program = std::move(program);
  run->record.arguments = arguments.toJson();
  run->record.failFast = failFast;
  run->planBytes = plan.bytes;
  return run;
}

/// "call 'send' at a.py:3:4, with the arguments {…}".
static std::string describe(const UnfinishedCall &call) {
  constexpr size_t most = 500;
  std::string text = "call '" + call.label + "'";
  if (call.tool != call.label)
    text += " of '" + call.tool + "'";
  if (!call.location.empty())
    text += " at " + call.location;
  size_t shown = std::min(most, call.arguments.size());
  while (shown < call.arguments.size() && (call.arguments[shown] & 0xC0) == 0x80)
    --shown; // not inside a character
  text += ", with the arguments " + call.arguments.substr(0, shown);
  return shown < call.arguments.size() ? text + " …" : text;
}

static Status refuseAmbiguous(const RunRecord &record) {
  Status status;
  size_t count = 0;
  constexpr size_t most = 10;
  for (const UnfinishedCall &call : record.unfinished) {
    if (call.idempotent)
      continue;
    if (++count == 1)
      status = Status(HOCKET_INVALID_ARGUMENT,
                      "run " + std::to_string(record.id) +
                          " was interrupted in a call that may have happened "
                          "and must not happen twice; --ambiguous=retry makes "
                          "it again, --ambiguous=skip goes on as if it had "
                          "failed");
    if (count <= most)
      status = std::move(status).note("interrupted: " + describe(call));
  }
  if (count > most)
    status = std::move(status).note("and " + std::to_string(count - most) +
                                    " more");
  return status;
}

Result<std::shared_ptr<RunJournal>>
RunJournal::resume(std::shared_ptr<Journal> journal, const Plan &plan,
                   uint64_t id, AmbiguousCalls ambiguous) {
  std::shared_ptr<RunJournal> run(new RunJournal(std::move(journal)));
  if (!run->journal->claimRun(id))
    return Status(HOCKET_UNAVAILABLE,
                  "run " + std::to_string(id) + " is running");
  run->record.id = id;
  run->holdsClaim = true;
  // Everything that others have recorded of it is in the file: nobody runs it.
  Result<std::unique_ptr<JournalDatabase>> database =
      JournalDatabase::openToRead(run->path());
  if (!database)
    return database.status();
  HOCKET_RETURN_IF_ERROR((*database)->checkPages());
  Result<RunRecord> record = (*database)->run(id);
  if (!record)
    return record.status();
  run->record = *std::move(record);
  Result<std::string> bytes = (*database)->planBytes(run->record.planHash);
  if (!bytes)
    return bytes.status();
  if (plan.bytes != *bytes) {
    Result<std::shared_ptr<const Plan>> recorded = loadPlan(*bytes);
    if (!recorded)
      return recorded.status();
    return Status(HOCKET_INVALID_ARGUMENT,
                  "the plan is not that of run " + std::to_string(id) + ": " +
                      planDifference(**recorded, plan));
  }
  if (run->record.state == RunState::Failed)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "run " + std::to_string(id) +
                      " is over, there is nothing to go on with: it failed")
        .note(run->record.error);
  run->isNew = false;
  run->over = run->record.state == RunState::Succeeded;
  run->ambiguous = ambiguous;
  if (!run->over && ambiguous == AmbiguousCalls::Fail)
    HOCKET_RETURN_IF_ERROR(refuseAmbiguous(run->record));
  auto calls = (*database)->calls(id);
  if (!calls)
    return calls.status();
  run->calls = *std::move(calls);
  return run;
}

RunJournal::~RunJournal() { release(); }

void RunJournal::release() {
  if (std::exchange(holdsClaim, false))
    journal->releaseRun(record.id);
}

Status RunJournal::start() {
  if (over)
    return {};
  Status status = journal->write([this](JournalDatabase &database) {
    return isNew ? database.addRun(record, planBytes)
                 : database.resumeRun(record.id);
  });
  planBytes = std::string();
  if (isNew && status.ok())
    holdsClaim = journal->claimRun(record.id);
  return status;
}

std::string RunJournal::idempotencyKey(const std::string &key) const {
  constexpr size_t most = 100; // servers take some 255
  return record.uuid + ":" + (key.size() <= most ? key : sha256(key));
}

void RunJournal::intend(CallRecord call, Done done) {
  journal->submit(
      [id = record.id, call = std::move(call)](JournalDatabase &database) {
        return database.addIntent(id, call);
      },
      std::move(done));
}

void RunJournal::withdraw(std::string key) {
  journal->submit(
      [id = record.id, key = std::move(key)](JournalDatabase &database) {
        return database.dropIntent(id, key);
      },
      nullptr);
}

void RunJournal::finish(CallRecord call, Result<Value> result, Done done) {
  journal->submit(
      [id = record.id, call = std::move(call),
       result = std::move(result)](JournalDatabase &database) {
        return database.addOutcome(id, call, result);
      },
      std::move(done));
}

void RunJournal::end(RunState state, std::string error, Done done) {
  journal->submit(
      [id = record.id, state,
       error = std::move(error)](JournalDatabase &database) {
        return database.endRun(id, state, error);
      },
      [this, done = std::move(done)](Status status) {
        release();
        done(std::move(status));
      });
}

} // namespace hocket
