// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What of a frame is under way for longer than a step: calls and nested
// regions. The frame keeps them in a list, so that it can cancel them.
#ifndef HOCKET_EXEC_ACTIVITY_H
#define HOCKET_EXEC_ACTIVITY_H

#include <cstdint>
#include <memory>
#include <vector>

namespace hocket {

class CallTask;

class Activity {
public:
  explicit Activity(uint32_t node) : node(node) {}
  Activity(const Activity &) = delete;
  /// Adds the calls in it to `running`; nothing new starts in it.
  virtual void cut(std::vector<std::shared_ptr<CallTask>> &running) = 0;

  const uint32_t node; // of the frame

protected:
  ~Activity() = default;

private:
  friend class ActivityList;
  Activity *previous = nullptr;
  Activity *next = nullptr;
};

class ActivityList {
public:
  void add(Activity &activity) {
    activity.next = first;
    if (first)
      first->previous = &activity;
    first = &activity;
  }
  void remove(Activity &activity) {
    (activity.previous ? activity.previous->next : first) = activity.next;
    if (activity.next)
      activity.next->previous = activity.previous;
    activity.previous = activity.next = nullptr;
  }
  template <typename Function> void forEach(Function function) {
    for (Activity *activity = first; activity; activity = activity->next)
      function(*activity);
  }

private:
  Activity *first = nullptr;
};

} // namespace hocket

#endif // HOCKET_EXEC_ACTIVITY_H
