// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files that a database connection may touch: a VFS of SQLite's in front of
// the usual one. Left alone, SQLite opens and deletes whatever file the journal
// it finds beside a database names, and who may write files can write journals.
#ifndef HOCKET_TOOL_BUILTIN_SQLITE_FILES_H
#define HOCKET_TOOL_BUILTIN_SQLITE_FILES_H

#include <sqlite3.h>
#include <string>
#include <string_view>

namespace hocket {

/// Lets one connection reach its database, the files that belong to it ("-wal",
/// "-journal" and "-shm" behind its name) and temporary files. Outlives the
/// connection.
class SqliteFiles {
public:
  /// `path` is canonical. Without `writable` no file is created or deleted.
  SqliteFiles(std::string path, bool writable);
  ~SqliteFiles();
  SqliteFiles(const SqliteFiles &) = delete;

  /// What sqlite3_open_v2() finds it by.
  const char *name() const { return vfsName.c_str(); }
  /// Reading only: the log of a database in WAL mode is missing, so nobody is
  /// writing and nothing but the database counts.
  bool logIsMissing() const { return missingLog; }

private:
  static SqliteFiles &of(sqlite3_vfs *vfs) {
    return *static_cast<SqliteFiles *>(vfs->pAppData);
  }
  bool isOwn(const char *name) const;
  int open(const char *name, sqlite3_file *file, int flags, int *outFlags);
  int remove(const char *name, int sync);
  int access(const char *name, int flags, int *result);
  void fillIn();

  const std::string path;
  const std::string vfsName;
  const bool writable;
  bool missingLog = false;
  sqlite3_vfs *const base;
  sqlite3_vfs vfs = {};
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_SQLITE_FILES_H
