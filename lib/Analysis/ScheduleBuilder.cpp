// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From operations to tasks.

#include "ScheduleBuilder.h"
#include "hocket/Analysis/Bounds.h"
#include "hocket/Analysis/CallOrder.h"
#include "hocket/Analysis/RegionTasks.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

ScheduleBuilder::ScheduleBuilder(EffectAnalysis &effects, CostModel &costs)
    : effects(effects), costs(costs) {
  resources.push_back({"processors", costs.getDevice().processors, 0});
}

DependenceGraph ScheduleBuilder::getGraph(Block &block) {
  Operation *parent = block.getParentOp();
  auto function = dyn_cast<func::FuncOp>(parent);
  if (!function)
    function = parent->getParentOfType<func::FuncOp>();
  if (function && function->hasAttr("hocket.parallel"))
    return DependenceGraph::fromAnnotations(block);
  return DependenceGraph::build(block, effects);
}

unsigned ScheduleBuilder::getResource(ResourceOp op) {
  auto [entry, inserted] = resourceIndex.try_emplace(op, resources.size());
  if (inserted)
    resources.push_back({op.getSymName().str(), static_cast<unsigned>(op.getCapacity().value_or(0)),
                         op.getRate() ? op.getRate()->convertToDouble() : 0});
  return entry->second;
}

TaskGraph ScheduleBuilder::build(const DependenceGraph &graph) {
  TaskGraph tasks;
  SmallVector<unsigned> preds;
  for (unsigned node = 0; node < graph.size(); ++node) {
    preds.clear();
    for (const Edge &edge : graph.getPredecessors(node))
      preds.push_back(edge.from);
    tasks.add(makeTask(graph.getNodes()[node]), preds);
  }
  tasks.resources = resources;
  return tasks;
}

//===----------------------------------------------------------------------===//
// Making tasks
//===----------------------------------------------------------------------===//

Task ScheduleBuilder::makeBlock(Block &block) {
  TaskGraph graph = build(getGraph(block));
  return asOneTask(graph, computeUpwardRanks(graph));
}

Task ScheduleBuilder::makeRegion(Region &region) {
  Task task;
  for (Block &block : region) {
    // Before `resources` is passed: it grows.
    Task next = makeBlock(block);
    task = oneAfterAnother(std::move(task), next, resources);
  }
  return task;
}

Task ScheduleBuilder::makeCall(CallOp call) {
  Task task = Task::withSeconds(costs.getSeconds(call));
  if (costs.needsProcessor(call))
    task.hold(resources[0], 0);
  if (const ToolInfo *tool = effects.getTool(call))
    for (ResourceOp limit : tool->limits) {
      unsigned resource = getResource(limit);
      task.hold(resources[resource], resource);
    }
  return task;
}

Task ScheduleBuilder::makeFunctionCall(func::CallOp call) {
  func::FuncOp callee = effects.getFunction(call.getCalleeAttr().getAttr());
  Task unknown = Task::withSeconds(costs.getOptions().toolSeconds);
  if (!callee || callee.isExternal())
    return unknown;
  visitCalleesFirst(
      callee,
      {[&](StringAttr name) { return effects.getFunction(name); },
       [&](func::FuncOp function) { return function.isExternal() || functions.contains(function); },
       [&](func::CallOp, func::FuncOp function) { functions.try_emplace(function, unknown); },
       [&](func::FuncOp function) {
         Task body = makeRegion(function.getBody());
         functions[function] = std::move(body);
       }});
  return functions.lookup(callee);
}

Task ScheduleBuilder::makeMap(MapOp map) {
  Task body = makeRegion(map.getBody());
  int64_t count = costs.getTripCount(map);
  return inParallel(std::move(body), count, map.getWidth().value_or(count), resources);
}

Task ScheduleBuilder::makeTask(Operation *op) {
  if (auto call = dyn_cast<CallOp>(op))
    return makeCall(call);
  if (auto call = dyn_cast<func::CallOp>(op))
    return makeFunctionCall(call);
  if (auto map = dyn_cast<MapOp>(op))
    return makeMap(map);
  if (op->getNumRegions() == 0)
    return Task::withSeconds(costs.getSeconds(op));
  Task task;
  bool branches = isa<RegionBranchOpInterface>(op) && !isa<LoopLikeOpInterface>(op);
  for (Region &region : op->getRegions()) {
    Task next = makeRegion(region);
    task = branches ? oneOf(std::move(task), next)
                    : oneAfterAnother(std::move(task), next, resources);
  }
  if (isa<LoopLikeOpInterface>(op))
    task = repeat(std::move(task), costs.getTripCount(op), resources);
  return task;
}
