// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many programs run at once. A plan may ask for thousands, and each takes
// descriptors and memory that others need, too.
#ifndef HOCKET_TOOL_PROCESS_QUEUE_H
#define HOCKET_TOOL_PROCESS_QUEUE_H

#include <cstdint>
#include <map>
#include <memory>

namespace hocket {

/// Calls that run a program, and those that wait until one of them has ended,
/// first come, first served. Loop thread only, but for its construction.
class ProcessQueue {
public:
  enum class Start {
    Running, // ended() is owed
    Ended,   // it is over: failed, or no longer wanted
    Refused, // the system has no room for one more
  };
  class Entry {
  public:
    virtual ~Entry();
    /// Its turn. Refused only if `mayWait`: another one runs, and its end makes
    /// room.
    virtual Start start(bool mayWait) = 0;
  };
  using Ticket = uint64_t;

  /// `most` 0: as many as this process has descriptors and processors for.
  explicit ProcessQueue(unsigned most);

  /// Starts it, perhaps before this returns, or keeps it until there is room.
  Ticket add(std::shared_ptr<Entry> entry);
  /// Forgets one that waits. False if it does not wait any more.
  bool remove(Ticket ticket);
  /// One that ran has ended.
  void ended();

  unsigned limit() const { return most; }

private:
  void startWaiting();

  const unsigned most;
  unsigned running = 0;
  bool starting = false;
  Ticket next = 0;
  std::map<Ticket, std::shared_ptr<Entry>> waiting;
};

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_QUEUE_H
