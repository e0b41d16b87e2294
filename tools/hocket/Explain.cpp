// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hocket explain: when each call will run and what bounds the run; nothing runs.

#include "Command.h"
#include "Compilation.h"
#include "PlanSchedule.h"
#include "Reporting.h"
#include "Table.h"

#include "hocket/Analysis/Schedule.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>
#include <limits>

using namespace llvm;
using mlir::hocket::analysis::Bound;
using mlir::hocket::analysis::Schedule;
using mlir::hocket::analysis::ScheduledOp;

namespace hocket::driver {

namespace {

class ExplainCommand : public Command {
public:
  explicit ExplainCommand(const CommandInfo &info) : Command(info) {}
  int run() override;

private:
  SourceOptions source{sub};
  ProcessorsOption processors{sub};
  ProgramOption only{sub};
  cl::opt<bool> all{"all", cl::sub(sub),
                    cl::desc("List operations that only make values, too")};
  FormatOption format{sub};
};

} // namespace

/// False for what only makes or passes on values.
static bool isWork(const ScheduledOp &op) {
  return op.queue != "inline" || op.op->getNumRegions() > 0;
}

/// What people call an operation: "3 search", "cast".
static std::string describe(const ScheduledOp &op) {
  return op.name.empty() ? op.label : op.name + " " + op.label;
}

static std::string joinPath(const Schedule &schedule) {
  std::string text;
  for (unsigned index : schedule.criticalPath) {
    const ScheduledOp &op = schedule.ops[index];
    if (!isWork(op))
      continue;
    text += (text.empty() ? "" : " -> ") + describe(op);
  }
  return text;
}

static void printText(const Program &program, const Schedule &schedule, bool all,
                      raw_ostream &os) {
  Table facts({{"", Table::Left}, {"", Table::Left}, {"", Table::Left}});
  double speedup = schedule.makespan > 0 && std::isfinite(schedule.makespan)
                       ? schedule.sequentialSeconds / schedule.makespan
                       : 1;
  os << program.name() << ", on " << schedule.processors
     << (schedule.processors == 1 ? " processor\n" : " processors\n");
  facts.addRow({"predicted", formatSeconds(schedule.makespan), ""});
  facts.addRow({"at best", formatSeconds(schedule.lowerBound), "bound by " + schedule.bindingConstraint});
  facts.addRow({"one after another", formatSeconds(schedule.sequentialSeconds),
                formatv("{0:f2} times as long", speedup).str()});
  facts.print(os);
  if (std::string path = joinPath(schedule); !path.empty())
    os << "  critical path: " << path << '\n';

  os << '\n';
  Table table({{"call"}, {"start", Table::Right}, {"finish", Table::Right}, {"queue"}, {"where"}});
  for (const ScheduledOp &op : schedule.ops) {
    if (!all && !isWork(op))
      continue;
    std::string queue = op.queue;
    if (op.processor >= 0)
      queue += " " + std::to_string(op.processor);
    table.addRow({describe(op) + (op.critical ? " *" : ""), formatSeconds(op.start),
                  formatSeconds(op.finish), queue,
                  mlir::hocket::analysis::formatLocation(op.location)});
  }
  table.print(os);
  os << "  * on the critical path\n";
}

/// JSON has no infinity.
static double finite(double seconds) {
  return std::min(seconds, std::numeric_limits<double>::max());
}

static json::Object toJson(const Schedule &schedule) {
  json::Array ops, bounds, path;
  for (const ScheduledOp &op : schedule.ops)
    ops.push_back(json::Object{
        {"id", json::fixUTF8(op.name)},
        {"operation", json::fixUTF8(op.label)},
        {"location", json::fixUTF8(mlir::hocket::analysis::formatLocation(op.location))},
        {"queue", op.queue},
        {"start_s", finite(op.start)},
        {"finish_s", finite(op.finish)},
        {"priority_s", finite(op.priority)},
        {"processor", op.processor >= 0 ? json::Value(op.processor) : json::Value(nullptr)},
        {"critical", op.critical}});
  for (const Bound &bound : schedule.bounds)
    bounds.push_back(json::Object{{"constraint", bound.constraint}, {"seconds", finite(bound.seconds)}});
  for (unsigned index : schedule.criticalPath)
    path.push_back(index);
  return json::Object{{"makespan_s", finite(schedule.makespan)},
                      {"lower_bound_s", finite(schedule.lowerBound)},
                      {"binding_constraint", schedule.bindingConstraint},
                      {"bounds", std::move(bounds)},
                      {"sequential_s", finite(schedule.sequentialSeconds)},
                      {"critical_path_s", finite(schedule.criticalPathSeconds)},
                      {"critical_path", std::move(path)},
                      {"processors", schedule.processors},
                      {"operations", std::move(ops)}};
}

/// The prediction for a program of the source dialect, compiled as `run` would.
static mlir::FailureOr<Schedule> explainSource(Program &program, StringRef name,
                                               unsigned processors) {
  CompileOptions options;
  options.processors = processors;
  if (!parallelize(program, options))
    return mlir::failure();
  mlir::func::FuncOp entry = program.entry(name);
  if (!entry)
    return mlir::failure();
  mlir::hocket::analysis::ScheduleOptions scheduleOptions;
  scheduleOptions.processors = processors;
  return mlir::hocket::analysis::estimateSchedule(entry, scheduleOptions);
}

static mlir::FailureOr<Schedule> explainPlan(Program &program, StringRef name,
                                             unsigned processors) {
  llvm::SmallVector<llvm::StringRef> names;
  for (auto candidate : program.module().getOps<mlir::hocket::plan::ProgramOp>())
    names.push_back(candidate.getSymName());
  auto chosen = program.module().lookupSymbol<mlir::hocket::plan::ProgramOp>(
      program.choose(names, name));
  if (!chosen)
    return mlir::failure();
  return estimatePlan(chosen, processors);
}

int ExplainCommand::run() {
  Program program(source, format);
  if (!program.open())
    return UsageError;
  mlir::FailureOr<Schedule> schedule = mlir::failure();
  if (program.load())
    schedule = program.isPlanFile() ? explainPlan(program, only, processors.orOfThisMachine())
                                    : explainSource(program, only, processors.orOfThisMachine());
  program.printDiagnostics(errs());
  if (mlir::failed(schedule)) // without a mistake of the program's, the option is wrong
    return program.diagnostics().errors() ? ProgramError : UsageError;
  if (format == Format::Json)
    outs() << formatv("{0:2}\n", json::Value(toJson(*schedule)));
  else
    printText(program, *schedule, all, outs());
  return Success;
}

std::unique_ptr<Command> createExplainCommand(const CommandInfo &info) {
  return std::make_unique<ExplainCommand>(info);
}

} // namespace hocket::driver
