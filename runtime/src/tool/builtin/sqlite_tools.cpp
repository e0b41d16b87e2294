// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// sqlite.query, sqlite.exec.
#include "base/system_error.h"
#include "base/utf8.h"
#include "tool/builtin/base64.h"
#include "tool/builtin/sqlite_db.h"

#include <cerrno>
#include <sqlite3.h>
#include <unistd.h>

namespace hocket {

static Value column(sqlite3_stmt *statement, int index) {
  auto bytes = [&](const void *data) {
    return std::string(
        static_cast<const char *>(data),
        static_cast<size_t>(sqlite3_column_bytes(statement, index)));
  };
  switch (sqlite3_column_type(statement, index)) {
  case SQLITE_INTEGER:
    return Value::integer(sqlite3_column_int64(statement, index));
  case SQLITE_FLOAT:
    return Value::number(sqlite3_column_double(statement, index));
  case SQLITE_TEXT:
    return Value::string(
        sanitizeUtf8(bytes(sqlite3_column_text(statement, index))));
  case SQLITE_BLOB:
    return Value::string(
        encodeBase64(bytes(sqlite3_column_blob(statement, index))));
  default:
    return Value();
  }
}

/// What a value adds to the size of the answer.
static size_t columnBytes(sqlite3_stmt *statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
  case SQLITE_TEXT:
  case SQLITE_BLOB:
    return static_cast<size_t>(sqlite3_column_bytes(statement, index));
  default:
    return 8;
  }
}

static Result<std::vector<std::string>> columnNames(sqlite3_stmt *statement) {
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    std::string name = sanitizeUtf8(sqlite3_column_name(statement, i));
    for (const std::string &other : names)
      if (other == name)
        return Status(HOCKET_INVALID_ARGUMENT,
                      "two columns of the result are named '" + name +
                          "'; give one another name with AS");
    names.push_back(std::move(name));
  }
  return names;
}

static Result<Value> queryTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkRead(path);
  if (!canonical)
    return canonical.status();
  if (access(canonical->c_str(), F_OK) != 0)
    return systemError(errno, "open database", path);
  Result<std::unique_ptr<SqliteDatabase>> db =
      SqliteDatabase::open(*canonical, path, /*writable=*/false, call);
  if (!db)
    return db.status();
  (*db)->confine();
  std::string_view sql = args.text("sql");
  Result<SqliteStatement> statement = (*db)->prepare(sql);
  if (!statement)
    return statement.status();
  if (!statement->get())
    return Status(HOCKET_INVALID_ARGUMENT, "expected a statement, found none");
  std::string_view rest = sql;
  Result<SqliteStatement> second = (*db)->prepare(rest);
  if (!second || second->get())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected one statement, found more after its semicolon");
  HOCKET_RETURN_IF_ERROR((*db)->bind(*statement, args.value("parameters")));
  Result<std::vector<std::string>> names = columnNames(statement->get());
  if (!names)
    return names.status();

  Value::List rows;
  size_t bytes = 0;
  while (true) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    int code = sqlite3_step(statement->get());
    if (code == SQLITE_DONE)
      return Value::list(std::move(rows));
    if (code != SQLITE_ROW)
      return (*db)->error("query");
    if (rows.size() == args.size("max_rows"))
      return Status(HOCKET_RESOURCE_EXHAUSTED, "the query has more than " +
                                                   std::to_string(rows.size()) +
                                                   " rows");
    Value::Object row;
    row.reserve(names->size());
    for (size_t i = 0; i < names->size(); ++i)
      bytes += (*names)[i].size() +
               columnBytes(statement->get(), static_cast<int>(i));
    if (bytes > args.size("max_bytes"))
      return Status(HOCKET_RESOURCE_EXHAUSTED,
                    "the rows of the query are longer than the limit of " +
                        std::to_string(args.size("max_bytes")) + " bytes");
    for (size_t i = 0; i < names->size(); ++i)
      row.emplace_back((*names)[i],
                       column(statement->get(), static_cast<int>(i)));
    rows.push_back(Value::object(std::move(row)));
  }
}

/// Runs every statement; inside the transaction.
static Status runStatements(SqliteDatabase &db, const Arguments &args,
                            const ToolCall &call) {
  std::string_view sql = args.text("sql");
  const Value &parameters = args.value("parameters");
  bool haveParameters = parameters.isObject() ? !parameters.asObject().empty()
                                              : !parameters.asList().empty();
  for (size_t number = 1;; ++number) {
    Result<SqliteStatement> statement = db.prepare(sql);
    if (!statement)
      return statement.status();
    if (!statement->get())
      return number > 1 ? Status()
                        : Status(HOCKET_INVALID_ARGUMENT,
                                 "expected a statement, found none");
    if (number > 1 && haveParameters)
      return Status(
          HOCKET_INVALID_ARGUMENT,
          "expected one statement, as there are parameters, found more");
    HOCKET_RETURN_IF_ERROR(db.bind(*statement, parameters));
    int code;
    do {
      HOCKET_RETURN_IF_ERROR(call.checkCancelled());
      code = sqlite3_step(statement->get());
    } while (code == SQLITE_ROW);
    if (code != SQLITE_DONE)
      return db.error("change");
  }
}

static Result<Value> execTool(const Arguments &args, const ToolCall &call) {
  const std::string &path = args.text("path");
  Result<std::string> canonical = call.permissions.checkWrite(path);
  if (!canonical)
    return canonical.status();
  Result<std::unique_ptr<SqliteDatabase>> db =
      SqliteDatabase::open(*canonical, path, /*writable=*/true, call);
  if (!db)
    return db.status();
  HOCKET_RETURN_IF_ERROR((*db)->execute("BEGIN IMMEDIATE"));
  int64_t before = sqlite3_total_changes64((*db)->get());
  (*db)->confine();
  Status status = runStatements(**db, args, call);
  sqlite3_set_authorizer((*db)->get(), nullptr, nullptr);
  if (status.ok())
    status = (*db)->execute("COMMIT");
  // Closing the connection rolls back whatever is not committed.
  if (!status.ok())
    return status;
  return Value::object(
      {{"changes",
        Value::integer(sqlite3_total_changes64((*db)->get()) - before)},
       {"last_insert_rowid",
        Value::integer(sqlite3_last_insert_rowid((*db)->get()))}});
}

std::vector<BuiltinEntry> sqliteTools() {
  return {{"sqlite.query", queryTool}, {"sqlite.exec", execTool}};
}

} // namespace hocket
