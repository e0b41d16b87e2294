// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all nodes with regions share: starting instances, taking their yields,
// cancelling them.
#include "exec/region_task.h"

namespace hocket {

NodeCell *RegionTask::start(Context &context, Frame &frame, uint32_t node,
                            uint64_t startNs) {
  std::unique_ptr<RegionTask> task;
  switch (frame.nodes[node].kind) {
  case NodeKind::If:
    task = makeBranch(frame, node, startNs);
    break;
  case NodeKind::For:
    task = makeForLoop(frame, node, startNs);
    break;
  case NodeKind::While:
    task = makeWhileLoop(frame, node, startNs);
    break;
  default:
    task = makeMap(frame, node, startNs);
  }
  Next next = task->begin();
  if (next.what == Next::What::Start && !frame.add(*task))
    // Cut meanwhile; what it is completed with does not count.
    return frame.run.complete(context, frame, node, startNs, Value());
  if (next.what != Next::What::Start)
    return task.release()->finish(context, std::move(next));
  task->registered = true;
  return task.release()->go(context, std::move(next));
}

RegionTask::Item RegionTask::operand(uint32_t index) {
  Operand operand = parent.plan.operandsOf(description)[index];
  if (auto absence = parent.absenceOf(operand))
    return {Value(), absence};
  return {parent.valueOf(operand), std::nullopt};
}

void RegionTask::appendOperands(Items &items, uint32_t first) {
  for (uint32_t i = first; i < description.operands.size; ++i)
    items.push_back(operand(i));
}

RegionTask::Next RegionTask::startNext(uint32_t region, uint32_t ordinal,
                                       Items arguments) {
  Next next;
  next.what = Next::What::Start;
  next.region = region;
  next.ordinal = ordinal;
  next.arguments = std::move(arguments);
  return next;
}

RegionTask::Next RegionTask::finishNext(Items results) {
  Next next;
  next.what = Next::What::Finish;
  next.results = std::move(results);
  return next;
}

RegionTask::Next RegionTask::failNext(Status failure) {
  Next next;
  next.what = Next::What::Fail;
  next.failure = std::move(failure);
  return next;
}

Frame *RegionTask::addChild(Next &next) {
  const Region &region =
      parent.plan.regions[description.regions.begin + next.region];
  Frame *child = Frame::create(parent.run, region, this, next.ordinal);
  for (uint32_t i = 0; i < region.numArgs; ++i) {
    Item &argument = next.arguments[i];
    if (argument.absence)
      child->setAbsent(i, *argument.absence);
    else
      child->slot(i) = std::move(argument.value);
  }
  std::lock_guard lock(mutex);
  child->nextSibling = firstChild;
  if (firstChild)
    firstChild->previousSibling = child;
  firstChild = child;
  if (cancelled) {
    std::vector<std::shared_ptr<CallTask>> none; // nothing runs in it yet
    child->cut(0, none);
  }
  return child;
}

void RegionTask::removeChild(Frame &child) {
  (child.previousSibling ? child.previousSibling->nextSibling : firstChild) =
      child.nextSibling;
  if (child.nextSibling)
    child.nextSibling->previousSibling = child.previousSibling;
}

RegionTask::Items RegionTask::takeYields(Frame &child) {
  Items items;
  for (Operand yield : child.plan.yieldsOf(child.region)) {
    if (auto absence = child.absenceOf(yield))
      items.push_back({Value(), absence});
    else
      items.push_back({child.valueOf(yield), std::nullopt});
  }
  return items;
}

RegionTask::Next RegionTask::childEnded(Frame &child) {
  auto region = uint32_t(&child.region - parent.plan.regions.data());
  Ending ending{region - description.regions.begin, child.ordinal,
                child.outcome(), child.ended()};
  Items yields = takeYields(child);
  Next next;
  std::vector<std::shared_ptr<CallTask>> running;
  std::shared_ptr<Run> run;
  {
    std::lock_guard lock(mutex);
    removeChild(child);
  }
  // Before the instance counts as ended: after that, others may end the node,
  // the run and the plan, which the frame refers to.
  Frame::destroy(&child);
  {
    std::lock_guard lock(mutex);
    next = ended(ending, std::move(yields));
    if (next.cutLater) {
      // Unlocked, others may end the node and the run.
      run = parent.run.shared_from_this();
      for (Frame *other = firstChild; other; other = other->nextSibling)
        if (other->ordinal > ending.ordinal)
          other->cut(0, running);
    }
  }
  if (run)
    run->cancelCut(running, false);
  return next;
}

NodeCell *RegionTask::frameDone(Context &context, Frame &child) {
  Next next = childEnded(child);
  // Others are under way; they may have ended the node meanwhile.
  if (next.what == Next::What::Wait)
    return nullptr;
  return go(context, std::move(next));
}

/// Starts what is to be started. Before the last instance is, all others are
/// accounted for: once it runs, this may be gone.
NodeCell *RegionTask::go(Context &context, Next first) {
  Run &run = parent.run;
  std::vector<Next> todo;
  todo.push_back(std::move(first));
  bool pushed = false;
  while (!todo.empty()) {
    Next next = std::move(todo.back());
    todo.pop_back();
    if (next.what == Next::What::Wait)
      continue;
    if (next.what != Next::What::Start)
      return finish(context, std::move(next));
    {
      std::lock_guard lock(mutex);
      if (auto following = another())
        todo.push_back(std::move(*following));
    }
    Frame *child = addChild(next);
    if (child->region.nodes.size == 0) {
      // Without a detour through the frame's end, which would recurse.
      todo.push_back(childEnded(*child));
      continue;
    }
    bool last = todo.empty();
    NodeCell *cell = run.startFrame(context, *child);
    if (last) {
      if (pushed)
        context.flush();
      return cell;
    }
    if (cell) {
      context.push(Work(cell), Frame::of(cell).nodes[cell->index].priority);
      pushed = true;
    }
  }
  if (pushed)
    context.flush();
  return nullptr;
}

NodeCell *RegionTask::finish(Context &context, Next next) {
  std::unique_ptr<RegionTask> self(this);
  if (registered)
    parent.remove(*this);
  if (next.what == Next::What::Fail)
    return parent.run.complete(context, parent, node, startNs,
                               std::move(next.failure));
  std::vector<Value> results;
  std::vector<std::optional<Absence>> absences;
  for (Item &item : next.results) {
    results.push_back(std::move(item.value));
    absences.push_back(std::move(item.absence));
  }
  return parent.run.completeMany(context, parent, node, startNs,
                                 std::move(results), absences);
}

void RegionTask::cut(std::vector<std::shared_ptr<CallTask>> &running) {
  std::lock_guard lock(mutex);
  cancelled = true;
  for (Frame *child = firstChild; child; child = child->nextSibling)
    child->cut(0, running);
}

} // namespace hocket
