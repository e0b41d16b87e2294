// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From operations to tasks; regions and callees become one task each.
#ifndef HOCKET_LIB_ANALYSIS_SCHEDULEBUILDER_H
#define HOCKET_LIB_ANALYSIS_SCHEDULEBUILDER_H

#include "hocket/Analysis/CostModel.h"
#include "hocket/Analysis/DependenceGraph.h"
#include "hocket/Analysis/TaskGraph.h"

namespace mlir::hocket::analysis {

class ScheduleBuilder {
public:
  ScheduleBuilder(EffectAnalysis &effects, CostModel &costs);

  /// The graph of a block: its annotations in a function that is marked
  /// `hocket.parallel`, else what the effects demand.
  DependenceGraph getGraph(Block &block);
  /// One task for each node.
  TaskGraph build(const DependenceGraph &graph);
  CostModel &getCosts() { return costs; }

private:
  Task makeTask(Operation *op);
  Task makeCall(CallOp call);
  Task makeFunctionCall(func::CallOp call);
  Task makeMap(MapOp map);
  /// Runs a block once, as one task.
  Task makeBlock(Block &block);
  Task makeRegion(Region &region);
  unsigned getResource(ResourceOp op);

  EffectAnalysis &effects;
  CostModel &costs;
  std::vector<ResourceLimit> resources;
  DenseMap<Operation *, unsigned> resourceIndex;
  /// Estimates of functions; while one is made, what a recursive call takes.
  DenseMap<Operation *, Task> functions;
};

} // namespace mlir::hocket::analysis

#endif // HOCKET_LIB_ANALYSIS_SCHEDULEBUILDER_H
