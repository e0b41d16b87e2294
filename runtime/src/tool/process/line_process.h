// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that stays and exchanges lines with the runtime.
#ifndef HOCKET_TOOL_PROCESS_LINE_PROCESS_H
#define HOCKET_TOOL_PROCESS_LINE_PROCESS_H

#include "tool/process/descriptor_watch.h"
#include "tool/process/spawn.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hocket {

/// How a LineProcess ended.
struct LineProcessEnd {
  Status failure; // it could not be started, or was ended for what it wrote
  ExitStatus exit;
  std::string errorTail; // the last part of standard error, trimmed UTF-8
};

/// Keeps itself alive from start() until onEnd, by when the process is reaped,
/// its group is dead and the streams are closed. Loop thread only.
class LineProcess : public std::enable_shared_from_this<LineProcess> {
public:
  struct Events {
    std::function<void(std::string_view line)> onLine; // without its end
    std::function<void(LineProcessEnd end)> onEnd;     // once, never at once
  };

  LineProcess(EventLoop &loop, size_t maxLine) : loop(loop), maxLine(maxLine) {}

  void start(const SpawnOptions &options, Events events);
  /// Writes a line; the end of it is added.
  void send(std::string_view line);
  /// Tells it that nothing more comes.
  void closeInput() { input.reset(); }
  /// Asks it to end; kills it after `grace`.
  void terminate(std::chrono::milliseconds grace);
  void kill();
  /// What it wrote to standard error since the last time, as far as it is kept.
  std::string takeErrors();

private:
  using Watch = std::unique_ptr<DescriptorWatch>;

  Watch watch(FileDescriptor fd, DescriptorWatch::Wanted wanted,
              void (LineProcess::*onReady)());
  void onInputReady();
  void onOutputReady();
  void onErrorReady();
  void onExit();
  void takeLines(std::string_view data);
  void finishIfDone();

  EventLoop &loop;
  const size_t maxLine;
  Events events;
  std::shared_ptr<LineProcess> self;
  pid_t pid = -1; // while the child is not reaped
  Watch exit, input, output, error;
  std::string unsent, begun, errorTail;
  size_t written = 0;
  LineProcessEnd end;
  EventLoop::TimerId timer = 0;
};

} // namespace hocket

#endif // HOCKET_TOOL_PROCESS_LINE_PROCESS_H
