// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One worker process: worker.py with a module loaded, and its calls.
#ifndef HOCKET_TOOL_PYTHON_WORKER_H
#define HOCKET_TOOL_PYTHON_WORKER_H

#include "tool/process/line_process.h"
#include "tool/provider.h"

#include <map>
#include <set>
#include <string_view>

namespace hocket {

/// The text of worker.py.
std::string_view pythonWorkerSource();

class PythonWorker;

/// One invocation on its way through a pool. Loop thread only.
struct PythonCall {
  std::shared_ptr<Invocation> invocation;
  std::string request; // a JSON object but for its end and the number
  std::string function;
  std::chrono::milliseconds grace{1000};

  PythonWorker *worker = nullptr; // while it runs
  uint64_t number = 0;
  bool cancelled = false;

  void complete(Result<Value> result);
};

class PythonWorker : public std::enable_shared_from_this<PythonWorker> {
public:
  struct Events {
    std::function<void(PythonWorker &, std::set<std::string> async)> onReady;
    std::function<void(PythonWorker &)> onIdle; // it can take more
    /// It is gone. Why, if it was not asked to; and whether it had loaded.
    std::function<void(PythonWorker &, Status why, bool loaded)> onEnd;
  };

  PythonWorker(EventLoop &loop, std::string module)
      : loop(loop), module(std::move(module)) {}

  void start(const SpawnOptions &options, const std::string &setup,
             std::chrono::milliseconds loadTimeout, Events events);
  void run(std::shared_ptr<PythonCall> call, bool async);
  void cancel(PythonCall &call);
  void kill(Status why);
  void close();

  bool isLoading() const { return state == State::Loading; }
  bool isEnding() const { return state == State::Ending; }
  bool isReady() const { return state == State::Ready; }
  bool isIdle() const { return isReady() && calls.empty(); }
  /// The calls of `async def` under way; 0 if a `def` runs.
  size_t tasks() const { return exclusive ? 0 : calls.size(); }

private:
  enum class State { Loading, Ready, Ending };

  void onLine(std::string_view line);
  void onAnswer(uint64_t number, std::string_view kind, std::string_view text);
  void onProcessEnd(const LineProcessEnd &end);
  void end(Status why);

  EventLoop &loop;
  const std::string module;
  Events events;
  std::shared_ptr<LineProcess> process;
  State state = State::Loading;
  bool loaded = false;
  bool exclusive = false; // the call that runs is of a `def`
  std::map<uint64_t, std::shared_ptr<PythonCall>> calls;
  uint64_t lastNumber = 0;
  Status reason; // why it is ended
  EventLoop::TimerId timer = 0;
};

} // namespace hocket

#endif // HOCKET_TOOL_PYTHON_WORKER_H
