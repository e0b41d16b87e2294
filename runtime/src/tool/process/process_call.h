// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call of a tool that is a program: waits for its turn, runs, ends.
#ifndef HOCKET_TOOL_PROCESS_PROCESS_CALL_H
#define HOCKET_TOOL_PROCESS_PROCESS_CALL_H

#include "tool/process/config.h"
#include "tool/process/queue.h"

#include <unordered_set>

namespace hocket {

class ProcessCall;

/// The calls of one tool that have not ended. Loop thread only, but for its
/// construction.
struct ProcessCalls {
  std::unordered_set<ProcessCall *> active;
  bool closed = false;

  /// The tool goes: ends them all.
  void close();
};

/// Loop thread only, but for its construction. Lives in the queue, and then in
/// what its program's end calls.
class ProcessCall final : public ProcessQueue::Entry,
                          public std::enable_shared_from_this<ProcessCall> {
public:
  ProcessCall(EventLoop &loop, std::shared_ptr<ProcessQueue> queue,
              std::shared_ptr<ProcessCalls> siblings,
              std::shared_ptr<const ProcessConfig> config, std::string input,
              std::shared_ptr<Invocation> invocation);

  void enqueue();
  ProcessQueue::Start start(bool mayWait) override;
  /// Ends it: politely, or at once.
  void end(void (ProcessRun::*how)());

private:
  void complete(Result<Value> result);

  EventLoop &loop;
  const std::shared_ptr<ProcessQueue> queue;
  const std::shared_ptr<ProcessCalls> siblings;
  const std::shared_ptr<const ProcessConfig> config;
  const std::shared_ptr<Invocation> invocation;
  std::string input;
  ProcessQueue::Ticket ticket = 0;
  bool waiting = false;
  std::weak_ptr<ProcessRun> run;
};

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_PROCESS_CALL_H
