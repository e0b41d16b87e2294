// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What goes to and from a worker process.
#include "tool/python/worker.h"

#include <charconv>

namespace hocket {

/// Longer lines than any call's limit allows come from no worker of ours.
static constexpr size_t maxLine = (size_t(1) << 30) + 4096;

void PythonCall::complete(Result<Value> result) {
  if (!invocation)
    return;
  std::shared_ptr<Invocation> ended = std::move(invocation);
  ended->cancel.clearHandler();
  if (cancelled)
    result = Status(HOCKET_CANCELLED, "cancelled");
  ended->complete(std::move(result));
}

void PythonWorker::start(const SpawnOptions &options, const std::string &setup,
                         std::chrono::milliseconds loadTimeout, Events given) {
  events = std::move(given);
  process = std::make_shared<LineProcess>(loop, maxLine);
  std::shared_ptr<PythonWorker> keep = shared_from_this();
  process->start(options,
                 {[this](std::string_view line) { onLine(line); },
                  [keep](const LineProcessEnd &end) { keep->onProcessEnd(end); }});
  process->send(setup);
  timer = loop.after(loadTimeout, [weak = weak_from_this(), loadTimeout] {
    std::shared_ptr<PythonWorker> worker = weak.lock();
    if (worker && worker->isLoading())
      worker->kill(Status(HOCKET_DEADLINE_EXCEEDED,
                          "'" + worker->module + "' took longer than " +
                              std::to_string(loadTimeout.count()) +
                              " ms to load"));
  });
}

void PythonWorker::run(std::shared_ptr<PythonCall> call, bool async) {
  exclusive = !async;
  call->worker = this;
  call->number = ++lastNumber;
  calls.emplace(call->number, call);
  if (exclusive)
    (void)process->takeErrors(); // of whoever was here before
  process->send(call->request +
                ",\"id\":" + std::to_string(call->number) + "}");
  call->request = std::string();
  call->invocation->begin();
}

void PythonWorker::cancel(PythonCall &call) {
  if (call.cancelled)
    return;
  call.cancelled = true;
  if (isEnding())
    return;
  if (exclusive) {
    state = State::Ending;
    process->terminate(call.grace);
    return;
  }
  process->send("{\"cancel\":" + std::to_string(call.number) + "}");
  loop.after(call.grace, [weak = weak_from_this(), number = call.number] {
    std::shared_ptr<PythonWorker> worker = weak.lock();
    if (worker && worker->calls.contains(number))
      worker->kill(Status(HOCKET_UNAVAILABLE,
                          "the worker was ended: a call beside this one was "
                          "cancelled and did not stop"));
  });
}

void PythonWorker::kill(Status why) {
  if (reason.ok())
    reason = std::move(why);
  state = State::Ending;
  process->kill();
}

void PythonWorker::close() {
  bool wasIdle = isIdle();
  state = State::Ending;
  // What is idle ends by itself; no timer would fire if the loop is ending, too.
  if (wasIdle)
    process->closeInput();
  else
    process->kill();
}

void PythonWorker::onLine(std::string_view line) {
  uint64_t number = 0;
  auto [rest, error] =
      std::from_chars(line.data(), line.data() + line.size(), number);
  line.remove_prefix(static_cast<size_t>(rest - line.data()));
  size_t space = line.find(' ', 1);
  if (error != std::errc() || !line.starts_with(' ') ||
      space == std::string_view::npos)
    return kill(Status(HOCKET_UNAVAILABLE,
                       "the worker of '" + module +
                           "' sent what is no answer: its descriptors were "
                           "used by something else"));
  onAnswer(number, line.substr(1, space - 1), line.substr(space + 1));
}

/// An error as worker.py describes it.
static Status describedError(const Value &error) {
  static constexpr std::pair<std::string_view, Code> codes[] = {
      {"INVALID_ARGUMENT", HOCKET_INVALID_ARGUMENT},
      {"NOT_FOUND", HOCKET_NOT_FOUND},
      {"RESOURCE_EXHAUSTED", HOCKET_RESOURCE_EXHAUSTED},
      {"TYPE_ERROR", HOCKET_TYPE_ERROR}};
  const Value *code = error.get("code"), *message = error.get("message"),
              *note = error.get("note");
  if (!code || !message || !note || !code->isString() || !message->isString() ||
      !note->isString())
    return Status(HOCKET_TOOL_ERROR, "the worker reported an unknown error");
  Code known = HOCKET_TOOL_ERROR;
  for (auto [name, value] : codes)
    if (code->asString() == name)
      known = value;
  Status status(known, message->asString());
  if (!note->asString().empty())
    status = std::move(status).note(note->asString());
  return status;
}

void PythonWorker::onAnswer(uint64_t number, std::string_view kind,
                            std::string_view text) {
  Result<Value> value = Value::parse(text);
  if (number == 0 && isLoading()) {
    if (kind == "unloadable" || !value) {
      Status why = value ? describedError(*value) : value.status();
      Status status(why.code() == HOCKET_TOOL_ERROR ? HOCKET_INVALID_ARGUMENT
                                                    : why.code(),
                    "cannot load '" + module + "': " + std::string(why.message()));
      for (const std::string &note : why.notes())
        status = std::move(status).note(note);
      return end(std::move(status));
    }
    loop.cancel(timer);
    loaded = true;
    state = State::Ready;
    std::set<std::string> async;
    if (const Value *names = value->get("async"); names && names->isList())
      for (const Value &name : names->asList())
        if (name.isString())
          async.insert(name.asString());
    return events.onReady(*this, std::move(async));
  }
  auto found = calls.find(number);
  // What is being ended for a cancelled call has no say any more: the call ends
  // with the process.
  if (found == calls.end() || (isEnding() && exclusive))
    return;
  std::shared_ptr<PythonCall> call = std::move(found->second);
  calls.erase(found);
  call->worker = nullptr;
  Result<Value> result = std::move(value);
  if (!result) {
    result = Status(HOCKET_TYPE_ERROR, "the function returned what is no value: " +
                                           std::string(result.status().message()));
  } else if (kind == "cancelled") {
    result = Status(HOCKET_TOOL_ERROR, "CancelledError: the task was cancelled "
                                       "by something in its module");
  } else if (kind == "error") {
    Status status = describedError(*result);
    // Only of one that runs alone is it known who printed it.
    std::string printed = exclusive ? process->takeErrors() : "";
    if (!printed.empty())
      status = std::move(status).note("printed: " + printed);
    result = std::move(status);
  }
  call->complete(std::move(result));
  if (isReady())
    events.onIdle(*this);
}

/// Lets it end, which it does by itself.
void PythonWorker::end(Status why) {
  reason = std::move(why);
  state = State::Ending;
  process->closeInput();
}

void PythonWorker::onProcessEnd(const LineProcessEnd &ended) {
  loop.cancel(timer);
  state = State::Ending;
  Status why = std::move(reason);
  if (why.ok()) {
    why = ended.failure.ok()
              ? Status(HOCKET_UNAVAILABLE, "the worker of '" + module + "' " +
                                               ended.exit.toString())
              : ended.failure;
    if (!ended.errorTail.empty())
      why = std::move(why).note("standard error: " + ended.errorTail);
  }
  Events last = std::move(events);
  events = Events();
  for (auto &[number, call] : std::exchange(calls, {})) {
    call->worker = nullptr;
    call->complete(why);
  }
  last.onEnd(*this, why, loaded);
}

} // namespace hocket
