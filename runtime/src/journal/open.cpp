// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening a journal: whose file it is, whether it is a journal, of which version.
#include "journal/database.h"

#include "base/system_error.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace hocket {

static constexpr int64_t applicationId = 0x484B544A; // "HKTJ"
static constexpr int64_t schemaVersion = 1;

/// What a journal's schema is made of, to the letter: the file may come from
/// anywhere.
static constexpr std::array<std::pair<const char *, const char *>, 4> tables{{
    {"calls",
     "CREATE TABLE calls(run INTEGER NOT NULL, key TEXT NOT NULL, "
     "label TEXT NOT NULL, tool TEXT NOT NULL, location TEXT NOT NULL, "
     "writes INTEGER NOT NULL, idempotent INTEGER NOT NULL, "
     "attempt INTEGER NOT NULL, arguments_hash TEXT NOT NULL, arguments TEXT, "
     "intent_us INTEGER, result TEXT, error TEXT, result_us INTEGER, "
     "PRIMARY KEY(run, key))"},
    {"plans", "CREATE TABLE plans(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL)"},
    {"runs",
     "CREATE TABLE runs(id INTEGER PRIMARY KEY AUTOINCREMENT, "
     "uuid TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, program TEXT NOT NULL, "
     "arguments TEXT NOT NULL, fail_fast INTEGER NOT NULL, "
     "state TEXT NOT NULL, error TEXT, started_us INTEGER NOT NULL, "
     "ended_us INTEGER, resumed INTEGER NOT NULL)"},
    {"unfinished", "CREATE INDEX unfinished ON calls(run) "
                   "WHERE result_us IS NULL"},
}};

std::optional<FileId> fileId(const std::string &path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0)
    return std::nullopt;
  return FileId(info.st_dev, info.st_ino);
}

static Status notAJournal(const std::string &path, const std::string &why) {
  return {HOCKET_INVALID_ARGUMENT,
          "expected a journal, found '" + path + "', which " + why};
}

Status JournalDatabase::connect(int flags) {
  sqlite3 *handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle,
                             flags | SQLITE_OPEN_NOMUTEX |
                                 SQLITE_OPEN_EXRESCODE,
                             nullptr);
  db.reset(handle);
  if (code != SQLITE_OK)
    return error("open");
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  // Readers look at the file for a moment at a time.
  sqlite3_busy_timeout(handle, 5000);
  return {};
}

Status JournalDatabase::checkHeader(bool mayBeNew, bool &isNew) {
  SqlStatement header(db.get(), "SELECT (SELECT application_id FROM "
                                "pragma_application_id), (SELECT user_version "
                                "FROM pragma_user_version), (SELECT count(*) "
                                "FROM sqlite_schema)");
  int code = header.step();
  if ((sqlite3_errcode(db.get()) & 0xFF) == SQLITE_NOTADB)
    return notAJournal(path, "is no SQLite database");
  if (code != SQLITE_ROW)
    return error("read");
  isNew = header.integerAt(0) == 0 && header.integerAt(2) == 0;
  if (isNew && !mayBeNew)
    return notAJournal(path, "is empty");
  if (isNew)
    return {};
  if (header.integerAt(0) != applicationId)
    return notAJournal(path, "is a database of something else");
  if (int64_t found = header.integerAt(1); found != schemaVersion)
    return {HOCKET_INCOMPATIBLE,
            "the journal '" + path + "' has version " + std::to_string(found) +
                ", this library reads version " +
                std::to_string(schemaVersion)};
  header.reset();
  return checkTables();
}

Status JournalDatabase::checkTables() {
  SqlStatement schema(db.get(), "SELECT name, sql FROM sqlite_schema WHERE "
                                "substr(name, 1, 7) <> 'sqlite_' ORDER BY name");
  size_t count = 0;
  bool same = true;
  HOCKET_RETURN_IF_ERROR(readRows(schema, [&] {
    same = same && count < tables.size() &&
           schema.textAt(0) == tables[count].first &&
           schema.textAt(1) == tables[count].second;
    ++count;
  }));
  if (!same || count != tables.size())
    return {HOCKET_CORRUPT,
            "the journal '" + path + "' has other tables than a journal has"};
  return {};
}

Status JournalDatabase::createTables() {
  HOCKET_RETURN_IF_ERROR(begin());
  for (const auto &[name, sql] : tables)
    HOCKET_RETURN_IF_ERROR(execute(sql));
  std::string numbers =
      "PRAGMA application_id=" + std::to_string(applicationId) +
      "; PRAGMA user_version=" + std::to_string(schemaVersion);
  HOCKET_RETURN_IF_ERROR(execute(numbers.c_str()));
  return commit();
}

/// Who only looks at the runs has the lock for a moment.
static bool lockFile(int file) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
      return true;
    if (errno != EWOULDBLOCK)
      return false;
    usleep(10'000);
  }
  errno = EWOULDBLOCK;
  return false;
}

Result<std::unique_ptr<JournalDatabase>>
JournalDatabase::openToWrite(const std::string &path, WriteOptions options) {
  std::unique_ptr<JournalDatabase> journal(new JournalDatabase(path));
  // Arguments and results are nobody else's business.
  journal->lock = FileDescriptor(
      ::open(path.c_str(), O_RDWR | O_CLOEXEC | (options.create ? O_CREAT : 0),
             0600));
  if (!journal->lock.valid())
    return systemError(errno, "open the journal", path);
  struct stat info;
  if (fstat(journal->lock.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return notAJournal(path, "is no file");
  if (!lockFile(journal->lock.get())) {
    if (errno == EWOULDBLOCK)
      return Status(HOCKET_UNAVAILABLE,
                    "the journal '" + path +
                        "' is in use by another process, which is running a "
                        "program");
    return systemError(errno, "lock the journal", path);
  }
  bool isNew = false;
  HOCKET_RETURN_IF_ERROR(journal->connect(SQLITE_OPEN_READWRITE));
  HOCKET_RETURN_IF_ERROR(journal->checkHeader(options.create, isNew));
  if (isNew)
    HOCKET_RETURN_IF_ERROR(journal->createTables());
  HOCKET_RETURN_IF_ERROR(journal->execute("PRAGMA journal_mode=WAL"));
  HOCKET_RETURN_IF_ERROR(
      journal->execute(options.durable ? "PRAGMA synchronous=FULL"
                                       : "PRAGMA synchronous=NORMAL"));
  HOCKET_RETURN_IF_ERROR(journal->execute(
      "UPDATE runs SET state='interrupted' WHERE state='running'"));
  return journal;
}

Result<std::unique_ptr<JournalDatabase>>
JournalDatabase::openToRead(const std::string &path) {
  std::unique_ptr<JournalDatabase> journal(new JournalDatabase(path));
  struct stat info;
  if (stat(path.c_str(), &info) != 0)
    return systemError(errno, "open the journal", path);
  if (!S_ISREG(info.st_mode))
    return notAJournal(path, "is no file");
  // Writing, too: what a process that was killed left in the log belongs to it.
  int flags = access(path.c_str(), W_OK) == 0 ? SQLITE_OPEN_READWRITE
                                              : SQLITE_OPEN_READONLY;
  bool isNew = false;
  HOCKET_RETURN_IF_ERROR(journal->connect(flags));
  HOCKET_RETURN_IF_ERROR(journal->checkHeader(/*mayBeNew=*/false, isNew));
  return journal;
}

} // namespace hocket
