// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Report.h"

#include "Signals.h"
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
                     ", \"nodes_skipped\": " + std::to_string(stats.nodes_skipped);
  if (stats.work_ns)
    text += ", \"work_s\": " + number(seconds(stats.work_ns)) +
            ", \"compute_s\": " + number(seconds(stats.compute_ns)) +
            ", \"critical_path_s\": " + number(seconds(stats.critical_path_ns));
  if (report.program.predicted_makespan_s > 0)
    text += ", \"predicted_makespan_s\": " + number(report.program.predicted_makespan_s) +
            ", \"predicted_lower_bound_s\": " + number(report.program.lower_bound_s);
  if (report.sequentialNs)
    text += ", \"sequential_wall_s\": " + number(seconds(*report.sequentialNs));
  return text + "}";
}

static void printJson(const RunReport &report) {
  hocket_call_t *call = report.call.get();
  const hocket_status_t *status = hocket_call_status(call);
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
    text += output.status ? ", \"error\": " + errorJson(output.status)
                          : ", \"value\": " + Value::share(output.value).toJson();
    text += "}";
  }
  text += "],\n  \"stats\": " + statsJson(report) + "\n}\n";
  std::cout << text;
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
    double bound = std::max(seconds(stats.critical_path_ns),
                            seconds(stats.compute_ns) / report.processors);
    out << "at best        " << duration(bound) << " on " << report.processors
        << (report.processors == 1 ? " processor" : " processors") << ", with a critical path of "
        << duration(seconds(stats.critical_path_ns)) << " and "
        << duration(seconds(stats.compute_ns)) << " of computing (measured)\n";
    out << "work           " << duration(seconds(stats.work_ns)) << "\n";
  }
  if (report.program.predicted_makespan_s > 0)
    out << "predicted      " << duration(report.program.predicted_makespan_s) << ", at best "
        << duration(report.program.lower_bound_s) << " (cost model)\n";
  out << "operations     " << stats.nodes_run << " run, " << stats.nodes_failed << " failed, "
      << stats.nodes_skipped << " skipped\n";
  std::cerr << out.str();
}

/// The outputs that --print names, a value a line. Returns false after saying which
/// name is wrong.
static bool printNamed(const RunReport &report, const Options &options) {
  std::vector<Output> outputs = report.call.outputs();
  for (const std::string &name : options.print) {
    auto output = std::find_if(outputs.begin(), outputs.end(),
                               [&](const Output &candidate) { return candidate.name == name; });
    if (output == outputs.end()) {
      std::cerr << "hocket-run: error: --print: expected the name of an output, found '"
                << printable(name) << "'; there are:";
      for (const Output &candidate : outputs)
        std::cerr << ' ' << printable(candidate.name);
      std::cerr << "\n";
      return false;
    }
    if (!output->value)
      continue; // its error is printed with the others
    if (output->value->kind() == HOCKET_STRING)
      std::cout << output->value->asString() << '\n';
    else
      std::cout << output->value->toJson(2) << '\n';
  }
  return true;
}

/// All outputs, in the format that the calls came in.
static bool printAll(const RunReport &report, const Options &options) {
  Result<std::string> text = report.call.exportAs(options.resultFormat);
  if (!text) {
    std::cerr << "hocket-run: error: " << printable(text.status().toString()) << "\n";
    return false;
  }
  std::cout << *text;
  if (!text->empty() && text->back() != '\n')
    std::cout << '\n';
  return true;
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
  int code = exitCodeOf(report.call, options);
  if (options.format == "json") {
    printJson(report);
  } else {
    if (!(options.print.empty() ? printAll(report, options) : printNamed(report, options)))
      return exitUsage;
    printErrors(report.call);
    if (options.stats || options.compareSequential)
      printStats(report);
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "hocket-run: error: standard output cannot be written\n";
    return exitUsage;
  }
  return code;
}

int hocket::run::printFailure(const Status &status, const Options &options) {
  if (options.format == "json") {
    // The same shape as a run's report, so that a reader needs one parser.
    hocket_location_t where = status.location();
    std::cout << "{\n  \"status\": " << quoted(hocket_code_name(status.code()))
              << ",\n  \"error\": {\"code\": " << quoted(hocket_code_name(status.code()))
              << ", \"message\": " << quoted(status.message());
    if (where.line)
      std::cout << ", \"file\": " << quoted(view(where.file)) << ", \"line\": " << where.line
                << ", \"column\": " << where.column;
    std::cout << ", \"text\": " << quoted(status.toString()) << "},\n  \"outputs\": []\n}\n";
    std::cout.flush();
  } else {
    std::cerr << "hocket-run: error: " << printable(status.toString()) << "\n";
  }
  return exitUsage;
}
