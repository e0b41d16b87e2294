// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prepared statement of a journal, used by one thread at a time.
#ifndef HOCKET_JOURNAL_SQL_H
#define HOCKET_JOURNAL_SQL_H

#include <cstdint>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace hocket {

class SqlStatement {
public:
  /// A text that is none of SQL shows as an error of step().
  SqlStatement(sqlite3 *db, std::string_view sql) : handle(nullptr, sqlite3_finalize) {
    sqlite3_stmt *made = nullptr;
    sqlite3_prepare_v2(db, sql.data(), int(sql.size()), &made, nullptr);
    handle.reset(made);
  }

  // Gives the next parameter a value. Texts stay as they are until the
  // statement is done.
  SqlStatement &text(std::string_view value) {
    sqlite3_bind_text64(get(), ++bound, value.data() ? value.data() : "",
                        value.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
  }
  SqlStatement &bytes(std::string_view value) {
    sqlite3_bind_blob64(get(), ++bound, value.data(), value.size(),
                        SQLITE_STATIC);
    return *this;
  }
  SqlStatement &integer(int64_t value) {
    sqlite3_bind_int64(get(), ++bound, value);
    return *this;
  }
  SqlStatement &nothing() {
    sqlite3_bind_null(get(), ++bound);
    return *this;
  }

  /// SQLITE_ROW, SQLITE_DONE or an error.
  int step() { return get() ? sqlite3_step(get()) : SQLITE_ERROR; }
  /// Ready for other parameters.
  void reset() {
    sqlite3_reset(get());
    sqlite3_clear_bindings(get());
    bound = 0;
  }

  // The current row.
  bool isNull(int column) {
    return sqlite3_column_type(get(), column) == SQLITE_NULL;
  }
  int64_t integerAt(int column) { return sqlite3_column_int64(get(), column); }
  std::string textAt(int column) {
    const void *data = sqlite3_column_blob(get(), column);
    int size = sqlite3_column_bytes(get(), column);
    return data ? std::string(static_cast<const char *>(data), size_t(size))
                : std::string();
  }

private:
  sqlite3_stmt *get() const { return handle.get(); }
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> handle;
  int bound = 0;
};

} // namespace hocket

#endif // HOCKET_JOURNAL_SQL_H
