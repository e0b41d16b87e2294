// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of a program, as events of the loop.
#include "tool/process/run.h"

#include <climits>
#include <csignal>
#include <sys/wait.h>
#include <uv.h>

namespace hocket {

/// A pipe to the child. libuv needs its memory until the close callback, so it
/// owns itself; the run it belongs to stays alive with it.
struct ProcessRun::Stream {
  uv_pipe_t pipe;
  std::shared_ptr<ProcessRun> run;
  std::string *into = nullptr;
  bool isOutput = false;
  char buffer[64 << 10];

  uv_stream_t *stream() { return reinterpret_cast<uv_stream_t *>(&pipe); }
};

struct ProcessRun::Exit {
  uv_poll_t poll;
  std::shared_ptr<ProcessRun> run;
};

ProcessRun::ProcessRun(EventLoop &loop, ProcessLimits limits, Done done)
    : loop(loop), limits(limits), done(std::move(done)) {}

ProcessRun::~ProcessRun() = default;

std::shared_ptr<ProcessRun>
ProcessRun::create(EventLoop &loop, ProcessLimits limits, Done done) {
  return std::shared_ptr<ProcessRun>(
      new ProcessRun(loop, limits, std::move(done)));
}

void ProcessRun::start(const SpawnOptions &options, std::string text) {
  Result<ChildProcess> started = spawnChild(options);
  if (!started) {
    outcome.interrupted = started.status();
    exited = true;
  } else {
    child = std::move(*started);
    if (watch())
      write(std::move(text));
    else
      abandon(options.arguments[0]);
  }
  finishIfDone();
}

/// Without descriptors or memory to watch it with, nothing would tell of its
/// end.
void ProcessRun::abandon(const std::string &name) {
  signalGroup(child, SIGKILL);
  siginfo_t info;
  waitid(P_PIDFD, static_cast<id_t>(child.handle.get()), &info,
         WEXITED | WNOWAIT);
  onExit();
  close(output);
  close(error);
  outcome.interrupted =
      Status(HOCKET_RESOURCE_EXHAUSTED, "cannot watch '" + name + "'");
}

bool ProcessRun::watch() {
  auto *watch = new Exit{{}, shared_from_this()};
  if (uv_poll_init(loop.uv(), &watch->poll, child.handle.get()) != 0) {
    delete watch;
    return false;
  }
  exitWatch = watch;
  watch->poll.data = watch;
  uv_poll_start(&watch->poll, UV_READABLE, [](uv_poll_t *poll, int, int) {
    std::shared_ptr<ProcessRun> run = static_cast<Exit *>(poll->data)->run;
    run->onExit();
    run->finishIfDone();
  });
  input = open(std::move(child.input));
  output = open(std::move(child.output));
  error = open(std::move(child.error));
  if (!input || !output || !error)
    return false;
  read(output, outcome.output, /*isOutput=*/true);
  read(error, outcome.errorTail, /*isOutput=*/false);
  return true;
}

ProcessRun::Stream *ProcessRun::open(FileDescriptor fd) {
  auto *stream = new Stream{};
  uv_pipe_init(loop.uv(), &stream->pipe, 0);
  stream->pipe.data = stream;
  stream->run = shared_from_this();
  if (uv_pipe_open(&stream->pipe, fd.get()) == 0) {
    fd.release(); // now the pipe's
    return stream;
  }
  close(stream);
  return nullptr;
}

void ProcessRun::close(Stream *&stream) {
  if (!stream)
    return;
  // Closes the descriptor now and frees the memory in the loop's next turn.
  uv_close(
      reinterpret_cast<uv_handle_t *>(&stream->pipe),
      [](uv_handle_t *handle) { delete static_cast<Stream *>(handle->data); });
  stream = nullptr;
}

void ProcessRun::read(Stream *stream, std::string &into, bool isOutput) {
  stream->into = &into;
  stream->isOutput = isOutput;
  uv_read_start(
      stream->stream(),
      [](uv_handle_t *handle, size_t, uv_buf_t *buffer) {
        auto *stream = static_cast<Stream *>(handle->data);
        *buffer = uv_buf_init(stream->buffer, sizeof stream->buffer);
      },
      [](uv_stream_t *handle, ssize_t size, const uv_buf_t *) {
        auto *stream = static_cast<Stream *>(handle->data);
        std::shared_ptr<ProcessRun> run = stream->run;
        if (size > 0)
          run->onData(*stream->into, stream->isOutput, stream->buffer,
                      static_cast<size_t>(size));
        else if (size < 0) // the end, or an error that is one
          run->onStreamEnd(stream->isOutput ? run->output : run->error);
      });
}

void ProcessRun::write(std::string text) {
  if (text.size() > INT_MAX) { // more than libuv can count
    interrupt(Status(HOCKET_RESOURCE_EXHAUSTED, "the arguments are too long"),
              /*politely=*/false);
    close(input);
    return;
  }
  struct Request {
    uv_write_t write;
    std::string text;
    std::shared_ptr<ProcessRun> run;
  };
  auto *request = new Request{{}, std::move(text), shared_from_this()};
  request->write.data = request;
  uv_buf_t buffer = uv_buf_init(request->text.data(),
                                static_cast<unsigned>(request->text.size()));
  // A program need not read its input, so a failure to write means nothing.
  uv_write_cb written = [](uv_write_t *write, int) {
    auto *request = static_cast<Request *>(write->data);
    request->run->close(request->run->input);
    request->run->finishIfDone();
    delete request;
  };
  if (uv_write(&request->write, input->stream(), &buffer, 1, written) != 0) {
    close(input);
    delete request;
  }
}

void ProcessRun::onData(std::string &into, bool isOutput, const char *data,
                        size_t size) {
  constexpr size_t tail = 4 << 10;
  if (isOutput) {
    if (into.size() + size > limits.maxOutput) {
      interrupt(Status(HOCKET_RESOURCE_EXHAUSTED,
                       "the output is longer than the limit of " +
                           std::to_string(limits.maxOutput) + " bytes"),
                /*politely=*/false);
      return;
    }
    into.append(data, size);
    return;
  }
  into.append(data, size);
  if (into.size() > 2 * tail)
    into.erase(0, into.size() - tail);
}

void ProcessRun::onStreamEnd(Stream *&stream) {
  close(stream);
  finishIfDone();
}

void ProcessRun::onExit() {
  if (exitWatch) {
    uv_close(
        reinterpret_cast<uv_handle_t *>(&exitWatch->poll),
        [](uv_handle_t *handle) { delete static_cast<Exit *>(handle->data); });
    exitWatch = nullptr;
  }
  outcome.exit = reapChild(child);
  child = ChildProcess();
  exited = true;
  close(input); // nobody reads it any more
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
  signalGroup(child, politely ? SIGTERM : SIGKILL);
  if (politely)
    timer = loop.after(limits.grace, [self = shared_from_this()] {
      if (!self->exited)
        signalGroup(self->child, SIGKILL);
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
