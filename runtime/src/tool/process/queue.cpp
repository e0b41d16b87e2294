// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many programs run at once.
#include "tool/process/queue.h"

#include <algorithm>
#include <sys/resource.h>
#include <thread>

namespace hocket {

ProcessQueue::Entry::~Entry() = default;

/// Most programs that are tools wait for something, so there may be more of
/// them than processors. A running one takes four descriptors, one that starts
/// three more; the other half is for whatever else this process does.
static unsigned defaultLimit() {
  constexpr unsigned least = 64, perProcessor = 4;
  unsigned limit =
      std::max(least, perProcessor * std::thread::hardware_concurrency());
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0)
    limit = static_cast<unsigned>(
        std::clamp<rlim_t>(files.rlim_cur / 8, 1, limit));
  return limit;
}

ProcessQueue::ProcessQueue(unsigned most)
    : most(most != 0 ? most : defaultLimit()) {}

ProcessQueue::Ticket ProcessQueue::add(std::shared_ptr<Entry> entry) {
  Ticket ticket = next++;
  waiting.emplace(ticket, std::move(entry));
  startWaiting();
  return ticket;
}

bool ProcessQueue::remove(Ticket ticket) { return waiting.erase(ticket) != 0; }

void ProcessQueue::ended() {
  --running;
  startWaiting();
}

void ProcessQueue::startWaiting() {
  // One that fails at once comes back here: the loop below goes on.
  if (starting)
    return;
  starting = true;
  while (running < most && !waiting.empty()) {
    auto first = waiting.extract(waiting.begin());
    bool alone = running++ == 0;
    Start outcome = first.mapped()->start(/*mayWait=*/!alone);
    if (outcome != Start::Running)
      --running;
    if (outcome == Start::Refused) {
      waiting.insert(std::move(first));
      break;
    }
  }
  starting = false;
}

} // namespace hocket
