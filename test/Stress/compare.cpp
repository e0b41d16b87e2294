// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compare.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace hocket::stress {

const char *modeName(Mode mode) {
  switch (mode) {
  case Mode::Parallel:
    return "parallel";
  case Mode::Sequential:
    return "sequential";
  case Mode::Cancelled:
    return "cancelled";
  }
  return "";
}

static std::string text(hocket_string_t view) {
  return std::string(view.data, view.size);
}

static void check(hocket_status_t *status) {
  if (!status)
    return;
  fprintf(stderr, "%s\n", text(hocket_status_to_string(status)).c_str());
  exit(1);
}

Runtime::Runtime(const std::string &planFile, unsigned workers,
                 Simulation &simulation) {
  hocket_instance_options_t options = HOCKET_INIT(hocket_instance_options_t);
  options.workers = workers;
  check(hocket_instance_create(&options, &instance));
  simulation.registerTools(instance);
  check(hocket_plan_load_file(planFile.c_str(), &plan));
  check(hocket_session_create(instance, plan, nullptr, &theSession));
}

Runtime::~Runtime() {
  hocket_session_destroy(theSession);
  hocket_plan_destroy(plan);
  hocket_instance_destroy(instance);
}

Execution::Execution(hocket_session_t *session, const Program &program,
                     Mode mode, uint64_t seed)
    : program(program), mode(mode) {
  hocket_call_options_t options = HOCKET_INIT(hocket_call_options_t);
  options.program = hocket_string(program.name.c_str());
  options.sequential = mode == Mode::Sequential;
  check(hocket_call_start(session, &options, &call));
  bool done = false;
  if (mode == Mode::Cancelled) {
    std::mt19937_64 random(seed);
    hocket_call_wait(call, random() % 2'000'000, &done);
    hocket_call_cancel(call);
  }
  hocket_call_wait(call, UINT64_MAX, &done);
}

Execution::~Execution() { hocket_call_destroy(call); }

bool Execution::wasCancelled() {
  return mode == Mode::Cancelled &&
         hocket_status_code(hocket_call_status(call)) == HOCKET_CANCELLED;
}

static std::string describe(const Failure &failure) {
  return std::string(hocket_code_name(failure.code)) + " '" + failure.message +
         "' at line " + std::to_string(failure.line);
}

/// Empty if the status is the failure.
static std::string compareFailure(const Failure &expected,
                                  const hocket_status_t *status) {
  if (!status)
    return "expected " + describe(expected) + ", found success";
  bool same = hocket_status_code(status) == expected.code &&
              (expected.message.empty() ||
               text(hocket_status_message(status)) == expected.message) &&
              hocket_status_location(status).line == expected.line;
  return same ? ""
              : "expected " + describe(expected) + ", found " +
                    text(hocket_status_to_string(status));
}

/// Empty if the value is the number.
static std::string compareValue(int64_t expected, const hocket_value_t *value) {
  if (value && hocket_value_kind(value) == HOCKET_INT &&
      hocket_value_as_int(value) == expected)
    return "";
  std::string found = "nothing";
  if (value) {
    char *json = hocket_value_to_json(value, 0);
    found = json;
    hocket_free(json);
  }
  return "expected " + std::to_string(expected) + ", found " + found;
}

void Execution::compareStatus(const Outcome &expected,
                              std::vector<std::string> &differences) {
  const hocket_status_t *status = hocket_call_status(call);
  std::string difference;
  if (expected.failure)
    difference = compareFailure(*expected.failure, status);
  else if (status)
    difference = "expected " + std::to_string(expected.result) + ", found " +
                 text(hocket_status_to_string(status));
  else
    difference = compareValue(expected.result, hocket_call_result(call));
  if (!difference.empty())
    differences.push_back("result: " + difference);
}

void Execution::compareOutputs(const Outcome &expected,
                               std::vector<std::string> &differences) {
  if (hocket_call_num_outputs(call) != expected.outputs.size()) {
    differences.push_back(
        "expected " + std::to_string(expected.outputs.size()) +
        " outputs, found " + std::to_string(hocket_call_num_outputs(call)));
    return;
  }
  for (size_t i = 0; i < expected.outputs.size(); ++i) {
    hocket_output_t output = hocket_call_output(call, i);
    const Outcome::Output &wanted = expected.outputs[i];
    std::string difference;
    if (text(output.name) != std::to_string(program.outputs[i]))
      difference = "it is named " + text(output.name);
    else if (!wanted.reached) {
      // The program ended before it; a pure call or a read may have run
      // nevertheless. Neither is promised.
      continue;
    } else if (wanted.failure)
      difference = compareFailure(*wanted.failure, output.status);
    else if (output.status)
      difference = "expected " + std::to_string(wanted.value) + ", found " +
                   text(hocket_status_to_string(output.status));
    else
      difference = compareValue(wanted.value, output.value);
    if (!difference.empty())
      differences.push_back("output " + std::to_string(program.outputs[i]) +
                            ": " + difference);
  }
}

static std::string cellName(const std::pair<unsigned, int64_t> &cell) {
  return "r" + std::to_string(cell.first) + "[" + std::to_string(cell.second) +
         "]";
}

/// What was written to each cell has to be what the sequential run writes to
/// it, or, if the run was cancelled, the beginning of that.
static void compareWorlds(const World &expected, const World &found,
                          bool beginning,
                          std::vector<std::string> &differences) {
  for (const auto &[cell, values] : found.written) {
    auto wanted = expected.written.find(cell);
    if (wanted == expected.written.end() ||
        wanted->second.size() < values.size() ||
        !std::equal(values.begin(), values.end(), wanted->second.begin()))
      differences.push_back(cellName(cell) +
                            " was written otherwise than in sequence");
  }
  if (beginning)
    return;
  for (const auto &[cell, values] : expected.written) {
    auto there = found.written.find(cell);
    if (there == found.written.end() || there->second.size() < values.size())
      differences.push_back(cellName(cell) +
                            " lacks writes that the sequential run makes");
  }
}

std::vector<std::string> Execution::compare(const Outcome &expected,
                                            const World &expectedWorld,
                                            const World &world) {
  std::vector<std::string> differences;
  bool cancelled = wasCancelled();
  if (!cancelled) {
    compareStatus(expected, differences);
    compareOutputs(expected, differences);
  }
  compareWorlds(expectedWorld, world, cancelled, differences);
  return differences;
}

} // namespace hocket::stress
