// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Run.h"

#include "Inputs.h"
#include "Journal.h"
#include "Progress.h"
#include "Report.h"
#include "Signals.h"
#include "Terminal.h"

#include "hocket/runtime/hocket.hpp"

#include <algorithm>
#include <iostream>
#include <mutex>
#include <poll.h>
#include <sched.h>
#include <thread>
#include <unistd.h>

using namespace hocket;
using namespace hocket::run;

/// The program's arguments as one object: the file's members, then --arg's.
static Result<Value> programArguments(const Options &options) {
  std::string json = "{";
  auto add = [&](std::string_view name, const Value &value) {
    json += (json.size() > 1 ? "," : "") + Value(name).toJson() + ":" + value.toJson();
  };
  if (!options.argumentsFile.empty()) {
    Result<std::string> text = readText(options.argumentsFile);
    if (!text)
      return std::move(text.status());
    Result<Value> object = Value::parse(*text);
    if (!object)
      return invalidInput(options.argumentsFile + ": " + std::string(object.status().message()));
    if (object->kind() != HOCKET_OBJECT)
      return invalidInput(options.argumentsFile + ": expected a JSON object of arguments");
    for (size_t i = 0; i < object->size(); ++i)
      add(object->keyAt(i), (*object)[i]);
  }
  for (const std::string &argument : options.arguments) {
    size_t equals = argument.find('=');
    if (equals == std::string::npos)
      return invalidInput("--arg: expected NAME=JSON, found '" + argument + "'");
    Result<Value> value = Value::parse(std::string_view(argument).substr(equals + 1));
    if (!value)
      return invalidInput("--arg " + argument.substr(0, equals) + ": " +
                     std::string(value.status().message()) + "; a text needs quotes: --arg '" +
                     argument.substr(0, equals) + "=" +
                     Value(argument.substr(equals + 1)).toJson() + "'");
    add(argument.substr(0, equals), *value);
  }
  return Value::parse(json + "}");
}

/// Before anything runs: an error if the program has no output that --print names.
static Status checkPrintedNames(const Plan &plan, const hocket_program_info_t &info,
                                const Options &options) {
  Value description = plan.describe();
  Value programs = description["programs"], outputs;
  for (size_t i = 0; i < programs.size(); ++i)
    if (programs[i]["name"].asString() == view(info.name))
      outputs = programs[i]["outputs"];
  std::vector<std::string> names;
  for (size_t i = 0; i < outputs.size(); ++i)
    names.emplace_back(outputs[i]["name"].asString());
  auto isName = [&](const std::string &name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const std::string &name : options.print) {
    if (isName(name) || isResult(name, info))
      continue;
    std::string message =
        "--print: expected the name of an output, found '" + name + "'; there are:";
    for (const std::string &known : names)
      message += ' ' + known;
    if (name.starts_with('$') && isName(name.substr(1)))
      message += "; did you mean '" + name.substr(1) + "'?";
    return Status(HOCKET_NOT_FOUND, message);
  }
  return Status();
}

/// Asks on the terminal, one question at a time.
static bool askOnTerminal(std::string_view question, const Value &subject, Progress &progress) {
  static std::mutex oneAtATime;
  std::lock_guard<std::mutex> lock(oneAtATime);
  if (!isatty(STDIN_FILENO)) {
    std::cerr << "hocket-run: note: without a terminal nobody can be asked '"
              << printableLine(question) << "'; --yes and --no answer it\n";
    return false;
  }
  Progress::Pause pause(progress);
  // What is asked must be what stands there.
  std::cerr << printable(question) << "\n";
  if (!subject.isNull())
    std::cerr << printable(subject.toJson(2)) << "\n";
  std::cerr << "Approve? [y/N] " << std::flush;
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "Y" || answer == "yes");
}

static Result<SessionOptions> sessionOptions(const Options &options, Progress &progress) {
  Result<std::string> settings = readProviderSettings(options);
  if (!settings)
    return std::move(settings.status());
  SessionOptions session;
  session.providerSettings = *std::move(settings);
  session.device = options.nullDevice ? HOCKET_DEVICE_NULL : HOCKET_DEVICE_CPU;
  session.nullProcessors = options.processors;
  session.permissions = {options.allowRead, options.allowWrite, options.allowNet,
                         options.allowRun, options.allowEnv};
  session.approve = [&](std::string_view question, const Value &subject) {
    return options.approveAll ? *options.approveAll : askOnTerminal(question, subject, progress);
  };
  return session;
}

/// Waits for the end of the run; cancels it when a signal arrives.
static void waitForEnd(const Call &call, Progress &progress) {
  using namespace std::chrono_literals;
  // A thread sleeps in poll(), so that this one can sleep in wait().
  int stop[2];
  if (pipe(stop) != 0) {
    call.wait();
    return;
  }
  std::thread watcher([&] {
    pollfd descriptors[2] = {{signalDescriptor(), POLLIN, 0}, {stop[0], POLLIN, 0}};
    while (true) {
      if (poll(descriptors, 2, -1) < 0)
        continue;
      if (descriptors[1].revents)
        return;
      char byte;
      if (read(signalDescriptor(), &byte, 1) == 1)
        call.cancel();
    }
  });
  while (!call.waitFor(100ms))
    progress.draw();
  close(stop[1]);
  watcher.join();
  close(stop[0]);
}

static Result<Call> startCall(const Session &session, const Options &options,
                              const Value &arguments, bool sequential, Progress &progress) {
  hocket_call_options_t raw = {};
  if (options.resume) {
    raw.resume_run = options.resumedRun;
    raw.ambiguous = options.ambiguous == "retry"  ? HOCKET_AMBIGUOUS_RETRY
                    : options.ambiguous == "skip" ? HOCKET_AMBIGUOUS_SKIP
                                                  : HOCKET_AMBIGUOUS_FAIL;
  } else {
    raw.program = view(options.program);
    raw.arguments = arguments.get();
  }
  raw.journal = view(options.journal);
  raw.timeout_ns = options.timeoutNs;
  raw.fail_fast = options.failFast;
  raw.sequential = sequential;
  raw.trace = !options.trace.empty() || options.stats || options.compareSequential;
  raw.on_event_user = &progress;
  raw.on_event = [](void *user, const hocket_event_t *event) {
    static_cast<Progress *>(user)->record(*event);
  };
  return Call::start(session, raw);
}

/// As many as the instance has workers, which is those that this process may use,
/// or the null device processors.
static uint32_t countProcessors(const Options &options) {
  if (options.nullDevice && options.processors)
    return options.processors;
  if (options.workers)
    return options.workers;
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return std::max(1, CPU_COUNT(&set));
  return std::max(1u, std::thread::hardware_concurrency());
}

/// The plan file, or the plan of the run that goes on. Fills in which run that is.
static Result<Plan> loadPlan(Options &options) {
  if (!options.resume)
    return Plan::loadFile(options.plan);
  Result<ResumedRun> run = findResumedRun(options);
  if (!run)
    return std::move(run.status());
  options.resumedRun = run->number;
  if (!options.expectedPlan.empty())
    return Plan::loadFile(options.expectedPlan);
  options.program = run->program;
  return Plan::loadJournalled(options.journal, run->number);
}

/// What is left to do with a run that did not come to its end.
static void explainResumption(const Call &call, const Options &options) {
  if (!call.run())
    return;
  Result<Value> runs = journalRuns(options.journal);
  for (size_t i = 0; runs && i < runs->size(); ++i)
    if (static_cast<uint64_t>((*runs)[i]["run"].asInt()) == call.run() &&
        (*runs)[i]["state"].asString() == "interrupted")
      std::cerr << "hocket-run: note: 'hocket resume " << printableLine(options.journal) << " "
                << call.run() << "' goes on with this run\n";
}

int hocket::run::runPlan(const Options &given) {
  Options options = given;
  Result<Plan> plan = loadPlan(options);
  if (!plan)
    return printFailure(plan.status(), options);
  hocket_program_info_t info = {};
  info.struct_size = sizeof info;
  if (Status status(hocket_plan_program_info(plan->get(), view(options.program), &info));
      !status.ok())
    return printFailure(status, options);
  if (Status status = checkPrintedNames(*plan, info, options); !status.ok())
    return printFailure(status, options);
  Result<Value> arguments = programArguments(options);
  if (!arguments)
    return printFailure(arguments.status(), options);

  Progress progress(wantProgress(options.progress), info.num_calls);
  hocket_instance_options_t instanceOptions = HOCKET_INIT(hocket_instance_options_t);
  instanceOptions.workers = options.workers;
  instanceOptions.max_processes = options.maxProcesses;
  Result<Instance> instance = Instance::create(instanceOptions);
  if (!instance)
    return printFailure(instance.status(), options);
  Result<SessionOptions> bindings = sessionOptions(options, progress);
  if (!bindings)
    return printFailure(bindings.status(), options);
  Result<Session> session = Session::create(*instance, *plan, *std::move(bindings));
  if (!session)
    return printFailure(session.status(), options);
  Result<Call> call = startCall(*session, options, *arguments, options.sequential, progress);
  if (!call)
    return printFailure(call.status(), options);
  waitForEnd(*call, progress);

  RunReport report{*call, info, std::nullopt, countProcessors(options)};
  if (options.compareSequential && !interrupted()) {
    Result<Call> again = startCall(*session, options, *arguments, /*sequential=*/true, progress);
    if (again) {
      waitForEnd(*again, progress);
      report.sequentialNs = again->stats().wall_ns;
    } else {
      std::cerr << "hocket-run: error: --compare-sequential: "
                << printable(again.status().toString()) << "\n";
    }
  }
  progress.finish();
  int code = printReport(report, options);
  explainResumption(*call, options);
  if (!options.trace.empty())
    if (Status status = call->writeTrace(options.trace); !status.ok()) {
      std::cerr << "hocket-run: error: " << printable(status.toString()) << "\n";
      return code == exitInterrupted ? code : exitNotWritten;
    }
  return code;
}
