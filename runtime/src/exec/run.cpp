// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The life of a run: arguments, start, cancellation, end, results.
#include "exec/run.h"

#include "base/duration.h"
#include "exec/region_task.h"
#include "exec/simulator.h"

#include <algorithm>

namespace hocket {

std::string formatDuration(uint64_t ns) {
  static constexpr std::pair<uint64_t, const char *> units[] = {
      {1'000'000'000, " s"}, {1'000'000, " ms"}, {1'000, " us"}, {1, " ns"}};
  for (auto [size, name] : units) {
    if (ns < size)
      continue;
    std::string text = std::to_string(ns / size);
    if (uint64_t tenths = ns % size / std::max<uint64_t>(size / 10, 1))
      text += "." + std::to_string(tenths);
    return text + name;
  }
  return "0 s";
}

Run::Run(std::shared_ptr<Session> session, const Program &program,
         RunOptions options)
    : session(std::move(session)), plan(this->session->plan), program(program),
      options(std::move(options)),
      numLanes(this->session->device().processors()),
      virtualTime(this->session->device().inVirtualTime()) {
  counts = std::make_unique<Counts[]>(numLanes + 1);
  if (this->options.trace)
    recorder = std::make_unique<TraceRecorder>(numLanes);
}

Run::~Run() {
  if (root)
    Frame::destroy(root);
}

static Status wrongArgument(const Program &program, const std::string &what) {
  std::string message = "program '" + program.name + "' " + what;
  if (program.parameters.empty())
    message += "; it has none";
  else
    for (const std::string &parameter : program.parameters)
      message += (&parameter == &program.parameters.front()
                      ? "; its parameters are '"
                      : ", '") +
                 parameter + "'";
  return Status(HOCKET_INVALID_ARGUMENT, std::move(message));
}

/// The argument as its parameter's declared type, on which the program relies.
static Result<Value> fitArgument(const Plan &plan, const Program &program,
                                 size_t index, const Value &argument) {
  if (program.parameterTypes[index] == anyType)
    return argument;
  Result<Value> fitting =
      plan.types[program.parameterTypes[index]].apply(argument);
  if (fitting)
    return fitting;
  return Status(fitting.status().code(),
                "argument '" + program.parameters[index] +
                    "' does not fit its declared type: " +
                    std::string(fitting.status().message()));
}

Result<std::shared_ptr<Run>> Run::create(std::shared_ptr<Session> session,
                                         const Program &program,
                                         const Value &arguments,
                                         RunOptions options) {
  options.failFast |= program.failFast;
  std::shared_ptr<Run> run(
      new Run(std::move(session), program, std::move(options)));
  if (!arguments.isNull() && !arguments.isObject())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "expected an object of arguments, found " +
                      std::string(arguments.kindName()));
  // An unknown one first: it may be meant for one that is missing.
  if (arguments.isObject())
    for (const auto &[name, value] : arguments.asObject())
      if (std::find(program.parameters.begin(), program.parameters.end(),
                    name) == program.parameters.end())
        return wrongArgument(program, "has no parameter '" + name + "'");
  for (size_t i = 0; i < program.parameters.size(); ++i) {
    const std::string &parameter = program.parameters[i];
    const Value *argument = arguments.get(parameter);
    if (!argument)
      return wrongArgument(program, "expects an argument '" + parameter + "'");
    if (argument->depth() > Value::maxDepth)
      return Status(HOCKET_INVALID_ARGUMENT,
                    "argument '" + parameter + "' is nested deeper than " +
                        std::to_string(Value::maxDepth));
    Result<Value> fitting = fitArgument(*run->plan, program, i, *argument);
    if (!fitting)
      return fitting.status();
    run->argumentValues.push_back(*std::move(fitting));
  }
  return run;
}

uint64_t Run::nowNs() const {
  if (virtualTime)
    return simulator->nowNs();
  return uint64_t((std::chrono::steady_clock::now() - startTime).count());
}

ResourceSet &Run::resources() {
  return virtualTime ? simulator->resources : session->resources;
}

void Run::start() {
  startTime = std::chrono::steady_clock::now();
  self = shared_from_this();
  root = Frame::create(*this, plan->regions[program.region], nullptr, 0);
  for (size_t i = 0; i < argumentValues.size(); ++i)
    root->slot(uint32_t(i)) = std::move(argumentValues[i]);
  {
    std::lock_guard lock(mutex);
    rootAlive = true;
    std::vector<std::shared_ptr<CallTask>> none; // nothing runs yet
    if (stopReason != Stop::None)
      root->cut(0, none);
  }
  std::shared_ptr<Session> keep = session;
  std::shared_ptr<Run> run = self;
  keep->device().start(run);
  if (options.timeoutNs == 0 || virtualTime)
    return;
  auto timer = keep->instance->loop().after(
      saturatedNs(options.timeoutNs), [weak = weak_from_this()] {
        if (std::shared_ptr<Run> run = weak.lock())
          run->stop(Stop::Deadline);
      });
  std::lock_guard lock(mutex);
  deadlineTimer = timer;
  if (done)
    keep->instance->loop().cancel(timer);
}

NodeCell *Run::begin(Context &context) {
  if (virtualTime && options.timeoutNs != 0)
    simulator->callAt(options.timeoutNs, [this] { stop(Stop::Deadline); });
  firstTaskNs.store(nowNs(), std::memory_order_relaxed);
  return startFrame(context, *root);
}

void Run::run(Context &context) {
  NodeCell *cell = begin(context);
  while (cell)
    cell = Frame::of(cell).run.step(context, cell);
}

void Run::cancel() { stop(Stop::Cancelled); }

void Run::stop(Stop reason) {
  std::vector<std::shared_ptr<CallTask>> running;
  // A deadline does not wait for tools to stop by themselves, nor does who
  // cancels a second time.
  bool atOnce = reason == Stop::Deadline;
  {
    std::lock_guard lock(mutex);
    if (done || outcomeKnown)
      return;
    if (reason == Stop::Cancelled)
      atOnce = std::exchange(wasCancelled, true);
    // The first reason counts, but a deadline also ends a slow cancellation.
    if (stopReason == Stop::None)
      stopReason = reason;
    if (!rootAlive)
      return; // start() finds out
    root->cut(0, running);
  }
  if (virtualTime)
    cutNoted.store(true, std::memory_order_release);
  else
    cancelCut(running, atOnce);
}

void Run::noteFailFast(Frame &frame, uint32_t index, const Status &failure) {
  std::vector<uint32_t> path;
  for (Frame *place = &frame; place; place = &place->owner->parentFrame()) {
    path.push_back(index);
    path.push_back(place->ordinal);
    if (!place->owner)
      break;
    index = place->owner->node;
  }
  std::reverse(path.begin(), path.end());
  {
    std::lock_guard lock(mutex);
    bool isFirst = failFastFailure.ok() || path < failFastPath;
    if (isFirst) {
      failFastFailure = failure;
      failFastPath = std::move(path);
    }
  }
  stop(Stop::FailFast);
}

/// Only in virtual time can a run know that nothing will happen any more.
void Run::noteStuck(Status failure) {
  {
    std::lock_guard lock(mutex);
    stuckFailure = std::move(failure);
  }
  stop(Stop::Stuck);
}

Status Run::notReached() {
  static const Status status(HOCKET_CANCELLED, "the program ended before it");
  return status;
}

Status Run::finalOutcome() {
  switch (stopReason) {
  case Stop::Cancelled:
    return {HOCKET_CANCELLED, "the run was cancelled"};
  case Stop::Deadline:
    return {HOCKET_DEADLINE_EXCEEDED,
            "the run took longer than its timeout of " +
                formatDuration(options.timeoutNs)};
  case Stop::FailFast:
    return failFastFailure;
  case Stop::Stuck:
    return stuckFailure;
  case Stop::Journal:
    return journalFailure;
  case Stop::None:
    break;
  }
  return root->outcome();
}

/// What leaves the program is written as text, perhaps all of it at once.
static Status checkSize(const Value &value, uint64_t &total) {
  if (value.jsonSize() > Value::maxTextSize)
    return {HOCKET_RESOURCE_EXHAUSTED, "the text of the value exceeds 256 MiB"};
  total += value.jsonSize();
  if (total > 4 * Value::maxTextSize)
    return {HOCKET_RESOURCE_EXHAUSTED, "the outputs exceed 1 GiB"};
  return {};
}

void Run::fillOutputs(uint64_t &total) {
  if (program.outputs.empty())
    return;
  std::vector<uint32_t> makers(root->region.numSlots, UINT32_MAX);
  for (uint32_t i = 0; i < root->region.nodes.size; ++i)
    for (uint32_t r = 0; r < root->nodes[i].numResults; ++r)
      makers[root->nodes[i].firstResult + r] = i;
  for (const OutputInfo &output : program.outputs) {
    RunOutput &out = finalOutputs.emplace_back();
    bool made = !output.value.isConstant() &&
                makers[output.value.index()] != UINT32_MAX;
    auto absence = root->absenceOf(output.value);
    if (made && root->isBeyondEnd(makers[output.value.index()])) {
      // One operation after another, it would not have begun.
      out.status = notReached();
      out.state = absence && absence->state == HOCKET_EVENT_INTERRUPTED
                      ? HOCKET_EVENT_INTERRUPTED
                      : HOCKET_EVENT_SKIPPED;
      continue;
    }
    if (absence && !absence->isUnknown()) {
      out.status = absence->failure;
      out.state = absence->state;
    } else if (!absence) {
      out.status = checkSize(root->valueOf(output.value), total);
      if (!out.status.ok())
        out.state = HOCKET_EVENT_FAILED;
    }
    if (!absence && out.status.ok())
      out.value = root->valueOf(output.value);
  }
}

void Run::finish() {
  std::shared_ptr<Run> keep = std::move(self);
  uint64_t timer = 0;
  {
    std::lock_guard lock(mutex);
    wallNs = nowNs();
    if (!outcomeKnown)
      finalStatus = finalOutcome();
    else if (!journalFailure.ok())
      finalStatus = journalFailure;
    uint64_t total = 0;
    fillOutputs(total);
    auto yields = plan->yieldsOf(root->region);
    if (finalStatus.ok() && !yields.empty()) {
      bool absent = root->absenceOf(yields[0]).has_value();
      if (!absent)
        finalStatus = checkSize(root->valueOf(yields[0]), total);
      if (finalStatus.ok())
        finalResult = absent ? Value() : root->valueOf(yields[0]);
    }
    rootAlive = false;
    Frame::destroy(root);
    root = nullptr;
    timer = deadlineTimer;
    done.store(true, std::memory_order_release);
    // Under the mutex: who waits may free this as soon as it is released.
    ended.notify_all();
  }
  keep->session->instance->loop().cancel(timer);
}

bool Run::wait(std::chrono::nanoseconds timeout) {
  std::unique_lock lock(mutex);
  auto isDone = [&] { return done.load(std::memory_order_relaxed); };
  constexpr auto longest = std::chrono::hours(24 * 365);
  if (timeout > longest) {
    ended.wait(lock, isDone);
    return true;
  }
  return ended.wait_for(lock, timeout, isDone);
}

RunStats Run::stats() const {
  RunStats stats;
  if (finished())
    stats.wallNs = wallNs;
  stats.firstTaskNs = firstTaskNs.load(std::memory_order_relaxed);
  for (unsigned lane = 0; lane <= numLanes; ++lane) {
    stats.nodesRun += counts[lane].run.load(std::memory_order_relaxed);
    stats.nodesFailed += counts[lane].failed.load(std::memory_order_relaxed);
    stats.nodesSkipped += counts[lane].skipped.load(std::memory_order_relaxed);
    stats.nodesInterrupted +=
        counts[lane].interrupted.load(std::memory_order_relaxed);
  }
  return stats;
}

void Run::count(Context &context, std::atomic<uint64_t> Counts::*counter) {
  unsigned lane = context.lane();
  if (lane < numLanes) {
    // A worker has its counters for itself.
    auto &own = counts[lane].*counter;
    own.store(own.load(std::memory_order_relaxed) + 1,
              std::memory_order_relaxed);
    return;
  }
  (counts[numLanes].*counter).fetch_add(1, std::memory_order_relaxed);
}

Status Run::located(const Node &node, Status status) const {
  if (node.kind == NodeKind::Call || node.kind == NodeKind::Approve)
    status = std::move(status).note("in call '" +
                                    std::string(plan->labelOf(node)) + "'");
  return std::move(status).at(plan->locations[node.location]);
}

void Run::emit(hocket_event_kind_t kind, const Frame &frame, uint32_t index) {
  if (!options.onEvent)
    return;
  const Node &node = frame.nodes[index];
  if (node.kind != NodeKind::Call && node.kind != NodeKind::Approve)
    return;
  options.onEvent({kind, plan->labelOf(node), &plan->locations[node.location],
                   nowNs(), frame.firstSequence + index,
                   plan->locationNames[node.location]});
}

void Run::record(Context &context, Frame &frame, uint32_t index,
                 uint64_t startNs, SpanState state) {
  recorder->add(
      {frame.firstSequence + index, startNs, nowNs(), context.lane(), state});
}

} // namespace hocket
