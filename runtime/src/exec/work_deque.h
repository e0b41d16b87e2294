// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The queue of one worker: its owner pushes and pops at the bottom, others
// steal at the top (Chase and Lev, SPAA 2005).
#ifndef HOCKET_EXEC_WORK_DEQUE_H
#define HOCKET_EXEC_WORK_DEQUE_H

#include "exec/context.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace hocket {

class WorkDeque {
public:
  WorkDeque() : ring(new Ring(256)) { rings.emplace_back(ring.load()); }

  /// Owner only. Publish makes what was pushed visible to thieves that look
  /// for work before they sleep.
  void push(Work work) {
    int64_t b = bottom.load(std::memory_order_relaxed);
    Ring *current = ring.load(std::memory_order_relaxed);
    if (b - top.load(std::memory_order_acquire) >= current->size())
      current = grow(b);
    current->put(b, work);
    bottom.store(b + 1, std::memory_order_release);
  }
  void publish() {
    // An exchange, so that a later load is not ordered before it.
    bottom.exchange(bottom.load(std::memory_order_relaxed),
                    std::memory_order_seq_cst);
  }

  /// Owner only: the latest pushed.
  Work pop() {
    int64_t b = bottom.load(std::memory_order_relaxed) - 1;
    if (b < top.load(std::memory_order_relaxed))
      return {}; // empty: top never passes bottom, and only the owner pushes
    Ring *current = ring.load(std::memory_order_relaxed);
    bottom.store(b, std::memory_order_seq_cst);
    int64_t t = top.load(std::memory_order_seq_cst);
    if (t > b) {
      bottom.store(b + 1, std::memory_order_relaxed);
      return {};
    }
    Work work = current->get(b);
    if (t < b)
      return work;
    // The last one: thieves want it, too.
    if (!top.compare_exchange_strong(t, t + 1, std::memory_order_seq_cst,
                                     std::memory_order_relaxed))
      work = {};
    bottom.store(b + 1, std::memory_order_relaxed);
    return work;
  }

  /// Any thread: the earliest pushed. May fail although there is work, if
  /// another thread took it at the same time.
  Work steal() {
    int64_t t = top.load(std::memory_order_seq_cst);
    int64_t b = bottom.load(std::memory_order_seq_cst);
    if (t >= b)
      return {};
    Work work = ring.load(std::memory_order_acquire)->get(t);
    if (!top.compare_exchange_strong(t, t + 1, std::memory_order_seq_cst,
                                     std::memory_order_relaxed))
      return {};
    return work;
  }

  bool empty() const {
    return top.load(std::memory_order_seq_cst) >=
           bottom.load(std::memory_order_seq_cst);
  }

private:
  class Ring {
  public:
    explicit Ring(int64_t capacity)
        : mask(capacity - 1),
          slots(new std::atomic<uintptr_t>[size_t(capacity)]) {}
    int64_t size() const { return mask + 1; }
    void put(int64_t i, Work work) {
      slots[size_t(i & mask)].store(work.toBits(), std::memory_order_relaxed);
    }
    Work get(int64_t i) const {
      return Work::fromBits(
          slots[size_t(i & mask)].load(std::memory_order_relaxed));
    }

  private:
    int64_t mask;
    std::unique_ptr<std::atomic<uintptr_t>[]> slots;
  };

  Ring *grow(int64_t b) {
    Ring *old = ring.load(std::memory_order_relaxed);
    auto bigger = std::make_unique<Ring>(old->size() * 2);
    for (int64_t i = top.load(std::memory_order_acquire); i < b; ++i)
      bigger->put(i, old->get(i));
    Ring *result = bigger.get();
    ring.store(result, std::memory_order_release);
    // A thief may still read the old ring: all are kept, at most as much again.
    rings.push_back(std::move(bigger));
    return result;
  }

  alignas(64) std::atomic<int64_t> top{0};
  alignas(64) std::atomic<int64_t> bottom{0};
  alignas(64) std::atomic<Ring *> ring;
  std::vector<std::unique_ptr<Ring>> rings;
};

} // namespace hocket

#endif // HOCKET_EXEC_WORK_DEQUE_H
