// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call under way: its attempts, their timeouts, the pauses between them, and
// cancellation. Whatever the tool does, the call ends once and in time.
#ifndef HOCKET_EXEC_CALL_TASK_H
#define HOCKET_EXEC_CALL_TASK_H

#include "exec/activity.h"
#include "exec/blocking_pool.h"
#include "exec/context.h"
#include "exec/frame.h"
#include "io/event_loop.h"
#include "tool/provider.h"

#include <chrono>
#include <optional>
#include <span>

namespace hocket {

class KeptUnits;
class Session;
class Worker;

class CallTask final : public Activity,
                       public Job,
                       public std::enable_shared_from_this<CallTask> {
public:
  /// How long a tool that was killed may take to end; then it is given up.
  static constexpr std::chrono::seconds killGrace{5};

  CallTask(Frame &frame, uint32_t node, Tool &tool, std::string toolName,
           Value arguments, const Policy &policy, uint64_t startNs);

  /// Starts the first attempt; not for tools that compute.
  void start();
  /// Goes on after a first attempt that failed elsewhere.
  void retryAfter(Status failure);
  /// Any thread. At once: does not wait for the tool to stop by itself.
  void cancel(bool atOnce);
  /// The thread of a computing attempt was given up.
  void computeAbandoned();

  void cut(std::vector<std::shared_ptr<CallTask>> &running) override {
    running.push_back(shared_from_this());
  }
  /// A computing attempt, on a worker.
  void run(Context &context) override;

  static bool mayRetry(const Policy &policy, unsigned attempts,
                       const Status &failure);

private:
  enum class Phase { Running, Pausing, Done };
  using Lock = std::unique_lock<std::mutex>;

  void beginAttempt();
  void runBlocking(const std::shared_ptr<Invocation> &invocation,
                   unsigned attempt);
  void begin(unsigned attempt);
  void onTimeout(unsigned attempt);
  void armGrace(unsigned attempt, std::chrono::milliseconds grace);
  void kill(unsigned attempt);
  void giveUp(unsigned attempt);
  void attemptDone(unsigned attempt, Result<Value> result);
  void pause(Lock lock);
  void endPause(unsigned attempt);
  void withdraw();
  static void granted(void *owner, uint32_t attempt);
  void finish(Lock lock, Result<Value> result);

  Frame &frame;
  Tool &tool;
  const std::string toolName;
  const Value arguments;
  const Policy policy;
  const uint64_t startNs;
  const std::shared_ptr<Session> session;
  const std::span<const Acquire> units; // of the plan: outlive the frame

  std::mutex mutex; // guards what follows
  Phase phase = Phase::Running;
  unsigned attempts = 0; // begun so far
  bool cancelRequested = false;
  bool timedOut = false;
  bool begun = false; // the tool has had the call
  std::shared_ptr<Invocation> current;
  std::shared_ptr<KeptUnits> kept; // those of the current attempt
  std::shared_ptr<BlockingPool::Ticket> ticket;
  EventLoop::TimerId timer = 0;
  std::shared_ptr<CallTask> waiting; // itself, while a queue knows it
};

/// Runs a computing tool on this thread, watched. Nothing if the thread was
/// given up meanwhile: it must then return to its loop and touch nothing else.
std::optional<Result<Value>>
runCompute(Worker &worker, Frame &frame, uint32_t node, Tool &tool,
           const std::string &toolName, Value arguments, const Policy &policy,
           uint64_t startNs, std::shared_ptr<CallTask> task);

Status timeoutStatus(const std::string &toolName, uint64_t timeoutNs);
Status cancelledStatus(const std::string &toolName);

} // namespace hocket

#endif // HOCKET_EXEC_CALL_TASK_H
