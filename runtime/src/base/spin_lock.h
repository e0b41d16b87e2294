// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock for data that one thread touches all the time and others hardly ever:
// one atomic exchange when nobody else wants it.
#ifndef HOCKET_BASE_SPIN_LOCK_H
#define HOCKET_BASE_SPIN_LOCK_H

#include <atomic>
#include <thread>

namespace hocket {

class SpinLock {
public:
  void lock() {
    while (taken.exchange(true, std::memory_order_acquire)) {
      // The holder may need this processor.
      while (taken.load(std::memory_order_relaxed))
        std::this_thread::yield();
    }
  }
  void unlock() { taken.store(false, std::memory_order_release); }

private:
  std::atomic<bool> taken{false};
};

} // namespace hocket

#endif // HOCKET_BASE_SPIN_LOCK_H
