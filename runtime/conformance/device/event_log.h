// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run tells while it runs.
#ifndef HOCKET_CONFORMANCE_DEVICE_EVENT_LOG_H
#define HOCKET_CONFORMANCE_DEVICE_EVENT_LOG_H

#include "exec/run.h"

#include <mutex>
#include <string>
#include <vector>

namespace hocket::testing {

class EventLog {
public:
  struct Entry {
    hocket_event_kind_t kind;
    std::string label;
    uint64_t sequence;
    uint64_t timeNs;
    bool operator==(const Entry &) const = default;
  };
  /// Called after an event is logged, on the thread that it came on.
  using Hook = std::function<void(const Entry &)>;

  /// For RunOptions::onEvent; the log outlives the run.
  std::function<void(const RunEvent &)> listener(Hook hook = nullptr);

  std::vector<Entry> entries() const;
  size_t count(hocket_event_kind_t kind) const;
  /// The labels of what started, in order.
  std::vector<std::string> started() const;
  /// How many calls were under way at once, of those whose label starts so.
  unsigned mostAtOnce(std::string_view label = "") const;
  /// Every call starts at most once, ends exactly once, and does so in order
  /// and not after `wallNs`.
  void expectLegal(uint64_t wallNs) const;

private:
  mutable std::mutex mutex;
  std::vector<Entry> log;
};

} // namespace hocket::testing

#endif // HOCKET_CONFORMANCE_DEVICE_EVENT_LOG_H
