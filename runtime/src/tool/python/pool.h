// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The worker processes of one Python module, and the calls that wait for one.
#ifndef HOCKET_TOOL_PYTHON_POOL_H
#define HOCKET_TOOL_PYTHON_POOL_H

#include "io/event_loop.h"
#include "tool/process/spawn.h"
#include "tool/provider.h"
#include "tool/python/worker.h"

#include <deque>
#include <list>
#include <memory>
#include <set>
#include <string>

namespace hocket {

/// What the workers of a pool have in common.
struct PythonPoolConfig {
  SpawnOptions spawn;
  std::string module; // as the user wrote it, for messages
  std::string setup;  // the line that says what to load
  unsigned maxWorkers = 1;
  std::chrono::milliseconds loadTimeout{120'000};
};

/// Calls are taken in their order. A call of a `def` has a worker for itself;
/// calls of `async def` share one, up to a number. Workers are started when
/// there are more calls than they can take. Loop thread only, but for its
/// construction.
class PythonPool : public std::enable_shared_from_this<PythonPool> {
public:
  PythonPool(EventLoop &loop, PythonPoolConfig config)
      : loop(loop), config(std::move(config)), limit(this->config.maxWorkers) {}

  void submit(std::shared_ptr<PythonCall> call);
  /// A call that waits leaves the queue. Of one that runs, the task is
  /// cancelled, or the worker ended.
  void cancel(const std::shared_ptr<PythonCall> &call);
  /// Ends at once the worker that the call runs on.
  void kill(const std::shared_ptr<PythonCall> &call);
  /// No more calls: idle workers are told to end, all others killed.
  void close();

private:
  static constexpr size_t maxTasks = 256; // of `async def` in one worker

  void dispatch();
  bool isAsync(const PythonCall &call) const;
  PythonWorker *workerFor(const PythonCall &call);
  void startWorkers();
  void startWorker();
  void onReady(PythonWorker &worker, std::set<std::string> asyncFunctions);
  void onEnd(PythonWorker &worker, const Status &why, bool loaded);
  void failQueue(const Status &why);

  EventLoop &loop;
  const PythonPoolConfig config;
  unsigned limit; // of workers, as long as more cannot be started
  std::deque<std::shared_ptr<PythonCall>> queue;
  std::list<std::shared_ptr<PythonWorker>> workers;
  std::set<std::string> asyncFunctions; // once a worker has said so
  bool closed = false;
};

} // namespace hocket

#endif // HOCKET_TOOL_PYTHON_POOL_H
