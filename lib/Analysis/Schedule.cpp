// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a block to a scheduling problem, and back to operations.

#include "hocket/Analysis/Schedule.h"
#include "ScheduleBuilder.h"
#include "hocket/Analysis/Heft.h"
#include "hocket/Analysis/ListScheduler.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

void Schedule::summarize(const ListSchedule &list, const Bounds &bounds) {
  makespan = list.makespan;
  sequentialSeconds = bounds.totalSeconds;
  criticalPathSeconds = bounds.criticalPath;
  criticalPath = bounds.criticalTasks;
  this->bounds = bounds.all;
  lowerBound = bounds.binding.seconds;
  bindingConstraint = bounds.binding.constraint;
}

/// The number of processors that costs are given for: one, or what all calls
/// with several costs agree on. Fails, with an error, if they do not.
static FailureOr<unsigned> countCosts(Block &block, CostModel &costs) {
  unsigned count = 1;
  Operation *first = nullptr;
  for (Operation &op : block) {
    if (!isa<CallOp>(op))
      continue;
    unsigned own = costs.getProcessorSeconds(&op).size();
    if (own == 1 || own == count)
      continue;
    if (count != 1) {
      InFlightDiagnostic error = op.emitError("expected a cost for each of ")
                                 << count << " processors, found " << own;
      error.attachNote(first->getLoc()) << "as many costs are given here";
      return failure();
    }
    count = own;
    first = &op;
  }
  return count;
}

static ScheduledOp describe(Operation *op, CostModel &costs) {
  ScheduledOp result(op);
  result.label = getLabel(op);
  result.name = getCallerId(op->getLoc()).str();
  result.queue = costs.getQueue(op).str();
  return result;
}

/// Processors that are alike: list scheduling.
static void scheduleAlike(const DependenceGraph &graph, ScheduleBuilder &builder,
                          Schedule &schedule) {
  TaskGraph tasks = builder.build(graph);
  std::vector<double> ranks = computeUpwardRanks(tasks);
  ListSchedule list = scheduleList(tasks, ranks);
  Bounds bounds = computeBounds(tasks);
  for (unsigned i = 0; i < graph.size(); ++i) {
    ScheduledOp op = describe(graph.getNodes()[i], builder.getCosts());
    op.start = list.start[i];
    op.finish = list.finish[i];
    op.seconds = tasks.tasks[i].seconds;
    op.priority = ranks[i];
    op.processor = list.processor[i];
    schedule.ops.push_back(std::move(op));
  }
  schedule.summarize(list, bounds);
}

/// The seconds that it takes to move the result of one operation to another.
static double getTransfer(Operation *from, Operation *to) {
  auto call = dyn_cast<CallOp>(to);
  if (!call || !call.getTransfer())
    return 0;
  double seconds = 0;
  for (auto [argument, transfer] : llvm::zip_equal(call.getArguments(), *call.getTransfer()))
    if (argument.getDefiningOp() == from)
      seconds = std::max(seconds, transfer);
  return seconds;
}

/// The chain of operations whose last one finishes last, each starting when its
/// latest predecessor is done: what made this schedule as long as it is.
static std::vector<unsigned> findLastChain(const HeftProblem &problem,
                                           const HeftSchedule &heft) {
  std::vector<unsigned> chain;
  if (!problem.size())
    return chain;
  unsigned task = std::max_element(heft.finish.begin(), heft.finish.end()) - heft.finish.begin();
  while (true) {
    chain.push_back(task);
    if (problem.preds[task].empty())
      break;
    task = llvm::max_element(problem.preds[task],
                             [&](const HeftProblem::Predecessor &a,
                                 const HeftProblem::Predecessor &b) {
                               return heft.finish[a.task] + a.transfer <
                                      heft.finish[b.task] + b.transfer;
                             })
               ->task;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Processors that differ: static placement.
static void scheduleDifferent(const DependenceGraph &graph, ScheduleBuilder &builder,
                              Schedule &schedule) {
  HeftProblem problem;
  problem.processors = schedule.processors;
  TaskGraph tasks = builder.build(graph);
  for (unsigned i = 0; i < graph.size(); ++i) {
    Operation *op = graph.getNodes()[i];
    SmallVector<double, 4> seconds{tasks.tasks[i].seconds};
    if (op->getNumRegions() == 0)
      seconds = builder.getCosts().getProcessorSeconds(op);
    bool placed = seconds.size() > 1 || builder.getCosts().needsProcessor(op);
    if (seconds.size() == 1)
      seconds.assign(problem.processors, seconds.front());
    SmallVector<HeftProblem::Predecessor, 2> preds;
    for (const Edge &edge : graph.getPredecessors(i))
      preds.push_back({edge.from, getTransfer(graph.getNodes()[edge.from], op)});
    problem.add(seconds, preds, /*isWait=*/!placed);
    schedule.sequentialSeconds += *llvm::min_element(seconds);
  }
  HeftSchedule heft = scheduleHeft(problem);
  for (unsigned i = 0; i < graph.size(); ++i) {
    ScheduledOp op = describe(graph.getNodes()[i], builder.getCosts());
    op.start = heft.start[i];
    op.finish = heft.finish[i];
    op.seconds = problem.getSeconds(i, std::max(heft.processor[i], 0));
    op.priority = heft.rank[i];
    op.processor = heft.processor[i];
    if (op.processor >= 0)
      op.queue = "cpu";
    schedule.ops.push_back(std::move(op));
  }
  schedule.makespan = heft.makespan;
  schedule.criticalPathSeconds = heft.criticalPath;
  schedule.criticalPath = findLastChain(problem, heft);
  schedule.bounds = {{"critical path", heft.criticalPath},
                     {"processors", heft.work / schedule.processors}};
  const Bound &binding =
      schedule.bounds[schedule.bounds[1].seconds > schedule.bounds[0].seconds ? 1 : 0];
  schedule.lowerBound = binding.seconds;
  schedule.bindingConstraint = binding.constraint;
}

FailureOr<Schedule> mlir::hocket::analysis::estimateBlock(Block &block, EffectAnalysis &effects,
                                                          const ScheduleOptions &options) {
  Device device = readDevice(block.getParentOp());
  if (options.processors)
    device.processors = options.processors;
  CostModel costs(effects, options.costs, device);
  FailureOr<unsigned> kinds = countCosts(block, costs);
  if (failed(kinds))
    return failure();
  Schedule schedule;
  schedule.heterogeneous = *kinds > 1;
  schedule.processors = schedule.heterogeneous ? *kinds : device.processors;

  ScheduleBuilder builder(effects, costs);
  DependenceGraph graph = builder.getGraph(block);
  if (schedule.heterogeneous)
    scheduleDifferent(graph, builder, schedule);
  else
    scheduleAlike(graph, builder, schedule);
  for (unsigned position : schedule.criticalPath)
    schedule.ops[position].critical = true;
  return schedule;
}

FailureOr<Schedule> mlir::hocket::analysis::estimateSchedule(func::FuncOp function,
                                                             EffectAnalysis &effects,
                                                             const ScheduleOptions &options) {
  if (function.isExternal())
    return function.emitError("expected a function with a body, found the declaration of '")
           << function.getSymName() << "'";
  if (!function.getBody().hasOneBlock())
    return function.emitError("expected structured control flow, found ")
           << function.getBody().getBlocks().size() << " blocks in '" << function.getSymName()
           << "'";
  return estimateBlock(function.getBody().front(), effects, options);
}

FailureOr<Schedule> mlir::hocket::analysis::estimateSchedule(func::FuncOp function,
                                                             const ScheduleOptions &options) {
  EffectAnalysis effects(function);
  return estimateSchedule(function, effects, options);
}
