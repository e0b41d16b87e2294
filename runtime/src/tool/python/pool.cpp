// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which worker does what, and when another one is needed.
#include "tool/python/pool.h"

#include <algorithm>

namespace hocket {

void PythonPool::submit(std::shared_ptr<PythonCall> call) {
  if (!call->invocation)
    return; // cancelled on its way
  if (closed || call->invocation->cancel.cancelled()) {
    call->cancelled = true;
    return call->complete(Value());
  }
  queue.push_back(std::move(call));
  dispatch();
}

void PythonPool::cancel(const std::shared_ptr<PythonCall> &call) {
  if (!call->invocation)
    return; // done
  if (call->worker)
    return call->worker->cancel(*call);
  std::erase(queue, call);
  call->cancelled = true;
  call->complete(Value());
  dispatch(); // the next one may be of another kind
}

void PythonPool::kill(const std::shared_ptr<PythonCall> &call) {
  if (!call->worker)
    return cancel(call);
  call->cancelled = true;
  call->worker->kill(Status(
      HOCKET_UNAVAILABLE, "the worker was ended: a call beside this one was "
                          "cancelled and did not stop"));
}

void PythonPool::close() {
  closed = true;
  for (const std::shared_ptr<PythonCall> &call : std::exchange(queue, {})) {
    call->cancelled = true;
    call->complete(Value());
  }
  for (const std::shared_ptr<PythonWorker> &worker : workers)
    worker->close();
}

bool PythonPool::isAsync(const PythonCall &call) const {
  return asyncFunctions.contains(call.function);
}

PythonWorker *PythonPool::workerFor(const PythonCall &call) {
  PythonWorker *idle = nullptr;
  for (const std::shared_ptr<PythonWorker> &worker : workers) {
    if (worker->isIdle() && !idle)
      idle = worker.get();
    // Tasks wait most of the time: they share, and leave the rest to others.
    if (isAsync(call) && worker->isReady() && worker->tasks() > 0 &&
        worker->tasks() < maxTasks)
      return worker.get();
  }
  return idle;
}

void PythonPool::dispatch() {
  // In their order: a call is never passed by one that would fit earlier, so
  // each gets its turn.
  while (!queue.empty()) {
    PythonWorker *worker = workerFor(*queue.front());
    if (!worker)
      break;
    std::shared_ptr<PythonCall> call = std::move(queue.front());
    queue.pop_front();
    worker->run(call, isAsync(*call));
  }
  startWorkers();
}

void PythonPool::startWorkers() {
  size_t alive = 0, loading = 0, tasks = 0, wanted = 0;
  for (const std::shared_ptr<PythonWorker> &worker : workers) {
    alive += !worker->isEnding();
    loading += worker->isLoading();
  }
  for (const std::shared_ptr<PythonCall> &call : queue)
    if (isAsync(*call))
      ++tasks;
    else
      ++wanted;
  wanted += (tasks + maxTasks - 1) / maxTasks;
  for (; !closed && alive < limit && loading < wanted; ++alive, ++loading)
    startWorker();
}

void PythonPool::startWorker() {
  auto worker = std::make_shared<PythonWorker>(loop, config.module);
  workers.push_back(worker);
  std::shared_ptr<PythonPool> self = shared_from_this();
  worker->start(
      config.spawn, config.setup, config.loadTimeout,
      {[self](PythonWorker &ready, std::set<std::string> async) {
         self->onReady(ready, std::move(async));
       },
       [self](PythonWorker &) { self->dispatch(); },
       [self](PythonWorker &ended, const Status &why, bool loaded) {
         self->onEnd(ended, why, loaded);
       }});
}

void PythonPool::onReady(PythonWorker &, std::set<std::string> async) {
  asyncFunctions = std::move(async);
  dispatch();
}

void PythonPool::onEnd(PythonWorker &worker, const Status &why, bool loaded) {
  workers.remove_if([&](const std::shared_ptr<PythonWorker> &each) {
    return each.get() == &worker;
  });
  auto others = static_cast<unsigned>(
      std::ranges::count_if(workers, [](const std::shared_ptr<PythonWorker> &each) {
        return !each->isEnding();
      }));
  // Those that are there do the work if there is no room for one more. The first
  // one failed as the next one would.
  if (loaded)
    limit = config.maxWorkers;
  else if (others > 0)
    limit = others;
  else if (!closed)
    failQueue(why);
  dispatch();
}

/// For all that wait. Later calls try again: the file may be another one then.
void PythonPool::failQueue(const Status &why) {
  limit = config.maxWorkers;
  for (const std::shared_ptr<PythonCall> &call : std::exchange(queue, {}))
    call->complete(why);
}

} // namespace hocket
