// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is scheduled, and where code that makes things ready puts them.
#ifndef HOCKET_EXEC_CONTEXT_H
#define HOCKET_EXEC_CONTEXT_H

#include <atomic>
#include <cstdint>

namespace hocket {

class Context;

/// A node of one region instance: how many of its predecessors are unfinished.
/// A scheduler moves pointers to cells around; nothing is allocated per node.
struct NodeCell {
  std::atomic<uint32_t> pending;
  uint32_t index; // of the node in its region
};

/// Work that is not a node. It is not owned by the scheduler.
class Job {
public:
  virtual void run(Context &context) = 0;

protected:
  ~Job() = default;
};

/// A node or a job, in one word.
class Work {
public:
  Work() = default;
  explicit Work(NodeCell *cell) : bits(reinterpret_cast<uintptr_t>(cell)) {}
  explicit Work(Job *job) : bits(reinterpret_cast<uintptr_t>(job) | 1) {}
  static Work fromBits(uintptr_t bits) {
    Work work;
    work.bits = bits;
    return work;
  }
  uintptr_t toBits() const { return bits; }
  explicit operator bool() const { return bits != 0; }
  /// Runs it and what becomes ready by it, as long as that is a chain.
  void run(Context &context) const;

private:
  uintptr_t bits = 0;
};

/// Where code runs that makes work ready: a worker, a foreign thread, or the
/// simulator. Used by one thread at a time.
class Context {
public:
  /// Runs `work` soon, after what is pushed later. After the last of a batch,
  /// call flush().
  virtual void push(Work work, double priority) = 0;
  virtual void flush() {}
  /// Runs `work` in the order of priorities among all that is pushed so.
  virtual void pushShared(Work work, double priority) = 0;
  /// True if what is pushed so contains something at least as urgent.
  virtual bool hasShared(double priority) { return true; }
  /// Number of the worker; `foreign` on other threads.
  virtual unsigned lane() const = 0;
  static constexpr unsigned foreign = UINT32_MAX;

protected:
  ~Context() = default;
};

} // namespace hocket

#endif // HOCKET_EXEC_CONTEXT_H
