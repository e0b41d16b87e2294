// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server that is a child process.
#include "tool/mcp/stdio_transport.h"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace hocket {

using Wanted = DescriptorWatch::Wanted;

void StdioTransport::start(Events given) {
  events = std::move(given);
  self = shared_from_this();
  bool noRoom;
  Result<ChildProcess> child = spawnChild(config->spawn, noRoom);
  if (!child) {
    reason = child.status();
    loop.post([keep = self] { keep->finishIfDone(); });
    return;
  }
  pid = child->pid;
  exit = watch(std::move(child->handle), Wanted::Readable,
               &StdioTransport::onExit);
  input = watch(std::move(child->input), Wanted::Nothing,
                &StdioTransport::onInputReady);
  output = watch(std::move(child->output), Wanted::Readable,
                 &StdioTransport::onOutputReady);
  error = watch(std::move(child->error), Wanted::Readable,
                &StdioTransport::onErrorReady);
  if (exit && input && output && error)
    return;
  // Nothing would tell of its end.
  reason = Status(HOCKET_RESOURCE_EXHAUSTED,
                  "cannot watch '" + config->spawn.arguments[0] + "'");
  signalGroup(pid, SIGKILL);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
  loop.post([keep = self] { keep->onExit(); });
}

StdioTransport::Watch StdioTransport::watch(FileDescriptor fd, Wanted wanted,
                                            void (StdioTransport::*onReady)()) {
  return DescriptorWatch::create(
      loop, std::move(fd), wanted, [weak = weak_from_this(), onReady] {
        if (std::shared_ptr<StdioTransport> alive = weak.lock()) {
          ((*alive).*onReady)();
          alive->finishIfDone();
        }
      });
}

void StdioTransport::send(const Value &message) {
  if (!input)
    return; // its end is on the way
  bool idle = unsent.empty();
  message.appendJson(unsent);
  unsent += '\n';
  if (idle)
    onInputReady();
}

void StdioTransport::onInputReady() {
  while (written < unsent.size()) {
    ssize_t count =
        ::write(input->fd(), unsent.data() + written, unsent.size() - written);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0 && errno == EAGAIN) {
      input->want(Wanted::Writable);
      return;
    }
    if (count < 0) {
      // It does not listen any more; most likely it has just ended.
      input.reset();
      if (reason.ok())
        terminate();
      return;
    }
    written += static_cast<size_t>(count);
  }
  unsent.clear();
  written = 0;
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

void StdioTransport::onOutputReady() {
  char buffer[64 << 10];
  std::string_view data = readSome(output, buffer, sizeof buffer);
  std::vector<std::string> complete;
  bool fits = lines.add(data, complete);
  for (const std::string &line : complete)
    if (output)
      onLine(line);
  if (!output && pid > 0) {
    // Nothing it could still do would reach anyone.
    terminate();
  } else if (!fits && output) {
    fail(Status(HOCKET_RESOURCE_EXHAUSTED,
                "a message is longer than the limit of " +
                    std::to_string(config->maxMessage) + " bytes"));
  }
}

void StdioTransport::onLine(const std::string &line) {
  if (line.find_first_not_of(" \t") == std::string::npos)
    return;
  Result<Value> message = Value::parse(line);
  if (message && (message->isObject() || message->isList())) {
    sawMessage = true;
    // Several at once are a list, which revision 2025-03-26 allows.
    if (message->isObject())
      return events.onMessage(*message);
    for (const Value &element : message->asList())
      if (output)
        events.onMessage(element);
    return;
  }
  if (sawMessage)
    return fail(
        Status(HOCKET_TOOL_ERROR,
               "expected a line of JSON on its standard output, found '" +
                   config->redact(line.substr(0, 80)) + "'"));
  // Many print a greeting there, although they must not.
  errorTail += line.substr(0, 1000) + "\n";
}

void StdioTransport::onErrorReady() {
  constexpr size_t tail = 4 << 10;
  char buffer[16 << 10];
  errorTail += readSome(error, buffer, sizeof buffer);
  if (errorTail.size() > 2 * tail)
    errorTail.erase(0, errorTail.size() - tail);
}

/// For what has closed its streams and should be ending.
void StdioTransport::terminate() {
  lastSignal = SIGTERM;
  signalGroup(pid, lastSignal);
  loop.cancel(timer);
  timer = loop.after(config->grace, [keep = self] {
    keep->lastSignal = SIGKILL;
    signalGroup(keep->pid, keep->lastSignal);
  });
}

void StdioTransport::fail(Status why) {
  if (!reason.ok() || !self)
    return;
  reason = std::move(why);
  input.reset();
  output.reset();
  signalGroup(pid, SIGKILL);
}

void StdioTransport::close(bool atOnce) {
  if (!self)
    return;
  closing = true;
  if (reason.ok())
    reason = Status(HOCKET_CANCELLED, "cancelled");
  input.reset();
  output.reset();
  error.reset();
  loop.cancel(timer);
  if (atOnce)
    signalGroup(pid, SIGKILL);
  else // most end when their input does
    timer = loop.after(config->grace, [keep = self] { keep->terminate(); });
  finishIfDone(); // it may have ended already
}

void StdioTransport::onExit() {
  exit.reset();
  ExitStatus status = reapChild(pid);
  pid = -1;
  input.reset();
  loop.cancel(timer);
  if (reason.ok())
    reason = Status(HOCKET_UNAVAILABLE,
                    "'" + config->spawn.arguments[0] + "' " +
                        (status.signal != 0 && status.signal == lastSignal
                             ? "closed its standard input or output"
                             : status.toString()));
  if (closing)
    return;
  // What it wrote is in the pipes. Their end follows, now that its group is
  // dead, unless a process that left the group holds them open.
  timer = loop.after(config->grace, [keep = self] {
    keep->output.reset();
    keep->error.reset();
    keep->finishIfDone();
  });
}

Status StdioTransport::withErrorTail(Status status) const {
  std::string text = config->redact(errorTail);
  size_t end = text.find_last_not_of(" \t\r\n");
  text.erase(end == std::string::npos ? 0 : end + 1);
  if (text.empty() || status.code() == HOCKET_CANCELLED)
    return status;
  return std::move(status).note("standard error: " + text);
}

void StdioTransport::finishIfDone() {
  if (!self || pid > 0 || output || error)
    return;
  loop.cancel(timer);
  std::shared_ptr<StdioTransport> keep = std::move(self);
  Events last = std::move(events);
  events = Events();
  last.onEnd(withErrorTail(std::move(reason)));
}

} // namespace hocket
