// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One connection to a SQLite database, confined to its file.
#ifndef HOCKET_TOOL_BUILTIN_SQLITE_DB_H
#define HOCKET_TOOL_BUILTIN_SQLITE_DB_H

#include "tool/builtin/builtin.h"
#include "tool/builtin/sqlite_files.h"

#include <memory>

namespace hocket {

/// A prepared statement with its parameters bound.
class SqliteStatement {
public:
  SqliteStatement() : statement(nullptr, nullptr) {}
  explicit SqliteStatement(sqlite3_stmt *statement);
  sqlite3_stmt *get() const { return statement.get(); }

private:
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> statement;
};

class SqliteDatabase {
public:
  /// `path` is canonical, `shown` what the user wrote. The connection touches
  /// the files of this database alone, without `writable` none of them is
  /// changed, created or deleted. It attaches no other database, loads no
  /// extension, and obeys the call's cancellation while it computes and while
  /// it waits for a lock. `call` outlives it.
  static Result<std::unique_ptr<SqliteDatabase>> open(const std::string &path,
                                                      const std::string &shown,
                                                      bool writable,
                                                      const ToolCall &call);

  /// From here on statements that would leave the file or the transaction are
  /// refused.
  void confine();

  /// Takes the next statement off the text; a null one if only white space and
  /// comments are left.
  Result<SqliteStatement> prepare(std::string_view &sql);
  /// Binds a list to ? and ?n, an object to :name, @name and $name. Every
  /// parameter needs a value and every value a parameter.
  Status bind(SqliteStatement &statement, const Value &parameters);
  /// Runs a statement that is no user's.
  Status execute(const char *sql);
  /// The error of the last operation; the call's cancellation comes first.
  Status error(const std::string &action) const;
  sqlite3 *get() const { return db.get(); }

private:
  SqliteDatabase(const std::string &path, std::string shown, bool writable,
                 const ToolCall &call);
  Status connect(const std::string &path, bool writable, const char *options);
  Status bindOne(sqlite3_stmt *statement, int index, const Value &value);

  SqliteFiles files; // outlives the connection
  std::unique_ptr<sqlite3, int (*)(sqlite3 *)> db;
  std::string shown;
  const ToolCall &call;
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_SQLITE_DB_H
