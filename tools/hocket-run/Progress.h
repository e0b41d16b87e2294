// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runs, what waits and what is done, on a terminal while it happens.
#ifndef HOCKET_TOOLS_HOCKET_RUN_PROGRESS_H
#define HOCKET_TOOLS_HOCKET_RUN_PROGRESS_H

#include "hocket/runtime/hocket.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace hocket::run {

class Progress {
public:
  /// Draws on standard error if `enabled`; does nothing otherwise.
  /// `total` is the number of calls in the program's text.
  Progress(bool enabled, size_t total) : enabled(enabled), total(total) {}
  ~Progress() { finish(); }

  /// Takes note of an event. Any thread; draws at most twenty times a second.
  void record(const hocket_event_t &event);
  /// Draws the present state: durations grow even if nothing happens.
  void draw();
  /// Removes what was drawn.
  void finish();

  /// Leaves the terminal to somebody else for as long as it lives: removes what
  /// was drawn and draws nothing. One at a time.
  class Pause {
  public:
    explicit Pause(Progress &progress) : progress(progress) { progress.setPaused(true); }
    Pause(const Pause &) = delete;
    ~Pause() { progress.setPaused(false); }

  private:
    Progress &progress;
  };

private:
  struct Running {
    std::string label;
    std::chrono::steady_clock::time_point since;
  };
  void drawLocked();
  void eraseLocked();
  void setPaused(bool value);

  const bool enabled;
  const size_t total;
  std::mutex mutex;
  std::map<uint64_t, Running> running;
  size_t done = 0, failed = 0, skipped = 0, interrupted = 0;
  size_t linesDrawn = 0;
  bool paused = false;
  std::chrono::steady_clock::time_point lastDraw;
};

/// True if progress is to be shown: `mode` is auto, always or never.
bool wantProgress(const std::string &mode);

} // namespace hocket::run

#endif // HOCKET_TOOLS_HOCKET_RUN_PROGRESS_H
