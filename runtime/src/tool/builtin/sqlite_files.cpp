// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files that a database connection may touch.
#include "tool/builtin/sqlite_files.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace hocket {

/// Distinct for all connections that are open at a time.
static std::string uniqueName(const void *object) {
  char name[64];
  std::snprintf(name, sizeof name, "hocket-%" PRIxPTR,
                reinterpret_cast<uintptr_t>(object));
  return name;
}

SqliteFiles::SqliteFiles(std::string path, bool writable)
    : path(std::move(path)), vfsName(uniqueName(this)), writable(writable),
      base(sqlite3_vfs_find(nullptr)) {
  if (!base) // SQLite could not be initialised; opening says why
    return;
  fillIn();
  sqlite3_vfs_register(&vfs, /*makeDflt=*/0);
}

SqliteFiles::~SqliteFiles() {
  if (base)
    sqlite3_vfs_unregister(&vfs);
}

bool SqliteFiles::isOwn(const char *name) const {
  std::string_view rest = name;
  if (!rest.starts_with(path))
    return false;
  rest.remove_prefix(path.size());
  return rest.empty() || rest == "-journal" || rest == "-wal" || rest == "-shm";
}

int SqliteFiles::open(const char *name, sqlite3_file *file, int flags,
                      int *outFlags) {
  file->pMethods = nullptr; // there is nothing to close if this fails
  // Without a name it is a temporary file, which goes when it is closed.
  if (name && !isOwn(name))
    return SQLITE_AUTH;
  if (!name || writable)
    return base->xOpen(base, name, file, flags, outFlags);
  if (flags & SQLITE_OPEN_WAL) {
    int exists = 0;
    if (base->xAccess(base, name, SQLITE_ACCESS_EXISTS, &exists) == SQLITE_OK)
      missingLog = !exists;
  }
  flags &= ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE);
  return base->xOpen(base, name, file, flags | SQLITE_OPEN_READONLY, outFlags);
}

int SqliteFiles::remove(const char *name, int sync) {
  if (!isOwn(name))
    return SQLITE_AUTH;
  return writable ? base->xDelete(base, name, sync) : SQLITE_READONLY;
}

int SqliteFiles::access(const char *name, int flags, int *result) {
  // Not "there is none": SQLite would then take an unfinished transaction over
  // several databases for a finished one.
  if (!isOwn(name))
    return SQLITE_AUTH;
  return base->xAccess(base, name, flags, result);
}

/// What is not about names goes on to the usual one, which must be given itself:
/// it has data of its own.
void SqliteFiles::fillIn() {
  vfs.iVersion = std::min(base->iVersion, 2);
  vfs.szOsFile = base->szOsFile;
  vfs.mxPathname = base->mxPathname;
  vfs.zName = vfsName.c_str();
  vfs.pAppData = this;
  vfs.xOpen = [](sqlite3_vfs *self, const char *name, sqlite3_file *file,
                 int flags, int *outFlags) {
    return of(self).open(name, file, flags, outFlags);
  };
  vfs.xDelete = [](sqlite3_vfs *self, const char *name, int sync) {
    return of(self).remove(name, sync);
  };
  vfs.xAccess = [](sqlite3_vfs *self, const char *name, int flags,
                   int *result) {
    return of(self).access(name, flags, result);
  };
  vfs.xFullPathname = [](sqlite3_vfs *self, const char *name, int size,
                         char *out) {
    return of(self).base->xFullPathname(of(self).base, name, size, out);
  };
  // No extension is ever loaded.
  vfs.xDlOpen = [](sqlite3_vfs *, const char *) -> void * { return nullptr; };
  vfs.xDlError = [](sqlite3_vfs *, int size, char *out) {
    std::snprintf(out, static_cast<size_t>(size), "not allowed");
  };
  vfs.xDlSym = [](sqlite3_vfs *, void *, const char *) {
    return static_cast<void (*)(void)>(nullptr);
  };
  vfs.xDlClose = [](sqlite3_vfs *, void *) {};
  vfs.xRandomness = [](sqlite3_vfs *self, int size, char *out) {
    return of(self).base->xRandomness(of(self).base, size, out);
  };
  vfs.xSleep = [](sqlite3_vfs *self, int microseconds) {
    return of(self).base->xSleep(of(self).base, microseconds);
  };
  vfs.xCurrentTime = [](sqlite3_vfs *self, double *days) {
    return of(self).base->xCurrentTime(of(self).base, days);
  };
  vfs.xGetLastError = [](sqlite3_vfs *self, int size, char *out) {
    return of(self).base->xGetLastError(of(self).base, size, out);
  };
  if (vfs.iVersion >= 2)
    vfs.xCurrentTimeInt64 = [](sqlite3_vfs *self, sqlite3_int64 *now) {
      return of(self).base->xCurrentTimeInt64(of(self).base, now);
    };
}

} // namespace hocket
