// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chrome's trace event format: "Trace Event Format", Google, 2016. Times are in
// microseconds.

#include "trace/lanes.h"
#include "trace/output_file.h"
#include "trace/report.h"

using namespace hocket;

static Value text(std::string_view value) { return Value::string(std::string(value)); }

static Value microseconds(uint64_t nanoseconds) {
  return Value::number(static_cast<double>(nanoseconds) / 1000);
}

/// The start of an event: what every one has.
static Value::Object event(const char *phase, std::string_view name, uint32_t row) {
  return {{"ph", text(phase)},
          {"name", text(name)},
          {"pid", Value::integer(1)},
          {"tid", Value::integer(row)}};
}

static Value metadata(const char *kind, std::string_view name, uint32_t row) {
  Value::Object object = event("M", kind, row);
  object.emplace_back("args", Value::object({{"name", text(name)}}));
  return Value::object(std::move(object));
}

static Value spanEvent(const PlacedSpan &span, const Plan &plan) {
  static constexpr const char *states[] = {"finished", "failed", "skipped", "interrupted"};
  Value::Object object = event("X", plan.labelOf(*span.node), span.row);
  object.emplace_back("cat", text(nodeKindName(span.node->kind)));
  object.emplace_back("ts", microseconds(span.span->startNs));
  object.emplace_back("dur", microseconds(span.span->endNs - span.span->startNs));
  Value::Object args{{"state", text(states[static_cast<int>(span.span->state)])},
                     {"sequence", Value::integer(static_cast<int64_t>(span.span->sequence))}};
  const Location &where = plan.locations[span.node->location];
  if (where.line)
    args.emplace_back("location", text(std::string(where.file.str()) + ":" + std::to_string(where.line) + ":" +
                                       std::to_string(where.column)));
  if (const std::string &id = plan.locationNames[span.node->location]; !id.empty())
    args.emplace_back("id", text(id));
  if (span.frame->ownerSequence != UINT64_MAX) {
    args.emplace_back("owner", Value::integer(static_cast<int64_t>(span.frame->ownerSequence)));
    args.emplace_back("iteration", Value::integer(span.frame->ordinal));
  }
  object.emplace_back("args", Value::object(std::move(args)));
  return Value::object(std::move(object));
}

/// An arrow from the end of one span to the start of another: a flow event at
/// each. The one at the start binds to the enclosing slice, hence "bp": "e".
static void addArrow(Value::List &events, const PlacedSpan &from, const PlacedSpan &to, int64_t id) {
  Value::Object start = event("s", "dependence", from.row);
  start.emplace_back("cat", text("dependence"));
  start.emplace_back("id", Value::integer(id));
  // Inside the slice, or viewers do not attach it.
  uint64_t end = from.span->endNs;
  start.emplace_back("ts", microseconds(end > from.span->startNs ? end - 1 : end));
  events.push_back(Value::object(std::move(start)));
  Value::Object finish = event("f", "dependence", to.row);
  finish.emplace_back("cat", text("dependence"));
  finish.emplace_back("id", Value::integer(id));
  finish.emplace_back("ts", microseconds(to.span->startNs));
  finish.emplace_back("bp", text("e"));
  events.push_back(Value::object(std::move(finish)));
}

std::string hocket::chromeTrace(const TraceRecorder &trace, const Plan &plan,
                                std::string_view program) {
  PlacedTrace placed(trace, plan);
  Value::List events;
  events.push_back(metadata("process_name", "hocket " + std::string(program), 0));
  for (uint32_t row = 0; row < placed.numRows(); ++row) {
    bool worker = row < trace.numWorkers();
    uint32_t number = worker ? row : row - trace.numWorkers();
    events.push_back(metadata("thread_name",
                              (worker ? "processor " : "waiting ") + std::to_string(number), row));
  }
  int64_t arrows = 0;
  for (const PlacedSpan &span : placed.spans()) {
    events.push_back(spanEvent(span, plan));
    for (uint32_t i = 0; i < span.node->successors.size; ++i) {
      uint32_t successor = plan.successors[span.node->successors.begin + i];
      if (const PlacedSpan *to = placed.find(span.frame->firstSequence + successor))
        addArrow(events, span, *to, ++arrows);
    }
  }
  return Value::object({{"displayTimeUnit", text("ms")},
                        {"traceEvents", Value::list(std::move(events))}})
             .toJson() +
         "\n";
}

Status hocket::writeChromeTrace(const TraceRecorder &trace, const Plan &plan,
                                std::string_view program, const std::string &path) {
  return writeOutputFile(path, chromeTrace(trace, plan, program));
}
