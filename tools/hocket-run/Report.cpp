// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Report.h"

#include "Signals.h"
#include "StandardOutput.h"
#include "Terminal.h"

#include <algorithm>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <set>
#include <sstream>

using namespace hocket;
using namespace hocket::run;

/// A call that failed counts even if the program could do without it.
static int exitCodeOf(const Call &call, const Options &options) {
  if (interrupted())
    return exitInterrupted;
  // A tool's own timeout is a failure like others.
  bool deadlinePassed = options.timeoutNs && call.stats().wall_ns >= options.timeoutNs;
  if (!call.ok())
    return call.code() == HOCKET_DEADLINE_EXCEEDED && deadlinePassed ? exitDeadline
                                                                     : exitProgramFailed;
  std::vector<Output> outputs = call.outputs();
  return std::all_of(outputs.begin(), outputs.end(),
                     [](const Output &output) { return output.value.has_value(); })
             ? exitOk
             : exitProgramFailed;
}

static double seconds(uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

/// A JSON string literal.
static std::string quoted(std::string_view text) { return Value(text).toJson(); }

static std::string number(double value) {
  std::ostringstream out;
  out << std::setprecision(9) << value;
  return out.str();
}

/// An error as a JSON object: code, message, place, and the whole text.
static std::string errorJson(const hocket_status_t *status) {
  hocket_location_t where = hocket_status_location(status);
  std::string text = "{\"code\": " + quoted(hocket_code_name(hocket_status_code(status))) +
                     ", \"message\": " + quoted(view(hocket_status_message(status)));
  if (where.line)
    text += ", \"file\": " + quoted(view(where.file)) + ", \"line\": " + std::to_string(where.line) +
            ", \"column\": " + std::to_string(where.column);
  return text + ", \"text\": " + quoted(view(hocket_status_to_string(status))) + "}";
}

static std::string statsJson(const RunReport &report) {
  hocket_call_stats_t stats = report.call.stats();
  std::string text = "{\"wall_s\": " + number(seconds(stats.wall_ns)) +
                     ", \"first_task_s\": " + number(seconds(stats.first_task_ns)) +
                     ", \"nodes_run\": " + std::to_string(stats.nodes_run) +
                     ", \"nodes_failed\": " + std::to_string(stats.nodes_failed) +
                     ", \"nodes_skipped\": " + std::to_string(stats.nodes_skipped) +
                     ", \"nodes_interrupted\": " + std::to_string(stats.nodes_interrupted);
  if (stats.work_ns)
    text += ", \"work_s\": " + number(seconds(stats.work_ns)) +
            ", \"compute_s\": " + number(seconds(stats.compute_ns)) +
            ", \"critical_path_s\": " + number(seconds(stats.critical_path_ns)) +
            ", \"resource_bound_s\": " + number(seconds(stats.resource_bound_ns));
  if (report.program.predicted_makespan_s > 0)
    text += ", \"predicted_makespan_s\": " + number(report.program.predicted_makespan_s) +
            ", \"predicted_lower_bound_s\": " + number(report.program.lower_bound_s);
  if (report.sequentialNs)
    text += ", \"sequential_wall_s\": " + number(seconds(*report.sequentialNs));
  return text + "}";
}

/// How a call ended that gave nothing.
static const char *stateName(hocket_event_kind_t state) {
  switch (state) {
  case HOCKET_EVENT_FAILED:
    return "failed";
  case HOCKET_EVENT_INTERRUPTED:
    return "interrupted";
  default:
    return "skipped";
  }
}

static std::string reportJson(const RunReport &report) {
  hocket_call_t *call = report.call.get();
  const hocket_status_t *status = hocket_call_status(call);
  // As for the exit code, a call that failed counts even if the program could do
  // without it.
  for (size_t i = 0, e = hocket_call_num_outputs(call); i < e && !status; ++i)
    status = hocket_call_output(call, i).status;
  std::string text = "{\n  \"status\": " + quoted(hocket_code_name(hocket_status_code(status)));
  if (status)
    text += ",\n  \"error\": " + errorJson(status);
  if (const hocket_value_t *result = hocket_call_result(call))
    text += ",\n  \"result\": " + Value::share(result).toJson();
  text += ",\n  \"outputs\": [";
  for (size_t i = 0, e = hocket_call_num_outputs(call); i < e; ++i) {
    hocket_output_t output = hocket_call_output(call, i);
    text += (i ? ",\n    " : "\n    ");
    text += "{\"name\": " + quoted(view(output.name));
    if (output.tool.size)
      text += ", \"tool\": " + quoted(view(output.tool));
    text += output.status ? ", \"state\": " + quoted(stateName(hocket_call_output_state(call, i))) +
                                ", \"error\": " + errorJson(output.status)
                          : ", \"value\": " + Value::share(output.value).toJson();
    text += "}";
  }
  text += "]";
  if (report.call.run())
    text += ",\n  \"run\": " + std::to_string(report.call.run());
  text += ",\n  \"stats\": " + statsJson(report) + "\n}\n";
  return text;
}

/// A duration with three digits that count: "1.24 s", "350 ms", "12.0 us".
static std::string duration(double value) {
  const char *unit = "s";
  for (const char *smaller : {"ms", "us"})
    if (value > 0 && value < 0.9995) {
      value *= 1000;
      unit = smaller;
    }
  std::ostringstream out;
  out << std::fixed << std::setprecision(value < 9.995 ? 2 : value < 99.95 ? 1 : 0) << value << ' '
      << unit;
  return out.str();
}

static void printStats(const RunReport &report) {
  hocket_call_stats_t stats = report.call.stats();
  std::ostringstream out;
  out << "wall time      " << duration(seconds(stats.wall_ns)) << "\n";
  if (report.sequentialNs) {
    out << "one by one     " << duration(seconds(*report.sequentialNs)) << " (measured), "
        << std::fixed << std::setprecision(2)
        << seconds(*report.sequentialNs) / seconds(stats.wall_ns) << " times as long\n";
  }
  if (stats.work_ns) {
    double bound = std::max({seconds(stats.critical_path_ns),
                             seconds(stats.compute_ns) / report.processors,
                             seconds(stats.resource_bound_ns)});
    out << "at best        " << duration(bound) << " on " << report.processors
        << (report.processors == 1 ? " processor" : " processors") << ", with a critical path of "
        << duration(seconds(stats.critical_path_ns)) << " and "
        << duration(seconds(stats.compute_ns)) << " of computing";
    if (stats.resource_bound_ns)
      out << ", and " << duration(seconds(stats.resource_bound_ns))
          << " by capacities and rates";
    out << " (measured)\n";
    out << "work           " << duration(seconds(stats.work_ns)) << "\n";
  }
  if (report.program.predicted_makespan_s > 0)
    out << "predicted      " << duration(report.program.predicted_makespan_s) << ", at best "
        << duration(report.program.lower_bound_s) << " (cost model)\n";
  out << "operations     " << stats.nodes_run << " run, " << stats.nodes_failed << " failed, "
      << stats.nodes_skipped << " skipped";
  if (stats.nodes_interrupted)
    out << ", " << stats.nodes_interrupted << " interrupted";
  out << "\n";
  std::cerr << out.str();
}

bool hocket::run::isResult(std::string_view name, const hocket_program_info_t &program) {
  return name == "var_result" && view(program.source_format) == "labelled-json";
}

/// The outputs that --print names, a value a line. Their names have been checked.
static std::string namedOutputs(const RunReport &report, const Options &options) {
  std::vector<Output> outputs = report.call.outputs();
  std::string text;
  for (const std::string &name : options.print) {
    auto output = std::find_if(outputs.begin(), outputs.end(),
                               [&](const Output &candidate) { return candidate.name == name; });
    std::optional<Value> value;
    if (output != outputs.end())
      value = output->value;
    else if (report.call.ok() && isResult(name, report.program))
      value = report.call.result();
    if (!value)
      continue; // its error is printed with the others
    text += value->kind() == HOCKET_STRING ? std::string(value->asString()) : value->toJson(2);
    text += '\n';
  }
  return text;
}

/// All outputs, in the format that the calls came in.
static std::optional<std::string> allOutputs(const RunReport &report, const Options &options) {
  // A program that failed has no result, not even null.
  if (!report.call.ok() && hocket_call_num_outputs(report.call.get()) == 0)
    return std::string();
  Result<std::string> text = report.call.exportAs(options.resultFormat);
  if (!text) {
    std::cerr << "hocket-run: error: " << printable(text.status().toString()) << "\n";
    return std::nullopt;
  }
  if (!text->empty() && text->back() != '\n')
    *text += '\n';
  return std::move(*text);
}

/// Prints the failure of the program, or those of its calls, each once: one call
/// may have failed all that needed it.
static void printErrors(const Call &call) {
  if (!call.ok()) {
    std::cerr << "hocket-run: error: " << printable(call.error()) << "\n";
    return;
  }
  std::set<std::string_view> seen;
  for (const Output &output : call.outputs())
    if (!output.value && seen.insert(output.error).second)
      std::cerr << "hocket-run: error: " << printable(output.error) << "\n";
}

int hocket::run::printReport(const RunReport &report, const Options &options) {
  bool json = options.format == "json";
  std::optional<std::string> text = json                    ? reportJson(report)
                                    : options.print.empty() ? allOutputs(report, options)
                                                            : namedOutputs(report, options);
  bool written = text && writeStandardOutput(*text);
  // In text, or if there is no other place for them.
  if (!json || !written)
    printErrors(report.call);
  if (!json && (options.stats || options.compareSequential))
    printStats(report);
  int code = exitCodeOf(report.call, options);
  return written || code == exitInterrupted ? code : exitNotWritten;
}

int hocket::run::printFailure(const Status &status, const Options &options) {
  if (options.format == "json") {
    // The same shape as a run's report, so that a reader needs one parser.
    hocket_location_t where = status.location();
    std::string text = "{\n  \"status\": " + quoted(hocket_code_name(status.code())) +
                       ",\n  \"error\": {\"code\": " + quoted(hocket_code_name(status.code())) +
                       ", \"message\": " + quoted(status.message());
    if (where.line)
      text += ", \"file\": " + quoted(view(where.file)) + ", \"line\": " +
              std::to_string(where.line) + ", \"column\": " + std::to_string(where.column);
    writeStandardOutput(text + ", \"text\": " + quoted(status.toString()) +
                        "},\n  \"outputs\": []\n}\n");
  } else {
    std::cerr << "hocket-run: error: " << printable(status.toString()) << "\n";
  }
  return exitUsage;
}
