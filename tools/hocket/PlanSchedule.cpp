// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the tasks of a plan to a scheduling problem, and back.

#include "PlanSchedule.h"

#include "hocket/Analysis/ListScheduler.h"

using namespace llvm;
using namespace mlir::hocket::analysis;
namespace plan = mlir::hocket::plan;

namespace hocket::driver {

namespace {

/// The tasks of a program's body as a graph.
class PlanGraph {
public:
  PlanGraph(plan::ProgramOp program, unsigned processors);

  const TaskGraph &graph() const { return tasks; }
  ArrayRef<plan::TaskOpInterface> operations() const { return ops; }
  /// The compiler's priorities, which the runtime goes by.
  std::vector<double> priorities() const;

private:
  void add(plan::TaskOpInterface op);
  unsigned getResource(mlir::hocket::plan::AcquireAttr acquire);

  plan::ProgramOp program;
  TaskGraph tasks;
  std::vector<plan::TaskOpInterface> ops;
  DenseMap<mlir::Operation *, unsigned> index;
  DenseMap<mlir::Attribute, unsigned> resources;
};

} // namespace

PlanGraph::PlanGraph(plan::ProgramOp program, unsigned processors) : program(program) {
  tasks.resources.push_back({"processors", processors, 0});
  for (mlir::Operation &op : program.getBody().front())
    if (auto task = dyn_cast<plan::TaskOpInterface>(op))
      add(task);
}

unsigned PlanGraph::getResource(plan::AcquireAttr acquire) {
  auto [entry, inserted] = resources.try_emplace(acquire.getResource(), tasks.resources.size());
  if (inserted) {
    auto resource = mlir::SymbolTable::lookupNearestSymbolFrom<plan::ResourceOp>(
        program, acquire.getResource());
    tasks.resources.push_back(
        {resource.getSymName().str(), static_cast<unsigned>(resource.getCapacity().value_or(0)),
         resource.getRate() ? resource.getRate()->convertToDouble() : 0});
  }
  return entry->second;
}

void PlanGraph::add(plan::TaskOpInterface op) {
  Task task;
  task.seconds = task.minSeconds = op.getCostAttr() ? op.getCostAttr().getValueAsDouble() : 0;
  if (op.getQueueOrDefault() == plan::Queue::Cpu)
    task.holds.push_back({0, 1, task.seconds});
  if (mlir::ArrayAttr acquires = op.getAcquiresAttr())
    for (auto acquire : acquires.getAsRange<plan::AcquireAttr>())
      task.holds.push_back(
          {getResource(acquire), acquire.getUnits(), acquire.getUnits() * task.seconds});
  SmallVector<unsigned> predecessors;
  for (mlir::Value operand : op->getOperands())
    if (auto found = index.find(operand.getDefiningOp()); found != index.end())
      predecessors.push_back(found->second);
  llvm::sort(predecessors);
  predecessors.erase(llvm::unique(predecessors), predecessors.end());
  index[op] = tasks.add(std::move(task), predecessors);
  ops.push_back(op);
}

std::vector<double> PlanGraph::priorities() const {
  std::vector<double> result;
  for (plan::TaskOpInterface op : ops)
    result.push_back(op.getPriorityAttr() ? op.getPriorityAttr().getValueAsDouble() : 0);
  return result;
}

Schedule estimatePlan(plan::ProgramOp program, unsigned processors) {
  PlanGraph problem(program, processors);
  std::vector<double> priorities = problem.priorities();
  ListSchedule list = scheduleList(problem.graph(), priorities);
  Bounds bounds = computeBounds(problem.graph());
  Schedule schedule;
  for (unsigned i = 0; i < problem.operations().size(); ++i) {
    plan::TaskOpInterface op = problem.operations()[i];
    ScheduledOp scheduled(op.getOperation());
    auto call = dyn_cast<plan::CallOp>(op.getOperation());
    scheduled.label = call ? call.getCallee().str() : op->getName().stripDialect().str();
    scheduled.name = getCallerId(op->getLoc()).str();
    scheduled.queue = stringifyQueue(op.getQueueOrDefault()).str();
    scheduled.start = list.start[i];
    scheduled.finish = list.finish[i];
    scheduled.priority = priorities[i];
    scheduled.processor = list.processor[i];
    schedule.ops.push_back(std::move(scheduled));
  }
  for (unsigned task : bounds.criticalTasks)
    schedule.ops[task].critical = true;
  schedule.makespan = list.makespan;
  schedule.sequentialSeconds = bounds.totalSeconds;
  schedule.criticalPathSeconds = bounds.criticalPath;
  schedule.criticalPath = bounds.criticalTasks;
  schedule.bounds = bounds.all;
  schedule.lowerBound = bounds.binding.seconds;
  schedule.bindingConstraint = bounds.binding.constraint;
  schedule.processors = processors;
  return schedule;
}

} // namespace hocket::driver
