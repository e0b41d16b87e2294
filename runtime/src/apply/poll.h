// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lets the functions that may take seconds, on lists of millions of elements, end
// when nobody wants their result any more.
#ifndef HOCKET_APPLY_POLL_H
#define HOCKET_APPLY_POLL_H

#include <cstdint>

namespace hocket {

/// While it lives, this thread's functions ask it whether to go on.
class PollScope {
public:
  /// `stop` is asked now and then; true ends the function with CANCELLED.
  PollScope(bool (*stop)(void *argument), void *argument)
      : stop(stop), argument(argument), outer(current) {
    current = this;
  }
  PollScope(const PollScope &) = delete;
  ~PollScope() { current = outer; }

  static bool wantsStop() { return current && current->stop(current->argument); }

private:
  bool (*const stop)(void *);
  void *const argument;
  PollScope *const outer;
  static inline thread_local PollScope *current = nullptr;
};

/// Counts the steps of one function, and throws Interrupted if it shall stop.
class Steps {
public:
  struct Interrupted {};
  void next() {
    if (++count % interval == 0 && PollScope::wantsStop())
      throw Interrupted();
  }

private:
  static constexpr uint32_t interval = 1 << 12;
  uint32_t count = 0;
};

} // namespace hocket

#endif // HOCKET_APPLY_POLL_H
