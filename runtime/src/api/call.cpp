// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface of calls.

#include "api/export.h"
#include "api/objects.h"
#include "base/duration.h"
#include "trace/report.h"

#include <algorithm>
#include <cstdlib>

using namespace hocket;

hocket_call_t::~hocket_call_t() {
  hocket_status_free(statusHandle);
  hocket_value_release(resultHandle);
  for (const Output &output : outputHandles) {
    hocket_value_release(output.value);
    hocket_status_free(output.status);
  }
}

void hocket_call_t::makeHandles() {
  std::call_once(made, [this] {
    statusHandle = toHandle(run->status());
    if (run->result())
      resultHandle = toHandle(*run->result());
    for (const RunOutput &output : run->outputs()) {
      Output handles;
      if (output.status.ok())
        handles.value = toHandle(output.value);
      else
        handles.status = toHandle(output.status);
      outputHandles.push_back(handles);
    }
  });
}

// Before the end there is nothing to hand out.
const hocket_status_t *hocket_call_t::status() {
  if (!run->finished())
    return nullptr;
  makeHandles();
  return statusHandle;
}

const hocket_value_t *hocket_call_t::result() {
  if (!run->finished())
    return nullptr;
  makeHandles();
  return resultHandle;
}

const hocket_call_t::Output &hocket_call_t::output(size_t index) {
  makeHandles();
  return outputHandles[index];
}

/// Passes the run's events on to the caller's function.
static std::function<void(const RunEvent &)> eventFunction(const hocket_call_options_t &options) {
  if (!options.on_event)
    return {};
  return [callback = options.on_event, user = options.on_event_user](const RunEvent &event) {
    hocket_event_t raw = {};
    raw.struct_size = sizeof raw;
    raw.kind = event.kind;
    raw.label = view(event.label);
    if (event.location)
      raw.location = {view(event.location->file.str()), event.location->line, event.location->column};
    raw.time_ns = event.timeNs;
    raw.sequence = event.sequence;
    raw.name = view(event.name);
    callback(user, &raw);
  };
}

/// What only a trace tells.
static void addWork(const Run &run, const RunStats &counted, hocket_call_stats_t &stats) {
  const TraceRecorder *trace = run.trace();
  if (!trace || !run.finished())
    return;
  WorkSummary work = summarizeWork(*trace, *run.plan);
  stats.work_ns = work.workNs;
  stats.compute_ns = work.computeNs;
  stats.critical_path_ns = work.criticalPathNs;
  // A call that was tried again held nothing during its pauses, which count here.
  stats.resource_bound_ns = std::min(work.resourceBoundNs, counted.wallNs);
}

static Status checkJournalled(const Session &session) {
  if (!session.device().inVirtualTime())
    return {};
  return {HOCKET_INVALID_ARGUMENT, "in virtual time no tool is called: expected no journal"};
}

/// Finds the run of a journal that is to go on.
static Status resumeRun(const Session &session, const hocket_call_options_t &given,
                        std::shared_ptr<RunJournal> &out) {
  HOCKET_RETURN_IF_ERROR(checkJournalled(session));
  if (view(given.journal).empty())
    return {HOCKET_INVALID_ARGUMENT, "expected the journal of the run to go on with, found none"};
  if (given.arguments || !view(given.program).empty())
    return {HOCKET_INVALID_ARGUMENT,
            "a run that goes on has its program and arguments: expected none"};
  Result<std::shared_ptr<Journal>> journal =
      Journal::open(std::string(view(given.journal)), {.file = {.create = false}});
  if (!journal)
    return journal.status();
  AmbiguousCalls ambiguous = given.ambiguous == HOCKET_AMBIGUOUS_RETRY  ? AmbiguousCalls::Retry
                             : given.ambiguous == HOCKET_AMBIGUOUS_SKIP ? AmbiguousCalls::Skip
                                                                        : AmbiguousCalls::Fail;
  Result<std::shared_ptr<RunJournal>> run =
      RunJournal::resume(*std::move(journal), *session.plan, given.resume_run, ambiguous);
  if (!run)
    return run.status();
  out = *std::move(run);
  return {};
}

/// Opens the journal of a new run, if it is to have one.
static Status newRun(const Session &session, const Program &program, const Value &arguments,
                     const hocket_call_options_t &given, std::shared_ptr<RunJournal> &out) {
  if (view(given.journal).empty())
    return {};
  HOCKET_RETURN_IF_ERROR(checkJournalled(session));
  Result<std::shared_ptr<Journal>> journal = Journal::open(std::string(view(given.journal)));
  if (!journal)
    return journal.status();
  Result<std::shared_ptr<RunJournal>> run = RunJournal::create(
      *std::move(journal), *session.plan, program.name, arguments, given.fail_fast);
  if (!run)
    return run.status();
  out = *std::move(run);
  return {};
}

extern "C" {

hocket_status_t *hocket_call_start(hocket_session_t *session, const hocket_call_options_t *options,
                                   hocket_call_t **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!session || !out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected a session and a place for the call, found NULL"));
    hocket_call_options_t given;
    if (Status status = readOptions("hocket_call_options_t", options, given); !status.ok())
      return toHandle(std::move(status));
    const Plan &plan = *session->session->plan;
    RunOptions internal;
    Value arguments = given.arguments ? valueOf(given.arguments) : Value::object({});
    std::string name(view(given.program));
    if (given.resume_run) {
      if (Status status = resumeRun(*session->session, given, internal.journal); !status.ok())
        return toHandle(std::move(status));
      Result<Value> recorded = internal.journal->arguments();
      if (!recorded)
        return toHandle(recorded.status());
      arguments = *std::move(recorded);
      name = internal.journal->program();
    }
    const Program *program = plan.findProgram(name);
    if (!program)
      return toHandle(plan.noProgram(name));
    internal.timeoutNs = given.timeout_ns;
    internal.failFast = given.fail_fast;
    internal.sequential = given.sequential;
    internal.trace = given.trace;
    internal.onEvent = eventFunction(given);
    if (internal.journal)
      internal.failFast = internal.journal->failFast();
    else if (Status status = newRun(*session->session, *program, arguments, given, internal.journal);
             !status.ok())
      return toHandle(std::move(status));
    Result<std::shared_ptr<Run>> run =
        Run::create(session->session, *program, arguments, std::move(internal));
    if (!run)
      return toHandle(run.status());
    if (const std::shared_ptr<RunJournal> &journal = (*run)->options.journal)
      if (Status status = journal->start(); !status.ok())
        return toHandle(std::move(status));
    (*run)->start();
    *out = new hocket_call_t(std::move(*run));
    return nullptr;
  });
}

void hocket_call_wait(hocket_call_t *call, uint64_t timeout_ns, bool *done) {
  bool ended = guardedOr(false, [&] { return call && call->run->wait(saturatedNs(timeout_ns)); });
  if (done)
    *done = ended;
}

void hocket_call_cancel(hocket_call_t *call) {
  if (!call)
    return;
  call->cancelled = true;
  guardedVoid([&] { call->run->cancel(); });
}

const hocket_status_t *hocket_call_status(hocket_call_t *call) {
  return guardedOr<const hocket_status_t *>(nullptr, [&] {
    return call ? call->status() : nullptr;
  });
}

const hocket_value_t *hocket_call_result(hocket_call_t *call) {
  return guardedOr<const hocket_value_t *>(nullptr, [&] {
    return call ? call->result() : nullptr;
  });
}

size_t hocket_call_num_outputs(hocket_call_t *call) {
  return call && call->run->finished() ? call->run->outputs().size() : 0;
}

hocket_output_t hocket_call_output(hocket_call_t *call, size_t index) {
  return guardedOr(hocket_output_t{}, [&]() -> hocket_output_t {
    if (index >= hocket_call_num_outputs(call))
      return {};
    const OutputInfo &info = call->run->program.outputs[index];
    const hocket_call_t::Output &output = call->output(index);
    return {view(info.name), view(info.tool), output.value, output.status};
  });
}

hocket_event_kind_t hocket_call_output_state(hocket_call_t *call, size_t index) {
  return call && index < hocket_call_num_outputs(call) ? call->run->outputs()[index].state
                                                       : HOCKET_EVENT_SKIPPED;
}

void hocket_call_stats(hocket_call_t *call, hocket_call_stats_t *out) {
  if (!out)
    return;
  hocket_call_stats_t stats = {};
  stats.struct_size = std::min(out->struct_size, sizeof stats);
  if (!call) {
    std::memcpy(out, &stats, stats.struct_size);
    return;
  }
  RunStats run = call->run->stats();
  guardedVoid([&] { addWork(*call->run, run, stats); });
  stats.wall_ns = run.wallNs;
  stats.first_task_ns = run.firstTaskNs;
  stats.nodes_run = run.nodesRun;
  stats.nodes_failed = run.nodesFailed;
  stats.nodes_skipped = run.nodesSkipped;
  stats.nodes_interrupted = run.nodesInterrupted;
  std::memcpy(out, &stats, stats.struct_size);
}

hocket_status_t *hocket_call_export(hocket_call_t *call, hocket_string_t format, char **out) {
  return guarded([&]() -> hocket_status_t * {
    if (!call || !out)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             "expected a call and a place for the text, found NULL"));
    if (!call->run->finished())
      return toHandle(Status(HOCKET_INVALID_ARGUMENT, "the call has not ended"));
    std::string_view name = view(format);
    if (name.empty())
      name = call->run->plan->sourceFormat;
    if (name.empty() || name == "mlir")
      name = "json";
    std::vector<ExportedOutput> outputs;
    const std::vector<OutputInfo> &infos = call->run->program.outputs;
    for (size_t i = 0; i < infos.size(); ++i) {
      const RunOutput &output = call->run->outputs()[i];
      outputs.push_back({infos[i].name, infos[i].tool, output.value, output.status,
                         output.state == HOCKET_EVENT_SKIPPED &&
                             output.status.location() != nullptr});
    }
    const std::optional<Value> &result = call->run->result();
    Result<std::string> text = exportOutputs(name, outputs, result ? &*result : nullptr);
    if (!text)
      return toHandle(text.status());
    *out = static_cast<char *>(std::malloc(text->size() + 1));
    if (!*out)
      return toHandle(Status(HOCKET_RESOURCE_EXHAUSTED, "out of memory"));
    std::memcpy(*out, text->c_str(), text->size() + 1);
    return nullptr;
  });
}

hocket_status_t *hocket_call_write_trace(hocket_call_t *call, const char *path) {
  return guarded([&]() -> hocket_status_t * {
    if (!call || !path)
      return toHandle(Status(HOCKET_INVALID_ARGUMENT, "expected a call and a path, found NULL"));
    const TraceRecorder *trace = call->run->trace();
    if (!trace || !call->run->finished())
      return toHandle(Status(HOCKET_INVALID_ARGUMENT,
                             trace ? "the call has not ended" : "the call was not started with 'trace'"));
    return toHandle(writeChromeTrace(*trace, *call->run->plan, call->run->program.name, path));
  });
}

uint64_t hocket_call_run(hocket_call_t *call) {
  const RunJournal *journal = call ? call->run->options.journal.get() : nullptr;
  return journal ? journal->id() : 0;
}

void hocket_call_destroy(hocket_call_t *call) {
  if (!call)
    return;
  if (!call->run->finished()) {
    if (!call->cancelled)
      hocket_call_cancel(call);
    hocket_call_wait(call, UINT64_MAX, nullptr);
  }
  delete call;
}

} // extern "C"
