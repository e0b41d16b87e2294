// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A journal while programs run: whatever they record is written by one thread,
// which commits together what has come together.
#ifndef HOCKET_JOURNAL_JOURNAL_H
#define HOCKET_JOURNAL_JOURNAL_H

#include "journal/database.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace hocket {

struct JournalOptions {
  JournalDatabase::WriteOptions file = {};
  /// Most records of one commit; 1: each has its own.
  size_t maxBatch = SIZE_MAX;
  /// For tests: called by the thread that writes before and after each commit.
  std::function<void()> atBoundary = {};
};

/// Thread-safe. Once something cannot be written, nothing is any more.
class Journal {
public:
  using Operation = std::function<Status(JournalDatabase &)>;
  using Done = std::function<void(Status)>;

  /// The journal of this file, which a process opens once: whoever asks again
  /// gets the same one, with the options of the first.
  static Result<std::shared_ptr<Journal>> open(const std::string &path,
                                               JournalOptions options = {});
  ~Journal();

  /// Writes, in the order of the calls. `done` is told once it is committed, or
  /// why it is not; on the thread that writes, which it must not keep.
  void submit(Operation operation, Done done);
  /// The same, waiting for the end. Not on a thread that must not wait.
  Status write(Operation operation);

  const std::string &path() const { return database->path; }

  /// False if somebody in this process runs it.
  bool claimRun(uint64_t id);
  void releaseRun(uint64_t id);

private:
  struct Entry {
    Operation operation;
    Done done;
  };
  Journal(std::unique_ptr<JournalDatabase> database, JournalOptions options);
  void loop();
  Status commit(std::vector<Entry> &batch);

  const JournalOptions options;
  const std::unique_ptr<JournalDatabase> database; // of the thread that writes

  std::mutex mutex; // guards what follows
  std::condition_variable changed;
  std::vector<Entry> queue;
  std::set<uint64_t> claimed;
  bool stopping = false;

  std::thread writer;
};

} // namespace hocket

#endif // HOCKET_JOURNAL_JOURNAL_H
