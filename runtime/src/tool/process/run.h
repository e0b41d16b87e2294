// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of a program: what it is given, what it says, how it ends.
#ifndef HOCKET_TOOL_PROCESS_RUN_H
#define HOCKET_TOOL_PROCESS_RUN_H

#include "io/event_loop.h"
#include "tool/process/spawn.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

namespace hocket {

struct ProcessLimits {
  size_t maxOutput = 64 << 20;
  /// From the polite signal to the one that cannot be ignored.
  std::chrono::milliseconds grace{1000};
};

struct ProcessOutcome {
  /// Why the run was ended before the program did so: CANCELLED or
  /// RESOURCE_EXHAUSTED.
  Status interrupted;
  ExitStatus exit;
  std::string output;
  std::string errorTail; // the last part of standard error
};

/// Lives as long as the child and our ends of its streams. Loop thread only.
class ProcessRun : public std::enable_shared_from_this<ProcessRun> {
public:
  using Done = std::function<void(ProcessRun *, ProcessOutcome)>;

  static std::shared_ptr<ProcessRun> create(EventLoop &loop,
                                            ProcessLimits limits, Done done);
  ~ProcessRun();

  /// Watches the program that has just started and sends `input`. Calls `done`
  /// once, when the child is reaped and its streams are closed.
  void start(const std::string &name, ChildProcess child, std::string input);
  /// Ends the program and all of its process group: SIGTERM, after the grace
  /// period SIGKILL.
  void cancel();
  /// Ends them at once, also if they were asked politely before.
  void kill();

private:
  ProcessRun(EventLoop &loop, ProcessLimits limits, Done done);

  struct Watch;

  bool watchAll(ChildProcess child, std::string text);
  Watch *watch(FileDescriptor fd, int events, void (ProcessRun::*onReady)());
  void close(Watch *&watch);
  void abandon(const std::string &name);
  void onInputReady();
  void onOutputReady();
  void onErrorReady();
  void onExit();
  /// Reads what is there; closes the stream at its end.
  void read(Watch *&stream, void (ProcessRun::*onData)(std::string_view));
  void onOutput(std::string_view data);
  void onError(std::string_view data);
  void interrupt(Status why, bool politely);
  void finishIfDone();

  EventLoop &loop;
  ProcessLimits limits;
  Done done;
  pid_t pid = -1; // while the child is not reaped
  ProcessOutcome outcome;
  Watch *exit = nullptr, *input = nullptr, *output = nullptr, *error = nullptr;
  std::string pendingInput;
  size_t written = 0;
  EventLoop::TimerId timer = 0;
  bool exited = false;
};

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_RUN_H
