// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The file of a journal: a SQLite database in WAL mode. One process at a time
// writes it, kept from others by a lock that goes with the process.
#ifndef HOCKET_JOURNAL_DATABASE_H
#define HOCKET_JOURNAL_DATABASE_H

#include "journal/records.h"
#include "journal/sql.h"
#include "base/file_descriptor.h"

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

namespace hocket {

/// Which file it is, whatever its path.
using FileId = std::pair<uint64_t, uint64_t>;
std::optional<FileId> fileId(const std::string &path);

/// Used by one thread at a time.
class JournalDatabase {
public:
  struct WriteOptions {
    bool create = true;
    /// Commits survive a loss of power, not only the end of the process.
    bool durable = true;
  };
  /// Refuses what is no journal, is damaged, cannot be written, or is written
  /// by somebody else. Runs that a dead process left count as interrupted.
  static Result<std::unique_ptr<JournalDatabase>>
  openToWrite(const std::string &path, WriteOptions options);
  static Result<std::unique_ptr<JournalDatabase>>
  openToRead(const std::string &path);

  // In a transaction:
  Status begin() { return execute("BEGIN IMMEDIATE"); }
  Status commit() { return execute("COMMIT"); }
  void rollBack();
  /// Fills in the id.
  Status addRun(RunRecord &run, std::string_view planBytes);
  Status resumeRun(uint64_t run);
  Status endRun(uint64_t run, RunState state, std::string_view error);
  Status addIntent(uint64_t run, const CallRecord &call);
  /// The call did not begin. Unless it may have, when the run was interrupted
  /// earlier.
  Status dropIntent(uint64_t run, const std::string &key);
  Status addOutcome(uint64_t run, const CallRecord &call,
                    const Result<Value> &result);

  Result<std::vector<RunRecord>> runs();
  /// NOT_FOUND if there is none, with the ids that there are.
  Result<RunRecord> run(uint64_t id);
  Result<std::string> planBytes(const std::string &hash);
  Result<std::unordered_map<std::string, RecordedCall>> calls(uint64_t run);
  /// CORRUPT unless every page of the file is what it should be.
  Status checkPages();

  const std::string path;

private:
  explicit JournalDatabase(const std::string &path)
      : path(path), db(nullptr, sqlite3_close_v2) {}
  Status connect(int flags);
  Status checkHeader(bool mayBeNew, bool &isNew);
  Status checkTables();
  Status createTables();
  Status execute(const char *sql);
  Status run(SqlStatement &statement);
  SqlStatement &statement(const char *sql);
  Status error(const char *action) const;
  Status readRows(SqlStatement &statement, const std::function<void()> &row);
  Status fillCalls(RunRecord &run);

  // Closing any descriptor of the file frees SQLite's own locks: it must go last.
  FileDescriptor lock;
  std::unique_ptr<sqlite3, int (*)(sqlite3 *)> db;
  std::map<const char *, SqlStatement> statements;
};

} // namespace hocket

#endif // HOCKET_JOURNAL_DATABASE_H
