// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The thread that writes a journal.
#include "journal/journal.h"

#include <algorithm>
#include <future>
#include <system_error>

namespace hocket {

namespace {
/// The journals that this process writes. Opening a file a second time and closing
/// it again would free the locks of the first.
struct OpenJournals {
  std::mutex mutex;
  std::map<FileId, std::weak_ptr<Journal>> journals;
};
} // namespace

static OpenJournals &openJournals() {
  static OpenJournals journals;
  return journals;
}

Result<std::shared_ptr<Journal>> Journal::open(const std::string &path,
                                               JournalOptions options) {
  OpenJournals &known = openJournals();
  std::lock_guard lock(known.mutex);
  std::erase_if(known.journals,
                [](const auto &entry) { return entry.second.expired(); });
  if (auto id = fileId(path))
    if (auto found = known.journals.find(*id); found != known.journals.end())
      if (std::shared_ptr<Journal> journal = found->second.lock())
        return journal;
  Result<std::unique_ptr<JournalDatabase>> database =
      JournalDatabase::openToWrite(path, options.file);
  if (!database)
    return database.status();
  std::optional<FileId> id = fileId(path);
  try {
    std::shared_ptr<Journal> journal(
        new Journal(*std::move(database), std::move(options)));
    if (id)
      known.journals[*id] = journal;
    return journal;
  } catch (const std::system_error &) {
    return Status(HOCKET_RESOURCE_EXHAUSTED,
                  "cannot start a thread for the journal '" + path + "'");
  }
}

Journal::Journal(std::unique_ptr<JournalDatabase> database,
                 JournalOptions options)
    : options(std::move(options)), database(std::move(database)),
      writer([this] { loop(); }) {}

Journal::~Journal() {
  {
    std::lock_guard lock(mutex);
    stopping = true;
  }
  changed.notify_all();
  writer.join();
}

void Journal::submit(Operation operation, Done done) {
  // Notified under the lock: once it is released, `done` may have let the last
  // owner destroy this.
  std::lock_guard lock(mutex);
  queue.push_back({std::move(operation), std::move(done)});
  changed.notify_one();
}

Status Journal::write(Operation operation) {
  std::promise<Status> promise;
  submit(std::move(operation),
         [&](Status status) { promise.set_value(std::move(status)); });
  return promise.get_future().get();
}

Status Journal::commit(std::vector<Entry> &batch) {
  if (options.atBoundary)
    options.atBoundary();
  Status status = database->begin();
  try {
    for (Entry &entry : batch)
      if (status.ok())
        status = entry.operation(*database);
  } catch (const std::exception &exception) { // memory is short
    status = Status(HOCKET_RESOURCE_EXHAUSTED, "cannot write the journal '" +
                                                   path() +
                                                   "': " + exception.what());
  }
  if (status.ok())
    status = database->commit();
  if (!status.ok())
    database->rollBack();
  if (options.atBoundary)
    options.atBoundary();
  return status;
}

void Journal::loop() {
  Status broken; // why nothing is written any more
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return stopping || !queue.empty(); });
    if (queue.empty())
      return;
    size_t size = std::min(queue.size(), options.maxBatch);
    auto end = queue.begin() + ptrdiff_t(size);
    std::vector<Entry> batch(std::make_move_iterator(queue.begin()),
                             std::make_move_iterator(end));
    queue.erase(queue.begin(), end);
    lock.unlock();
    if (broken.ok())
      broken = commit(batch);
    for (Entry &entry : batch)
      if (entry.done)
        entry.done(broken);
    batch.clear();
    lock.lock();
  }
}

bool Journal::claimRun(uint64_t id) {
  std::lock_guard lock(mutex);
  return claimed.insert(id).second;
}

void Journal::releaseRun(uint64_t id) {
  std::lock_guard lock(mutex);
  claimed.erase(id);
}

} // namespace hocket
