// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One connection to a SQLite database, confined to its file.
#include "tool/builtin/sqlite_db.h"

#include <cctype>
#include <climits>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace hocket {

SqliteStatement::SqliteStatement(sqlite3_stmt *statement)
    : statement(statement, sqlite3_finalize) {}

SqliteDatabase::SqliteDatabase(const std::string &path, std::string shown,
                               bool writable, const ToolCall &call)
    : files(path, writable), db(nullptr, sqlite3_close_v2),
      shown(std::move(shown)), call(call) {}

/// A file name as SQLite reads it in front of options.
static std::string toUri(const std::string &path, const char *options) {
  std::string uri = "file:";
  for (unsigned char c : path) {
    char text[4];
    bool plain = c < 0x80 && (std::isalnum(c) || std::strchr("/._-", c));
    std::snprintf(text, sizeof text, plain ? "%c" : "%%%02X", c);
    uri += text;
  }
  return uri + options;
}

Result<std::unique_ptr<SqliteDatabase>>
SqliteDatabase::open(const std::string &path, const std::string &shown,
                     bool writable, const ToolCall &call) {
  std::unique_ptr<SqliteDatabase> db(
      new SqliteDatabase(path, shown, writable, call));
  // A reader of a database in WAL mode shares the memory of its writers, but
  // does not create it.
  HOCKET_RETURN_IF_ERROR(
      db->connect(path, writable, writable ? "" : "?readonly_shm=1"));
  if (writable)
    return db;
  (void)sqlite3_exec(db->get(), "pragma schema_version", nullptr, nullptr,
                     nullptr); // looks at the file; an error comes up again
  if (db->files.logIsMissing())
    HOCKET_RETURN_IF_ERROR(db->connect(path, writable, "?immutable=1"));
  return db;
}

Status SqliteDatabase::connect(const std::string &path, bool writable,
                               const char *options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI |
              // A link that has appeared since the path was checked fails.
              SQLITE_OPEN_NOFOLLOW |
              (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                        : SQLITE_OPEN_READONLY);
  sqlite3 *handle = nullptr;
  int code = sqlite3_open_v2(toUri(path, options).c_str(), &handle, flags,
                             files.name());
  db.reset(handle);
  if (code != SQLITE_OK)
    return error("open");
  constexpr int maxLength = 1 << 28; // of a value or a row, in bytes
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, maxLength);
  // What the schema of a database that someone made does is confined, too.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  auto *cancel = const_cast<CancelToken *>(&call.cancel);
  sqlite3_progress_handler(
      handle, 10'000,
      [](void *token) -> int {
        return static_cast<const CancelToken *>(token)->cancelled();
      },
      cancel);
  // Waiting for another connection has no limit of its own: the call's timeout
  // cancels it.
  sqlite3_busy_handler(
      handle,
      [](void *token, int) -> int {
        usleep(1000);
        return !static_cast<const CancelToken *>(token)->cancelled();
      },
      cancel);
  return Status();
}

/// Only PRAGMAs that describe the database; others change settings, some of
/// them where files go.
static bool isHarmlessPragma(std::string_view name) {
  for (std::string_view allowed :
       {"table_info", "table_xinfo", "table_list", "index_list", "index_info",
        "index_xinfo", "foreign_key_list", "foreign_key_check",
        "integrity_check", "quick_check", "user_version", "page_count",
        "page_size", "encoding", "collation_list", "function_list"})
    if (sqlite3_stricmp(std::string(name).c_str(),
                        std::string(allowed).c_str()) == 0)
      return true;
  return false;
}

void SqliteDatabase::confine() {
  sqlite3_set_authorizer(
      db.get(),
      [](void *, int action, const char *first, const char *, const char *,
         const char *) -> int {
        switch (action) {
        case SQLITE_ATTACH:
        case SQLITE_DETACH:
        case SQLITE_TRANSACTION:
        case SQLITE_SAVEPOINT:
          return SQLITE_DENY;
        case SQLITE_PRAGMA:
          return isHarmlessPragma(first) ? SQLITE_OK : SQLITE_DENY;
        default:
          return SQLITE_OK;
        }
      },
      nullptr);
}

static Code codeOf(int sqliteCode) {
  switch (sqliteCode & 0xFF) {
  case SQLITE_CANTOPEN:
    return HOCKET_NOT_FOUND;
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_READONLY:
    return HOCKET_PERMISSION_DENIED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return HOCKET_UNAVAILABLE;
  case SQLITE_NOMEM:
  case SQLITE_FULL:
  case SQLITE_TOOBIG:
    return HOCKET_RESOURCE_EXHAUSTED;
  case SQLITE_INTERRUPT:
    return HOCKET_CANCELLED;
  default:
    return HOCKET_TOOL_ERROR;
  }
}

Status SqliteDatabase::error(const std::string &action) const {
  HOCKET_RETURN_IF_ERROR(call.checkCancelled());
  int code = sqlite3_extended_errcode(db.get());
  std::string message = "cannot " + action + " database '" + shown +
                        "': " + sqlite3_errmsg(db.get());
  if ((code & 0xFF) == SQLITE_AUTH)
    message += " (other databases, transactions and settings are out of a "
               "statement's reach)";
  int offset = sqlite3_error_offset(db.get());
  if (offset >= 0)
    message += ", column " + std::to_string(offset + 1) + " of the statement";
  return Status(codeOf(code), std::move(message));
}

Result<SqliteStatement> SqliteDatabase::prepare(std::string_view &sql) {
  if (sql.size() > INT_MAX)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "the SQL text is too long");
  if (sql.find('\0') != std::string_view::npos)
    return Status(HOCKET_INVALID_ARGUMENT, "SQL cannot contain a zero byte");
  while (true) {
    sqlite3_stmt *statement = nullptr;
    const char *rest = nullptr;
    int code = sqlite3_prepare_v2(
        db.get(), sql.data(), static_cast<int>(sql.size()), &statement, &rest);
    SqliteStatement result(statement);
    if (code != SQLITE_OK)
      return error("query");
    sql.remove_prefix(static_cast<size_t>(rest - sql.data()));
    // A lone semicolon is no statement but not the end, either.
    if (statement || sql.empty())
      return result;
  }
}

Status SqliteDatabase::bindOne(sqlite3_stmt *statement, int index,
                               const Value &value) {
  int code = SQLITE_OK;
  switch (value.kind()) {
  case Value::Kind::Null:
    code = sqlite3_bind_null(statement, index);
    break;
  case Value::Kind::Bool:
    code = sqlite3_bind_int(statement, index, value.asBool());
    break;
  case Value::Kind::Int:
    code = sqlite3_bind_int64(statement, index, value.asInt());
    break;
  case Value::Kind::Float:
    code = sqlite3_bind_double(statement, index, value.asFloat());
    break;
  case Value::Kind::String:
    code = sqlite3_bind_text64(statement, index, value.asString().data(),
                               value.asString().size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
    break;
  case Value::Kind::List:
  case Value::Kind::Object: {
    std::string json = value.toJson();
    code = sqlite3_bind_text64(statement, index, json.data(), json.size(),
                               SQLITE_TRANSIENT, SQLITE_UTF8);
    break;
  }
  }
  return code == SQLITE_OK ? Status() : error("bind a parameter for");
}

Status SqliteDatabase::bind(SqliteStatement &statement,
                            const Value &parameters) {
  int count = sqlite3_bind_parameter_count(statement.get());
  bool byName = parameters.isObject();
  size_t given =
      byName ? parameters.asObject().size() : parameters.asList().size();
  size_t used = 0;
  for (int i = 1; i <= count; ++i) {
    const char *name = sqlite3_bind_parameter_name(statement.get(), i);
    const Value *value = nullptr;
    if (byName && name)
      value = parameters.get(name + 1); // behind ':', '@' or '$'
    else if (!byName && static_cast<size_t>(i) <= given)
      value = &parameters.asList()[static_cast<size_t>(i) - 1];
    if (!value)
      return Status(HOCKET_INVALID_ARGUMENT,
                    "the statement has a parameter " +
                        (name ? "'" + std::string(name) + "'"
                              : "number " + std::to_string(i)) +
                        " without a value");
    ++used;
    HOCKET_RETURN_IF_ERROR(bindOne(statement.get(), i, *value));
  }
  if (used < given)
    return Status(HOCKET_INVALID_ARGUMENT,
                  "the statement has " + std::to_string(used) +
                      " parameters, found " + std::to_string(given) +
                      " values");
  return Status();
}

Status SqliteDatabase::execute(const char *sql) {
  if (sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return error("use");
  return Status();
}

} // namespace hocket
