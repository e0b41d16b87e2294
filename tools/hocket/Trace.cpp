// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket trace: what a trace says about a run.

#include "Command.h"
#include "Reporting.h"
#include "Table.h"
#include "TraceSummary.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace hocket::driver {

static std::string formatTime(double microseconds) { return formatSeconds(microseconds * 1e-6); }

static void printLanes(const TraceSummary &summary, raw_ostream &os) {
  Table table({{"lane"}, {"operations", Table::Right}, {"busy", Table::Right}, {"of the time", Table::Right}});
  for (const LaneSummary &lane : summary.lanes)
    table.addRow({lane.name, std::to_string(lane.slices), formatTime(lane.busy),
                  formatPercent(lane.busy, summary.wall)});
  table.print(os);
}

static void printOverlap(const TraceSummary &summary, raw_ostream &os) {
  os << "\nat once:\n";
  Table table({{"operations", Table::Right}, {"time", Table::Right}, {"of the time", Table::Right}});
  for (auto [count, time] : enumerate(summary.atOnce))
    if (time > 0)
      table.addRow({std::to_string(count), formatTime(time), formatPercent(time, summary.wall)});
  table.print(os);
}

static void printPath(const Trace &trace, const TraceSummary &summary, raw_ostream &os) {
  os << "\ncritical path:\n";
  Table table({{"operation"}, {"waited", Table::Right}, {"start", Table::Right}, {"took", Table::Right}, {"where"}});
  double origin = trace.slices.front().start;
  for (PathStep step : summary.criticalPath) {
    const Slice &slice = trace.slices[step.slice];
    table.addRow({slice.name, formatTime(step.waited),
                  formatTime(slice.start - origin),
                  formatTime(slice.duration), slice.location});
  }
  table.print(os);
}

static void printLongest(const Trace &trace, const TraceSummary &summary, raw_ostream &os) {
  os << "\nlongest operations:\n";
  Table table({{"operation"}, {"took", Table::Right}, {"lane"}, {"where"}});
  for (unsigned index : summary.longest) {
    const Slice &slice = trace.slices[index];
    table.addRow({slice.name, formatTime(slice.duration), trace.lanes[slice.lane],
                  slice.location});
  }
  table.print(os);
}

static void printText(const Trace &trace, const TraceSummary &summary, raw_ostream &os) {
  os << summary.operations << " operations in " << formatTime(summary.wall) << "; one after another "
     << formatTime(summary.busy) << '\n';
  if (trace.slices.empty())
    return;
  os << '\n';
  printLanes(summary, os);
  printOverlap(summary, os);
  printPath(trace, summary, os);
  printLongest(trace, summary, os);
}

static json::Object describeSlice(const Trace &trace, unsigned index) {
  const Slice &slice = trace.slices[index];
  return json::Object{{"operation", json::fixUTF8(slice.name)},
                      {"lane", json::fixUTF8(trace.lanes[slice.lane])},
                      {"start_us", slice.start - trace.slices.front().start},
                      {"duration_us", slice.duration},
                      {"location", json::fixUTF8(slice.location)}};
}

static json::Object toJson(const Trace &trace, const TraceSummary &summary) {
  json::Array lanes, path, longest;
  for (const LaneSummary &lane : summary.lanes)
    lanes.push_back(json::Object{{"name", json::fixUTF8(lane.name)},
                                 {"operations", lane.slices},
                                 {"busy_us", lane.busy}});
  for (PathStep step : summary.criticalPath) {
    json::Object object = describeSlice(trace, step.slice);
    object["waited_us"] = step.waited;
    path.push_back(std::move(object));
  }
  for (unsigned index : summary.longest)
    longest.push_back(describeSlice(trace, index));
  return json::Object{{"operations", summary.operations},
                      {"wall_us", summary.wall},
                      {"busy_us", summary.busy},
                      {"lanes", std::move(lanes)},
                      {"at_once_us", json::Array(summary.atOnce)},
                      {"critical_path", std::move(path)},
                      {"longest", std::move(longest)}};
}

namespace {

class TraceCommand : public Command {
public:
  explicit TraceCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  cl::opt<std::string> path{cl::Positional, cl::sub(sub), cl::desc("<trace.json>")};
  cl::opt<unsigned> top{"top", cl::sub(sub), cl::value_desc("N"), cl::init(10),
                        cl::desc("How many of the longest operations to list (default: 10)")};
  FormatOption format{sub};
};

} // namespace

int TraceCommand::run() {
  if (path.empty())
    return reportUsage("expected a trace, a file or - for standard input, found none");
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFileOrSTDIN(path);
  if (!file)
    return reportFailure("cannot read '" + path + "': " + file.getError().message());
  Expected<Trace> trace = readTrace((*file)->getBuffer());
  if (!trace)
    return reportFailure("'" + path + "' is not a trace: " + toString(trace.takeError()));
  TraceSummary summary = summarize(*trace, top);
  if (format == Format::Json)
    outs() << formatv("{0:2}\n", json::Value(toJson(*trace, summary)));
  else
    printText(*trace, summary, outs());
  return Success;
}

std::unique_ptr<Command> createTraceCommand(const CommandInfo &info) {
  return std::make_unique<TraceCommand>(info);
}

} // namespace hocket::driver
