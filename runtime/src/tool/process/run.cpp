// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of a program, as events of the loop.
#include "tool/process/run.h"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

namespace hocket {

/// A descriptor that the loop watches. libuv needs its memory until the close
/// callback, so it owns itself; the run it belongs to stays alive with it.
struct ProcessRun::Watch {
  uv_poll_t poll;
  FileDescriptor fd;
  std::shared_ptr<ProcessRun> run;
  void (ProcessRun::*onReady)();
};

ProcessRun::ProcessRun(EventLoop &loop, ProcessLimits limits, Done done)
    : loop(loop), limits(limits), done(std::move(done)) {}

ProcessRun::~ProcessRun() = default;

std::shared_ptr<ProcessRun>
ProcessRun::create(EventLoop &loop, ProcessLimits limits, Done done) {
  return std::shared_ptr<ProcessRun>(
      new ProcessRun(loop, limits, std::move(done)));
}

void ProcessRun::start(const std::string &name, ChildProcess child,
                       std::string text) {
  pid = child.pid;
  if (!watchAll(std::move(child), std::move(text)))
    abandon(name);
  finishIfDone();
}

bool ProcessRun::watchAll(ChildProcess child, std::string text) {
  pendingInput = std::move(text);
  exit = watch(std::move(child.handle), UV_READABLE, &ProcessRun::onExit);
  input = watch(std::move(child.input), UV_WRITABLE, &ProcessRun::onInputReady);
  output =
      watch(std::move(child.output), UV_READABLE, &ProcessRun::onOutputReady);
  error = watch(std::move(child.error), UV_READABLE, &ProcessRun::onErrorReady);
  return exit && input && output && error;
}

ProcessRun::Watch *ProcessRun::watch(FileDescriptor fd, int events,
                                     void (ProcessRun::*onReady)()) {
  auto *watch = new Watch{{}, std::move(fd), shared_from_this(), onReady};
  if (uv_poll_init(loop.uv(), &watch->poll, watch->fd.get()) != 0) {
    delete watch;
    return nullptr;
  }
  watch->poll.data = watch;
  uv_poll_start(&watch->poll, events, [](uv_poll_t *poll, int, int) {
    auto *watch = static_cast<Watch *>(poll->data);
    std::shared_ptr<ProcessRun> run = watch->run;
    ((*run).*watch->onReady)(); // an error shows when reading or writing
    run->finishIfDone();
  });
  return watch;
}

void ProcessRun::close(Watch *&watch) {
  if (!watch)
    return;
  uv_poll_stop(&watch->poll);
  watch->fd = FileDescriptor(); // now; the memory goes in the loop's next turn
  uv_close(
      reinterpret_cast<uv_handle_t *>(&watch->poll),
      [](uv_handle_t *handle) { delete static_cast<Watch *>(handle->data); });
  watch = nullptr;
}

/// Without descriptors or memory to watch it with, nothing would tell of its
/// end.
void ProcessRun::abandon(const std::string &name) {
  signalGroup(pid, SIGKILL);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
  onExit();
  close(output);
  close(error);
  outcome.interrupted =
      Status(HOCKET_RESOURCE_EXHAUSTED, "cannot watch '" + name + "'");
}

void ProcessRun::onInputReady() {
  while (written < pendingInput.size()) {
    ssize_t count = ::write(input->fd.get(), pendingInput.data() + written,
                            pendingInput.size() - written);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0 && errno == EAGAIN)
      return;
    if (count < 0)
      break; // a program need not read its input: this means nothing
    written += static_cast<size_t>(count);
  }
  pendingInput = std::string();
  close(input);
}

void ProcessRun::read(Watch *&stream,
                      void (ProcessRun::*onData)(std::string_view)) {
  char buffer[64 << 10];
  ssize_t count;
  do
    count = ::read(stream->fd.get(), buffer, sizeof buffer);
  while (count < 0 && errno == EINTR);
  if (count > 0)
    (this->*onData)(std::string_view(buffer, static_cast<size_t>(count)));
  else if (count == 0 || errno != EAGAIN)
    close(stream);
}

void ProcessRun::onOutputReady() { read(output, &ProcessRun::onOutput); }
void ProcessRun::onErrorReady() { read(error, &ProcessRun::onError); }

void ProcessRun::onOutput(std::string_view data) {
  if (outcome.output.size() + data.size() <= limits.maxOutput) {
    outcome.output += data;
    return;
  }
  interrupt(Status(HOCKET_RESOURCE_EXHAUSTED,
                   "the output is longer than the limit of " +
                       std::to_string(limits.maxOutput) + " bytes"),
            /*politely=*/false);
}

void ProcessRun::onError(std::string_view data) {
  constexpr size_t tail = 4 << 10;
  outcome.errorTail += data;
  if (outcome.errorTail.size() > 2 * tail)
    outcome.errorTail.erase(0, outcome.errorTail.size() - tail);
}

void ProcessRun::onExit() {
  close(exit);
  outcome.exit = reapChild(pid);
  pid = -1;
  exited = true;
  close(input); // nobody reads it any more
  if (outcome.interrupted.code() == HOCKET_CANCELLED) {
    // Nobody reads what it wrote, and a process that has left the group may
    // hold the pipes open.
    close(output);
    close(error);
  }
  // What it wrote is in the pipes. Their end follows, now that its group is
  // dead, unless a process that left the group holds them open.
  loop.cancel(timer);
  timer = loop.after(limits.grace, [self = shared_from_this()] {
    self->close(self->output);
    self->close(self->error);
    self->finishIfDone();
  });
}

void ProcessRun::cancel() {
  interrupt(Status(HOCKET_CANCELLED, "cancelled"), /*politely=*/true);
}

void ProcessRun::kill() {
  if (!done)
    return;
  outcome.interrupted = Status(HOCKET_CANCELLED, "cancelled");
  close(output);
  close(error);
  if (exited)
    finishIfDone();
  else
    signalGroup(pid, SIGKILL);
}

void ProcessRun::interrupt(Status why, bool politely) {
  if (!outcome.interrupted.ok() || !done)
    return;
  outcome.interrupted = std::move(why);
  if (exited) { // only the ends of its streams are missing
    close(output);
    close(error);
    finishIfDone();
    return;
  }
  signalGroup(pid, politely ? SIGTERM : SIGKILL);
  if (politely)
    timer = loop.after(limits.grace, [self = shared_from_this()] {
      signalGroup(self->pid, SIGKILL);
    });
}

void ProcessRun::finishIfDone() {
  if (!exited || output || error || input || !done)
    return;
  loop.cancel(timer);
  Done callback = std::move(done);
  done = nullptr;
  callback(this, std::move(outcome));
}

} // namespace hocket
