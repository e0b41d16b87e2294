// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the tasks of a plan to a scheduling problem, and back.

#include "PlanSchedule.h"

#include "hocket/Analysis/ListScheduler.h"
#include "hocket/Analysis/RegionTasks.h"

#include "llvm/Support/JSON.h"

#include <cmath>
#include <limits>

using namespace llvm;
using namespace mlir::hocket::analysis;
namespace plan = mlir::hocket::plan;

namespace hocket::driver {

namespace {

/// The tasks of a block as a graph.
struct PlanGraph {
  TaskGraph tasks;
  std::vector<plan::TaskOpInterface> ops;
  /// The compiler's priorities, which the runtime goes by.
  std::vector<double> priorities;
};

class PlanGraphBuilder {
public:
  PlanGraphBuilder(plan::ProgramOp program, unsigned processors) : program(program) {
    resources.push_back({"processors", processors, 0});
  }
  PlanGraph build(mlir::Block &block);

private:
  Task makeTask(plan::TaskOpInterface op);
  Task makeRegionTask(plan::TaskOpInterface op);
  Task makeRegion(mlir::Region &region);
  unsigned getResource(mlir::hocket::plan::AcquireAttr acquire);

  plan::ProgramOp program;
  CostOptions costs;
  std::vector<ResourceLimit> resources;
  DenseMap<mlir::Attribute, unsigned> index;
};

} // namespace

unsigned PlanGraphBuilder::getResource(plan::AcquireAttr acquire) {
  auto [entry, inserted] = index.try_emplace(acquire.getResource(), resources.size());
  if (inserted) {
    auto resource = mlir::SymbolTable::lookupNearestSymbolFrom<plan::ResourceOp>(
        program, acquire.getResource());
    resources.push_back(
        {resource.getSymName().str(), static_cast<unsigned>(resource.getCapacity().value_or(0)),
         resource.getRate() ? resource.getRate()->convertToDouble() : 0});
  }
  return entry->second;
}

static double getCost(plan::TaskOpInterface op) {
  return op.getCostAttr() ? op.getCostAttr().getValueAsDouble() : 0;
}

/// The value of a constant that is an integer.
static std::optional<int64_t> getInteger(mlir::Value value) {
  auto constant = value.getDefiningOp<plan::ConstantOp>();
  int64_t number;
  if (!constant || constant.getJson().getAsInteger(10, number))
    return std::nullopt;
  return number;
}

/// The number of elements of a list, where it is known.
static std::optional<int64_t> countElements(mlir::Value value) {
  if (auto list = value.getDefiningOp<plan::ListOp>())
    return list.getInputs().size();
  auto constant = value.getDefiningOp<plan::ConstantOp>();
  if (!constant)
    return std::nullopt;
  Expected<json::Value> parsed = json::parse(constant.getJson());
  if (!parsed) {
    consumeError(parsed.takeError());
    return std::nullopt;
  }
  json::Array *array = parsed->getAsArray();
  return array ? std::optional<int64_t>(array->size()) : std::nullopt;
}

/// The iterations of a loop, where its bounds are known.
static std::optional<int64_t> countIterations(plan::ForOp loop) {
  std::optional<int64_t> lower = getInteger(loop.getLower()), upper = getInteger(loop.getUpper()),
                         step = getInteger(loop.getStep());
  if (!lower || !upper || !step || *step == 0)
    return std::nullopt;
  bool inside = *step > 0 ? *lower < *upper : *lower > *upper;
  if (!inside)
    return 0;
  // The difference of two numbers of 64 bits may need one more.
  double count = std::ceil((double(*upper) - double(*lower)) / double(*step));
  return count < 0x1p63 ? int64_t(count) : std::numeric_limits<int64_t>::max();
}

Task PlanGraphBuilder::makeRegion(mlir::Region &region) {
  PlanGraph graph = build(region.front());
  return asOneTask(graph.tasks, graph.priorities);
}

Task PlanGraphBuilder::makeRegionTask(plan::TaskOpInterface op) {
  Task first = makeRegion(op->getRegion(0));
  if (auto map = dyn_cast<plan::MapOp>(op.getOperation())) {
    int64_t count = countElements(map.getList()).value_or(costs.tripCount);
    return inParallel(std::move(first), count, map.getWidth().value_or(count), resources);
  }
  if (auto loop = dyn_cast<plan::ForOp>(op.getOperation()))
    return repeat(std::move(first), countIterations(loop).value_or(costs.tripCount), resources);
  Task second = makeRegion(op->getRegion(1));
  if (isa<plan::IfOp>(op.getOperation()))
    return oneOf(std::move(first), second);
  return repeat(oneAfterAnother(std::move(first), second, resources), costs.tripCount, resources);
}

Task PlanGraphBuilder::makeTask(plan::TaskOpInterface op) {
  if (op->getNumRegions() > 0) {
    Task task = makeRegionTask(op);
    // Somebody's plan that says what the whole takes and not what its parts take.
    if (task.seconds == 0)
      task.seconds = getCost(op);
    return task;
  }
  Task task = Task::withSeconds(getCost(op));
  if (op.getQueueOrDefault() == plan::Queue::Cpu)
    task.hold(resources[0], 0);
  if (mlir::ArrayAttr acquires = op.getAcquiresAttr())
    for (auto acquire : acquires.getAsRange<plan::AcquireAttr>()) {
      unsigned resource = getResource(acquire);
      task.hold(resources[resource], resource, acquire.getUnits());
    }
  return task;
}

PlanGraph PlanGraphBuilder::build(mlir::Block &block) {
  PlanGraph graph;
  DenseMap<mlir::Operation *, unsigned> positions;
  SmallVector<unsigned> predecessors;
  for (mlir::Operation &inner : block) {
    auto op = dyn_cast<plan::TaskOpInterface>(inner);
    if (!op)
      continue;
    predecessors.clear();
    for (mlir::Value operand : op->getOperands())
      if (auto found = positions.find(operand.getDefiningOp()); found != positions.end())
        predecessors.push_back(found->second);
    llvm::sort(predecessors);
    predecessors.erase(llvm::unique(predecessors), predecessors.end());
    positions[op] = graph.tasks.add(makeTask(op), predecessors);
    graph.ops.push_back(op);
    graph.priorities.push_back(op.getPriorityAttr() ? op.getPriorityAttr().getValueAsDouble() : 0);
  }
  graph.tasks.resources = resources;
  return graph;
}

Schedule estimatePlan(plan::ProgramOp program, unsigned processors) {
  PlanGraph problem = PlanGraphBuilder(program, processors).build(program.getBody().front());
  ListSchedule list = scheduleList(problem.tasks, problem.priorities);
  Bounds bounds = computeBounds(problem.tasks);
  Schedule schedule;
  for (unsigned i = 0; i < problem.ops.size(); ++i) {
    plan::TaskOpInterface op = problem.ops[i];
    ScheduledOp scheduled(op.getOperation());
    auto call = dyn_cast<plan::CallOp>(op.getOperation());
    scheduled.label = call ? call.getCallee().str() : op->getName().stripDialect().str();
    scheduled.name = getCallerId(op->getLoc()).str();
    scheduled.queue = stringifyQueue(op.getQueueOrDefault()).str();
    scheduled.start = list.start[i];
    scheduled.finish = list.finish[i];
    scheduled.priority = problem.priorities[i];
    scheduled.processor = list.processor[i];
    schedule.ops.push_back(std::move(scheduled));
  }
  for (unsigned task : bounds.criticalTasks)
    schedule.ops[task].critical = true;
  schedule.summarize(list, bounds);
  schedule.processors = processors;
  return schedule;
}

} // namespace hocket::driver
