// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a thread of the pool computes, so that others can cancel it, and take
// the node from it if it hangs.
#ifndef HOCKET_EXEC_COMPUTE_LEASE_H
#define HOCKET_EXEC_COMPUTE_LEASE_H

#include "base/spin_lock.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace hocket {

class CallTask;
class Frame;
class Invocation;

struct ComputeLease {
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::time_point never = Clock::time_point::max();

  SpinLock mutex; // taken twice for every call
  // While a tool runs; the frame lives at least as long.
  Frame *frame = nullptr;
  uint32_t node = 0;
  Invocation *invocation = nullptr;
  std::shared_ptr<CallTask> task;     // if it is a further attempt
  uint64_t startNs = 0;               // of the run's clock
  Clock::time_point deadline = never; // when it is cancelled, then abandoned
  bool timedOut = false;              // cancelled because of its own timeout
  bool cancelled = false;
  /// The thread was given up. What its tool needs stays alive with `keep`, and
  /// what it holds stays taken.
  std::atomic<bool> revoked{false};
  std::shared_ptr<void> keep;

  /// No tool runs any more; under the mutex.
  void leave() {
    frame = nullptr;
    invocation = nullptr;
    task = nullptr;
  }
};

} // namespace hocket

#endif // HOCKET_EXEC_COMPUTE_LEASE_H
