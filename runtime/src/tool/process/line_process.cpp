// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that stays, as events of the loop.
#include "tool/process/line_process.h"

#include "base/utf8.h"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace hocket {

using Wanted = DescriptorWatch::Wanted;

void LineProcess::start(const SpawnOptions &options, Events given) {
  events = std::move(given);
  self = shared_from_this();
  bool noRoom = false; // tells what the status says, too
  Result<ChildProcess> child = spawnChild(options, noRoom);
  if (!child) {
    end.failure = child.status();
    loop.post([keep = self] { keep->finishIfDone(); });
    return;
  }
  pid = child->pid;
  exit = watch(std::move(child->handle), Wanted::Readable, &LineProcess::onExit);
  input = watch(std::move(child->input), Wanted::Nothing,
                &LineProcess::onInputReady);
  output = watch(std::move(child->output), Wanted::Readable,
                 &LineProcess::onOutputReady);
  error = watch(std::move(child->error), Wanted::Readable,
                &LineProcess::onErrorReady);
  if (exit && input && output && error)
    return;
  // Nothing would tell of its end.
  end.failure = Status(HOCKET_RESOURCE_EXHAUSTED,
                       "cannot watch '" + options.arguments[0] + "'");
  signalGroup(pid, SIGKILL);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
  input.reset();
  output.reset();
  error.reset();
  loop.post([keep = self] {
    if (keep->pid > 0)
      keep->onExit();
    keep->finishIfDone();
  });
}

LineProcess::Watch LineProcess::watch(FileDescriptor fd, Wanted wanted,
                                      void (LineProcess::*onReady)()) {
  return DescriptorWatch::create(loop, std::move(fd), wanted,
                                 [weak = weak_from_this(), onReady] {
                                   if (auto alive = weak.lock()) {
                                     ((*alive).*onReady)();
                                     alive->finishIfDone();
                                   }
                                 });
}

void LineProcess::send(std::string_view line) {
  if (!input)
    return; // its end is on the way
  bool idle = unsent.empty();
  unsent += line;
  unsent += '\n';
  if (idle)
    onInputReady();
}

void LineProcess::onInputReady() {
  while (input && written < unsent.size()) {
    ssize_t count = ::write(input->fd(), unsent.data() + written,
                            unsent.size() - written);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0 && errno == EAGAIN) {
      input->want(Wanted::Writable);
      return;
    }
    if (count < 0) {
      // It does not listen any more. What it still had to say is read, and its
      // end awaited.
      input.reset();
      break;
    }
    written += static_cast<size_t>(count);
  }
  unsent = std::string();
  written = 0;
  if (input)
    input->want(Wanted::Nothing);
}

/// The bytes that are there; none, and the watch gone, at the end.
static std::string_view readSome(std::unique_ptr<DescriptorWatch> &stream,
                                 char *buffer, size_t size) {
  ssize_t count;
  do
    count = ::read(stream->fd(), buffer, size);
  while (count < 0 && errno == EINTR);
  if (count == 0 || (count < 0 && errno != EAGAIN))
    stream.reset();
  return {buffer, count > 0 ? static_cast<size_t>(count) : 0};
}

void LineProcess::onOutputReady() {
  char buffer[64 << 10];
  takeLines(readSome(output, buffer, sizeof buffer));
  if (!output && pid > 0)
    signalGroup(pid, SIGKILL); // nothing it could still do would reach anyone
}

void LineProcess::takeLines(std::string_view data) {
  while (!data.empty()) {
    size_t length = data.find('\n');
    std::string_view part = data.substr(0, length);
    if (part.size() > maxLine - begun.size()) {
      end.failure = Status(HOCKET_RESOURCE_EXHAUSTED,
                           "the output is longer than the limit of " +
                               std::to_string(maxLine) + " bytes");
      output.reset();
      return;
    }
    begun += part;
    if (length == std::string_view::npos)
      return;
    data.remove_prefix(length + 1);
    std::string line = std::move(begun);
    begun.clear();
    events.onLine(line);
    if (!output)
      return;
  }
}

void LineProcess::onErrorReady() {
  constexpr size_t tail = 4 << 10;
  char buffer[16 << 10];
  errorTail += readSome(error, buffer, sizeof buffer);
  if (errorTail.size() > 2 * tail)
    errorTail.erase(0, errorTail.size() - tail);
}

std::string LineProcess::takeErrors() {
  if (error)
    onErrorReady();
  std::string text = sanitizeUtf8(std::exchange(errorTail, std::string()));
  size_t last = text.find_last_not_of(" \t\r\n");
  text.erase(last == std::string::npos ? 0 : last + 1);
  return text;
}

void LineProcess::terminate(std::chrono::milliseconds grace) {
  input.reset();
  if (pid <= 0)
    return;
  signalGroup(pid, SIGTERM);
  loop.cancel(timer);
  timer = loop.after(grace, [keep = shared_from_this()] { keep->kill(); });
}

void LineProcess::kill() {
  input.reset();
  signalGroup(pid, SIGKILL);
}

void LineProcess::onExit() {
  exit.reset();
  end.exit = reapChild(pid);
  pid = -1;
  input.reset();
  loop.cancel(timer);
  // What it wrote is in the pipes. Their end follows, now that its group is
  // dead, unless a process that left the group holds them open.
  timer = loop.after(std::chrono::milliseconds(250), [keep = self] {
    keep->output.reset();
    keep->error.reset();
    keep->finishIfDone();
  });
}

void LineProcess::finishIfDone() {
  if (!self || pid > 0 || output || error)
    return;
  loop.cancel(timer);
  std::shared_ptr<LineProcess> keep = std::move(self);
  Events last = std::move(events);
  events = Events();
  end.errorTail = takeErrors();
  last.onEnd(std::move(end));
}

} // namespace hocket
