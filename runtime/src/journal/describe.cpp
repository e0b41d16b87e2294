// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Journals as others see them: which runs there are, and their plans.
#include "journal/run_journal.h"
#include "plan/loader.h"

#include <ctime>

namespace hocket {

/// "2026-03-14T15:09:26Z".
static Value timeValue(int64_t us) {
  if (us == 0)
    return {};
  time_t seconds = time_t(us / 1'000'000);
  struct tm parts;
  char text[64];
  if (!gmtime_r(&seconds, &parts) ||
      !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts))
    return {};
  return Value::string(text);
}

static Value parsed(const std::string &json) {
  Result<Value> value = Value::parse(json);
  return value ? *value : Value();
}

static Value describe(const RunRecord &run) {
  Value::List unfinished;
  for (const UnfinishedCall &call : run.unfinished)
    unfinished.push_back(
        Value::object({{"call", Value::string(call.label)},
                       {"tool", Value::string(call.tool)},
                       {"location", Value::string(call.location)},
                       {"arguments", parsed(call.arguments)},
                       {"idempotent", Value::boolean(call.idempotent)}}));
  return Value::object(
      {{"run", Value::integer(int64_t(run.id))},
       {"state", Value::string(std::string(runStateName(run.state)))},
       {"program", Value::string(run.program)},
       {"plan", Value::string(run.planHash)},
       {"arguments", parsed(run.arguments)},
       {"started", timeValue(run.startedUs)},
       {"ended", timeValue(run.endedUs)},
       {"resumed", Value::integer(int64_t(run.resumed))},
       {"finished_calls", Value::integer(int64_t(run.finishedCalls))},
       {"unfinished_calls", Value::list(std::move(unfinished))},
       {"error", run.error.empty() ? Value() : Value::string(run.error)}});
}

Result<Value> describeRuns(const std::string &path) {
  // Only its owner knows whether it lives: who can be the owner says it does not.
  if (Result<std::shared_ptr<Journal>> journal =
          Journal::open(path, {.file = {.create = false}});
      !journal && journal.status().code() != HOCKET_UNAVAILABLE &&
      journal.status().code() != HOCKET_PERMISSION_DENIED)
    return journal.status();
  Result<std::unique_ptr<JournalDatabase>> database =
      JournalDatabase::openToRead(path);
  if (!database)
    return database.status();
  Result<std::vector<RunRecord>> runs = (*database)->runs();
  if (!runs)
    return runs.status();
  Value::List list;
  for (const RunRecord &run : *runs)
    list.push_back(describe(run));
  return Value::list(std::move(list));
}

Result<std::shared_ptr<const Plan>> loadRunPlan(const std::string &path,
                                                uint64_t id) {
  Result<std::unique_ptr<JournalDatabase>> database =
      JournalDatabase::openToRead(path);
  if (!database)
    return database.status();
  HOCKET_RETURN_IF_ERROR((*database)->checkPages());
  Result<RunRecord> run = (*database)->run(id);
  if (!run)
    return run.status();
  Result<std::string> bytes = (*database)->planBytes(run->planHash);
  if (!bytes)
    return bytes.status();
  return loadPlan(*bytes);
}

} // namespace hocket
