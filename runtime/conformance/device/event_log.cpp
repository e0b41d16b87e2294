// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run tells while it runs.
#include "event_log.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace hocket::testing {

std::function<void(const RunEvent &)> EventLog::listener(Hook hook) {
  return [this, hook = std::move(hook)](const RunEvent &event) {
    Entry entry{event.kind, std::string(event.label), event.sequence,
                event.timeNs};
    {
      std::lock_guard lock(mutex);
      log.push_back(entry);
    }
    if (hook)
      hook(entry);
  };
}

std::vector<EventLog::Entry> EventLog::entries() const {
  std::lock_guard lock(mutex);
  return log;
}

size_t EventLog::count(hocket_event_kind_t kind) const {
  std::vector<Entry> all = entries();
  return size_t(std::ranges::count(all, kind, &Entry::kind));
}

std::vector<std::string> EventLog::started() const {
  std::vector<std::string> labels;
  for (const Entry &entry : entries())
    if (entry.kind == HOCKET_EVENT_STARTED)
      labels.push_back(entry.label);
  return labels;
}

unsigned EventLog::mostAtOnce(std::string_view label) const {
  std::set<uint64_t> underWay;
  size_t most = 0;
  for (const Entry &entry : entries()) {
    if (!entry.label.starts_with(label))
      continue;
    if (entry.kind == HOCKET_EVENT_STARTED)
      underWay.insert(entry.sequence);
    else
      underWay.erase(entry.sequence);
    most = std::max(most, underWay.size());
  }
  return unsigned(most);
}

void EventLog::expectLegal(uint64_t wallNs) const {
  std::map<uint64_t, std::vector<Entry>> calls;
  for (const Entry &entry : entries())
    calls[entry.sequence].push_back(entry);
  for (const auto &[sequence, events] : calls) {
    SCOPED_TRACE("call " + std::to_string(sequence) + ", '" +
                 events.front().label + "'");
    bool starts = events.front().kind == HOCKET_EVENT_STARTED;
    ASSERT_EQ(events.size(), starts ? 2u : 1u);
    EXPECT_NE(events.back().kind, HOCKET_EVENT_STARTED);
    if (!starts) {
      EXPECT_EQ(events.back().kind, HOCKET_EVENT_SKIPPED);
    }
    EXPECT_EQ(events.front().label, events.back().label);
    EXPECT_LE(events.front().timeNs, events.back().timeNs);
    EXPECT_LE(events.back().timeNs, wallNs);
  }
}

} // namespace hocket::testing
