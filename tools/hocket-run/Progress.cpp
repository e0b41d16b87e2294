// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Progress.h"

#include "Terminal.h"

#include <algorithm>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace hocket::run;
using Clock = std::chrono::steady_clock;

bool hocket::run::wantProgress(const std::string &mode) {
  return mode == "always" || (mode == "auto" && isatty(STDERR_FILENO));
}

/// "3. http.get", "call_abc: http.get": many calls of a tool are told by their ids.
static std::string labelOf(const hocket_event_t &event) {
  std::string label(event.label.data, event.label.size);
  std::string name(event.name.data, event.name.size);
  if (name.empty())
    return label;
  bool isNumber = name.find_first_not_of("0123456789") == std::string::npos;
  return name + (isNumber ? ". " : ": ") + label;
}

void Progress::record(const hocket_event_t &event) {
  if (!enabled)
    return;
  std::lock_guard<std::mutex> lock(mutex);
  switch (event.kind) {
  case HOCKET_EVENT_STARTED:
    running[event.sequence] = {printableLine(labelOf(event)), Clock::now()};
    break;
  case HOCKET_EVENT_FINISHED:
    running.erase(event.sequence);
    ++done;
    break;
  case HOCKET_EVENT_FAILED:
    running.erase(event.sequence);
    ++failed;
    break;
  case HOCKET_EVENT_SKIPPED:
    running.erase(event.sequence); // cancelled, if it had started
    ++skipped;
    break;
  case HOCKET_EVENT_INTERRUPTED:
    running.erase(event.sequence);
    ++interrupted;
    break;
  }
  if (Clock::now() - lastDraw >= std::chrono::milliseconds(50))
    drawLocked();
}

void Progress::draw() {
  if (!enabled)
    return;
  std::lock_guard<std::mutex> lock(mutex);
  drawLocked();
}

/// The size of the terminal, or 80 by 24 if it will not say.
static winsize terminalSize() {
  winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    size.ws_col = 80, size.ws_row = 24;
  return size;
}

void Progress::drawLocked() {
  if (paused)
    return;
  lastDraw = Clock::now();
  winsize terminal = terminalSize();
  std::string text;
  if (linesDrawn)
    text += "\033[" + std::to_string(linesDrawn) + "A";
  text += "\r\033[J";
  std::string head = std::to_string(done) + " done, " + std::to_string(running.size()) + " running";
  size_t begun = done + failed + skipped + interrupted + running.size();
  if (total > begun)
    head += ", " + std::to_string(total - begun) + " waiting";
  if (failed)
    head += ", " + std::to_string(failed) + " failed";
  if (interrupted)
    head += ", " + std::to_string(interrupted) + " interrupted";
  if (skipped)
    head += ", " + std::to_string(skipped) + " skipped";
  text += head + "\n";
  linesDrawn = 1;
  size_t room = std::min<size_t>(terminal.ws_row > 4 ? terminal.ws_row - 4 : 1, 12);
  size_t shown = 0;
  for (const auto &[sequence, task] : running) {
    if (shown++ == room)
      break;
    char time[32];
    std::snprintf(time, sizeof time, "%6.1f s  ",
                  std::chrono::duration<double>(lastDraw - task.since).count());
    text += (time + task.label).substr(0, terminal.ws_col - 1) + "\n";
    ++linesDrawn;
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void Progress::eraseLocked() {
  if (!linesDrawn)
    return;
  std::string text = "\033[" + std::to_string(linesDrawn) + "A\r\033[J";
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  linesDrawn = 0;
}

void Progress::finish() {
  if (!enabled)
    return;
  std::lock_guard<std::mutex> lock(mutex);
  eraseLocked();
}

void Progress::setPaused(bool value) {
  if (!enabled)
    return;
  std::lock_guard<std::mutex> lock(mutex);
  eraseLocked();
  paused = value;
}
