// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From operations to tasks.

#include "ScheduleBuilder.h"
#include "hocket/Analysis/Bounds.h"
#include "hocket/Analysis/ListScheduler.h"

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
// Combining tasks
//===----------------------------------------------------------------------===//

/// Applies `fn` to the holds of the same resource, where `to` may lack one.
static void combineHolds(Task &to, const Task &other, function_ref<void(Hold &, const Hold &)> fn) {
  for (const Hold &hold : other.holds) {
    auto *known =
        llvm::find_if(to.holds, [&](const Hold &h) { return h.resource == hold.resource; });
    if (known == to.holds.end()) {
      to.holds.push_back({hold.resource, 0, 0, 0});
      known = &to.holds.back();
    }
    fn(*known, hold);
  }
}

static Task oneOf(Task a, const Task &b) {
  a.seconds = std::max(a.seconds, b.seconds);
  a.minSeconds = std::max(a.minSeconds, b.minSeconds);
  combineHolds(a, b, [](Hold &to, const Hold &from) {
    to.units = std::max(to.units, from.units);
    to.work = std::max(to.work, from.work);
    to.starts = std::max(to.starts, from.starts);
  });
  return a;
}

static Task oneAfterAnother(Task a, const Task &b) {
  a.seconds += b.seconds;
  a.minSeconds += b.minSeconds;
  combineHolds(a, b, [](Hold &to, const Hold &from) {
    to.units = std::max(to.units, from.units);
    to.work += from.work;
    to.starts += from.starts;
  });
  return a;
}

static Task repeat(Task task, int64_t times) {
  task.seconds *= times;
  task.minSeconds *= times;
  for (Hold &hold : task.holds) {
    hold.work *= times;
    hold.starts *= times;
  }
  return task;
}

//===----------------------------------------------------------------------===//
// Making tasks
//===----------------------------------------------------------------------===//

Task ScheduleBuilder::makeBlock(Block &block) {
  TaskGraph graph = build(getGraph(block));
  std::vector<double> ranks = computeUpwardRanks(graph);
  ListSchedule schedule = scheduleList(graph, ranks);
  Task task;
  task.seconds = schedule.makespan;
  task.minSeconds = computeBounds(graph).binding.seconds;
  for (unsigned i = 0; i < graph.size(); ++i)
    combineHolds(task, graph.tasks[i], [&](Hold &to, const Hold &from) {
      to.units = schedule.peak[from.resource];
      to.work += from.work;
      to.starts += from.starts;
    });
  return task;
}

Task ScheduleBuilder::makeRegion(Region &region) {
  Task task;
  for (Block &block : region)
    task = oneAfterAnother(std::move(task), makeBlock(block));
  return task;
}

Task ScheduleBuilder::makeCall(CallOp call) {
  Task task;
  task.seconds = task.minSeconds = costs.getSeconds(call);
  if (costs.needsProcessor(call))
    task.holds.push_back({0, 1, task.seconds, 1});
  if (const ToolInfo *tool = effects.getTool(call))
    for (ResourceOp limit : tool->limits)
      task.holds.push_back({getResource(limit), 1, task.seconds, 1});
  return task;
}

Task ScheduleBuilder::makeFunctionCall(func::CallOp call) {
  func::FuncOp callee = effects.getFunction(call.getCalleeAttr().getAttr());
  Task unknown;
  unknown.seconds = unknown.minSeconds = costs.getOptions().toolSeconds;
  if (!callee || callee.isExternal())
    return unknown;
  auto [entry, inserted] = functions.try_emplace(callee, unknown);
  if (!inserted)
    return entry->second;
  Task body = makeRegion(callee.getBody());
  return functions[callee] = body;
}

Task ScheduleBuilder::makeMap(MapOp map) {
  Task body = makeRegion(map.getBody());
  int64_t count = costs.getTripCount(map);
  int64_t width = std::min<int64_t>(map.getWidth().value_or(count), count);
  if (count == 0)
    return {};
  int64_t rounds = (count + width - 1) / width;
  Task task = repeat(body, count);
  task.seconds = body.seconds * rounds;
  task.minSeconds = body.minSeconds * rounds;
  for (Hold &hold : task.holds) {
    const ResourceLimit &limit = resources[hold.resource];
    hold.units *= width;
    if (limit.capacity) {
      hold.units = std::min(hold.units, limit.capacity);
      task.seconds = std::max(task.seconds, hold.work / limit.capacity);
    }
    if (limit.rate > 0)
      task.seconds = std::max(task.seconds, (hold.starts - 1) / limit.rate + body.seconds);
  }
  return task;
}

Task ScheduleBuilder::makeTask(Operation *op) {
  if (auto call = dyn_cast<CallOp>(op))
    return makeCall(call);
  if (auto call = dyn_cast<func::CallOp>(op))
    return makeFunctionCall(call);
  if (auto map = dyn_cast<MapOp>(op))
    return makeMap(map);
  Task task;
  if (op->getNumRegions() == 0) {
    task.seconds = task.minSeconds = costs.getSeconds(op);
    return task;
  }
  bool branches = isa<RegionBranchOpInterface>(op) && !isa<LoopLikeOpInterface>(op);
  for (Region &region : op->getRegions())
    task = branches ? oneOf(std::move(task), makeRegion(region))
                    : oneAfterAnother(std::move(task), makeRegion(region));
  if (isa<LoopLikeOpInterface>(op))
    task = repeat(std::move(task), costs.getTripCount(op));
  return task;
}
