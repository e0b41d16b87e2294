// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading and setting the order of tasks.
#include "hocket/Dialect/Plan/Transforms/Order.h"

#include "hocket/Analysis/TransitiveReduction.h"

#include "llvm/ADT/TypeSwitch.h"

#include <algorithm>
#include <iterator>

namespace mlir::hocket::plan {

static void sortUnique(SmallVectorImpl<unsigned> &list) {
  llvm::sort(list);
  list.erase(llvm::unique(list), list.end());
}

TaskGraph::TaskGraph(Block &block) {
  for (Operation &op : block) {
    auto task = dyn_cast<TaskOpInterface>(op);
    if (!task)
      continue;
    SmallVector<unsigned, 2> &inputs = data.emplace_back();
    for (Value operand : task.getValueOperands())
      if (Operation *producer = operand.getDefiningOp(); producer && index.contains(producer))
        inputs.push_back(index.lookup(producer));
    sortUnique(inputs);
    order.emplace_back();
    index[&op] = tasks.size();
    tasks.push_back(task);
    for (Value token : task.getAfter())
      if (Operation *producer = token.getDefiningOp(); producer && index.contains(producer))
        addOrderEdge(producer, &op);
    sortUnique(order.back());
  }
}

void TaskGraph::addOrderEdge(Operation *from, Operation *to) {
  unsigned source = index.lookup(from), target = index.lookup(to);
  assert(source < target && "tasks wait for earlier ones");
  if (!llvm::is_contained(data[target], source))
    order[target].push_back(source);
}

void TaskGraph::reduce() {
  std::vector<unsigned> offsets{0}, preds;
  for (auto [taken, waited] : llvm::zip(data, order)) {
    sortUnique(waited);
    // A task is in one of the lists at most.
    std::merge(taken.begin(), taken.end(), waited.begin(), waited.end(), std::back_inserter(preds));
    offsets.push_back(preds.size());
  }
  std::vector<bool> keep = analysis::reduceTransitively({offsets, preds});
  for (auto [target, waited] : llvm::enumerate(order)) {
    ArrayRef<unsigned> all = ArrayRef(preds).slice(offsets[target], offsets[target + 1] - offsets[target]);
    llvm::erase_if(waited, [&, first = offsets[target]](unsigned source) {
      return !keep[first + (llvm::lower_bound(all, source) - all.begin())];
    });
  }
}

/// Sets the numbers of results of the tasks that can have several values.
static void setResultSegments(Operation *op, unsigned numValues, bool token) {
  llvm::TypeSwitch<Operation *>(op).Case<IfOp, ForOp, WhileOp>([&](auto control) {
    control.getProperties().resultSegmentSizes = {static_cast<int32_t>(numValues), token ? 1 : 0};
  });
}

/// A copy of the task with or without a token; the task itself is erased.
static TaskOpInterface rebuild(TaskOpInterface task, bool token) {
  Operation *old = task;
  SmallVector<Type> types(task.getValueResults().getTypes());
  unsigned numValues = types.size();
  if (token)
    types.push_back(TokenType::get(old->getContext()));
  Operation *copy = Operation::create(old->getLoc(), old->getName(), types, old->getOperands(),
                                      old->getDiscardableAttrDictionary(), old->getPropertiesStorage(),
                                      BlockRange(), old->getNumRegions());
  for (auto [from, to] : llvm::zip(old->getRegions(), copy->getRegions()))
    to.takeBody(from);
  setResultSegments(copy, numValues, token);
  old->getBlock()->getOperations().insert(old->getIterator(), copy);
  for (unsigned i = 0; i < numValues; ++i)
    old->getResult(i).replaceAllUsesWith(copy->getResult(i));
  old->erase();
  return cast<TaskOpInterface>(copy);
}

void setOrder(TaskGraph &graph) {
  std::vector<bool> awaited(graph.tasks.size());
  for (const auto &list : graph.order)
    for (unsigned source : list)
      awaited[source] = true;
  for (TaskOpInterface task : graph.tasks)
    task.getAfterMutable().clear();
  SmallVector<Value> tokens;
  for (auto [i, task] : llvm::enumerate(graph.tasks)) {
    if (awaited[i] != static_cast<bool>(task.getToken())) {
      task = rebuild(task, awaited[i]);
      graph.index.clear();
    }
    tokens.clear();
    for (unsigned source : graph.order[i])
      tokens.push_back(graph.tasks[source].getToken());
    task.getAfterMutable().assign(tokens);
  }
  if (graph.index.empty())
    for (auto [i, task] : llvm::enumerate(graph.tasks))
      graph.index[task] = i;
}

} // namespace mlir::hocket::plan
