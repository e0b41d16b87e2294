// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading and writing the records of a journal.
#include "journal/database.h"

#include "journal/digest.h"
#include "base/system_error.h"

#include <cerrno>
#include <chrono>

namespace hocket {

static int64_t nowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

static Code codeOf(int sqliteCode) {
  switch (sqliteCode & 0xFF) {
  case SQLITE_CANTOPEN:
    return HOCKET_NOT_FOUND;
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_READONLY:
    return HOCKET_PERMISSION_DENIED;
  case SQLITE_NOMEM:
  case SQLITE_FULL:
  case SQLITE_TOOBIG:
    return HOCKET_RESOURCE_EXHAUSTED;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return HOCKET_CORRUPT;
  default:
    return HOCKET_UNAVAILABLE;
  }
}

Status JournalDatabase::error(const char *action) const {
  int code = sqlite3_errcode(db.get());
  std::string message = std::string("cannot ") + action + " the journal '" +
                        path + "': " + sqlite3_errmsg(db.get());
  int system = sqlite3_system_errno(db.get());
  if ((code & 0xFF) == SQLITE_IOERR && system != 0)
    message += " (" + errnoText(system) + ")";
  return {system == ENOSPC ? HOCKET_RESOURCE_EXHAUSTED : codeOf(code),
          std::move(message)};
}

Status JournalDatabase::execute(const char *sql) {
  if (sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return error("write");
  return {};
}

SqlStatement &JournalDatabase::statement(const char *sql) {
  auto found = statements.find(sql);
  if (found == statements.end())
    found = statements.emplace(sql, SqlStatement(db.get(), sql)).first;
  found->second.reset();
  return found->second;
}

Status JournalDatabase::run(SqlStatement &statement) {
  int code = statement.step();
  Status status = code == SQLITE_DONE ? Status() : error("write");
  statement.reset();
  return status;
}

void JournalDatabase::rollBack() {
  if (!sqlite3_get_autocommit(db.get()))
    (void)execute("ROLLBACK");
}

Status JournalDatabase::addRun(RunRecord &record, std::string_view planBytes) {
  static constexpr char plan[] = "INSERT OR IGNORE INTO plans VALUES(?,?)";
  HOCKET_RETURN_IF_ERROR(
      run(statement(plan).text(record.planHash).bytes(planBytes)));
  static constexpr char insert[] =
      "INSERT INTO runs(uuid, plan, program, arguments, fail_fast, state, "
      "started_us, resumed) VALUES(?,?,?,?,?,'running',?,0)";
  HOCKET_RETURN_IF_ERROR(run(statement(insert)
                                 .text(record.uuid)
                                 .text(record.planHash)
                                 .text(record.program)
                                 .text(record.arguments)
                                 .integer(record.failFast)
                                 .integer(nowUs())));
  record.id = uint64_t(sqlite3_last_insert_rowid(db.get()));
  return {};
}

Status JournalDatabase::resumeRun(uint64_t id) {
  static constexpr char update[] =
      "UPDATE runs SET state='running', error=NULL, ended_us=NULL, "
      "resumed=resumed+1 WHERE id=?";
  return run(statement(update).integer(int64_t(id)));
}

Status JournalDatabase::endRun(uint64_t id, RunState state,
                               std::string_view error) {
  static constexpr char update[] =
      "UPDATE runs SET state=?, error=?, ended_us=? WHERE id=?";
  SqlStatement &set = statement(update).text(runStateName(state));
  if (error.empty())
    set.nothing();
  else
    set.text(error);
  return run(set.integer(nowUs()).integer(int64_t(id)));
}

Status JournalDatabase::addIntent(uint64_t id, const CallRecord &call) {
  static constexpr char insert[] =
      "INSERT INTO calls(run, key, label, tool, location, writes, idempotent, "
      "attempt, arguments_hash, arguments, intent_us) "
      "VALUES(?,?,?,?,?,?,?,1,?,?,?) ON CONFLICT(run, key) DO UPDATE SET "
      "attempt=attempt+1, intent_us=excluded.intent_us";
  std::string arguments = call.arguments.toJson();
  std::string hash = sha256(arguments);
  return run(statement(insert)
                 .integer(int64_t(id))
                 .text(call.key)
                 .text(call.label)
                 .text(call.tool)
                 .text(call.location)
                 .integer(call.writes)
                 .integer(call.idempotent)
                 .text(hash)
                 .text(arguments)
                 .integer(nowUs()));
}

Status JournalDatabase::dropIntent(uint64_t id, const std::string &key) {
  static constexpr char remove[] = "DELETE FROM calls WHERE run=? AND key=? "
                                   "AND result_us IS NULL AND attempt=1";
  return run(statement(remove).integer(int64_t(id)).text(key));
}

Status JournalDatabase::addOutcome(uint64_t id, const CallRecord &call,
                                   const Result<Value> &result) {
  // Of calls that write there is an intent, which has the arguments.
  static constexpr char insert[] =
      "INSERT INTO calls(run, key, label, tool, location, writes, idempotent, "
      "attempt, arguments_hash, result, error, result_us) "
      "VALUES(?,?,?,?,?,?,?,1,?,?,?,?) ON CONFLICT(run, key) DO UPDATE SET "
      "result=excluded.result, error=excluded.error, "
      "result_us=excluded.result_us";
  std::string text = outcomeText(result);
  std::string hash = sha256(call.arguments.toJson());
  SqlStatement &row = statement(insert)
                          .integer(int64_t(id))
                          .text(call.key)
                          .text(call.label)
                          .text(call.tool)
                          .text(call.location)
                          .integer(call.writes)
                          .integer(call.idempotent)
                          .text(hash);
  if (result.ok())
    row.text(text).nothing();
  else
    row.nothing().text(text);
  return run(row.integer(nowUs()));
}

Status JournalDatabase::readRows(SqlStatement &statement,
                                 const std::function<void()> &row) {
  int code;
  while ((code = statement.step()) == SQLITE_ROW)
    row();
  Status status = code == SQLITE_DONE ? Status() : error("read");
  statement.reset();
  return status;
}

static RunState stateOf(const std::string &name) {
  for (RunState state : {RunState::Running, RunState::Succeeded, RunState::Failed})
    if (name == runStateName(state))
      return state;
  return RunState::Interrupted;
}

Status JournalDatabase::fillCalls(RunRecord &record) {
  SqlStatement finished(db.get(), "SELECT count(*) FROM calls WHERE run=? AND "
                                  "result_us IS NOT NULL");
  HOCKET_RETURN_IF_ERROR(readRows(finished.integer(int64_t(record.id)), [&] {
    record.finishedCalls = uint64_t(finished.integerAt(0));
  }));
  SqlStatement unfinished(
      db.get(), "SELECT key, label, tool, location, arguments, idempotent FROM "
                "calls WHERE run=? AND result_us IS NULL ORDER BY intent_us");
  return readRows(unfinished.integer(int64_t(record.id)), [&] {
    record.unfinished.push_back(
        {unfinished.textAt(0), unfinished.textAt(1), unfinished.textAt(2),
         unfinished.textAt(3), unfinished.textAt(4),
         unfinished.integerAt(5) != 0});
  });
}

Result<std::vector<RunRecord>> JournalDatabase::runs() {
  SqlStatement select(db.get(),
                      "SELECT id, uuid, plan, program, arguments, fail_fast, "
                      "state, error, started_us, ended_us, resumed FROM runs "
                      "ORDER BY id");
  std::vector<RunRecord> records;
  HOCKET_RETURN_IF_ERROR(readRows(select, [&] {
    RunRecord &record = records.emplace_back();
    record.id = uint64_t(select.integerAt(0));
    record.uuid = select.textAt(1);
    record.planHash = select.textAt(2);
    record.program = select.textAt(3);
    record.arguments = select.textAt(4);
    record.failFast = select.integerAt(5) != 0;
    record.state = stateOf(select.textAt(6));
    record.error = select.textAt(7);
    record.startedUs = select.integerAt(8);
    record.endedUs = select.integerAt(9);
    record.resumed = uint64_t(select.integerAt(10));
  }));
  for (RunRecord &record : records)
    HOCKET_RETURN_IF_ERROR(fillCalls(record));
  return records;
}

Result<RunRecord> JournalDatabase::run(uint64_t id) {
  Result<std::vector<RunRecord>> all = runs();
  if (!all)
    return all.status();
  std::string known;
  for (RunRecord &record : *all) {
    if (record.id == id)
      return std::move(record);
    known += (known.empty() ? "; there are: " : ", ") + std::to_string(record.id);
  }
  return Status(HOCKET_NOT_FOUND, "the journal '" + path + "' has no run " +
                                      std::to_string(id) + known);
}

Result<std::string> JournalDatabase::planBytes(const std::string &hash) {
  SqlStatement select(db.get(), "SELECT bytes FROM plans WHERE hash=?");
  std::optional<std::string> bytes;
  HOCKET_RETURN_IF_ERROR(
      readRows(select.text(hash), [&] { bytes = select.textAt(0); }));
  if (!bytes || sha256(*bytes) != hash)
    return Status(HOCKET_CORRUPT,
                  "the journal '" + path + "' does not hold the run's plan");
  return *std::move(bytes);
}

Result<std::unordered_map<std::string, RecordedCall>>
JournalDatabase::calls(uint64_t id) {
  SqlStatement select(db.get(), "SELECT key, arguments_hash, arguments, "
                                "result, error, result_us FROM calls WHERE "
                                "run=?");
  std::unordered_map<std::string, RecordedCall> calls;
  HOCKET_RETURN_IF_ERROR(readRows(select.integer(int64_t(id)), [&] {
    RecordedCall call;
    call.argumentsHash = select.textAt(1);
    call.arguments = select.textAt(2);
    call.finished = !select.isNull(5);
    call.failed = !select.isNull(4);
    call.outcome = select.textAt(call.failed ? 4 : 3);
    calls.emplace(select.textAt(0), std::move(call));
  }));
  return calls;
}

Status JournalDatabase::checkPages() {
  SqlStatement check(db.get(), "PRAGMA quick_check(1)");
  std::string found;
  HOCKET_RETURN_IF_ERROR(readRows(check, [&] { found = check.textAt(0); }));
  if (found == "ok")
    return {};
  return {HOCKET_CORRUPT, "the journal '" + path + "' is damaged: " + found};
}

} // namespace hocket
