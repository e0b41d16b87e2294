// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls with a journal: what an earlier process recorded is taken from there,
// and what happens now is recorded before the program goes on.
//
// A node that waits for a commit has begun and not ended, so its frame and its
// run stay.
#include "exec/call_task.h"
#include "exec/region_task.h"
#include "exec/run.h"
#include "journal/digest.h"

namespace hocket {

namespace {
/// Goes on with a node on a worker.
class Continuation final : public Job {
public:
  using Step = std::function<NodeCell *(Context &)>;
  explicit Continuation(Step step) : step(std::move(step)) {}
  void run(Context &context) override {
    // Nothing of this is needed any more, and the thread may be given up.
    Step taken = std::move(step);
    delete this;
    NodeCell *cell = taken(context);
    while (cell)
      cell = Frame::of(cell).run.step(context, cell);
  }

private:
  Step step;
};
} // namespace

static void goOn(Session &session, Continuation *job, double priority) {
  // Once a worker has it, the run may end, and everything that needs the session.
  std::shared_ptr<Session> keep = session.shared_from_this();
  keep->instance->workers.inject(Work(static_cast<Job *>(job)), priority);
}

/// "5/0.3/2": node 2 in instance 3 of region 0 of node 5 of the program.
static std::string instanceKey(const Frame &frame, uint32_t index) {
  std::string key = std::to_string(index);
  for (const Frame *inner = &frame; inner->owner;
       inner = &inner->owner->parentFrame()) {
    const Frame &outer = inner->owner->parentFrame();
    uint32_t node = inner->owner->node;
    auto region = uint32_t(&inner->region - inner->plan.regions.data()) -
                  outer.nodes[node].regions.begin;
    key = std::to_string(node) + "/" + std::to_string(region) + "." +
          std::to_string(inner->ordinal) + "/" + key;
  }
  return key;
}

std::string Run::idempotencyKey(const Frame &frame, uint32_t index) const {
  return options.journal->idempotencyKey(instanceKey(frame, index));
}

/// Calls that are made anew whenever the run goes on.
static bool isRepeated(const Plan &plan, const Node &node) {
  return node.kind == NodeKind::Call &&
         plan.tools[plan.calls[node.payload].tool].pure;
}

CallRecord Run::describeCall(Frame &frame, uint32_t index,
                             Value arguments) const {
  const Node &node = frame.nodes[index];
  CallRecord call;
  call.key = instanceKey(frame, index);
  call.label = plan->labelOf(node);
  call.tool = "approve";
  const Location &where = plan->locations[node.location];
  if (where.line != 0)
    call.location = std::string(where.file.str()) + ":" +
                    std::to_string(where.line) + ":" +
                    std::to_string(where.column);
  if (node.kind == NodeKind::Call) {
    const CallInfo &info = plan->calls[node.payload];
    const ToolInfo &tool = plan->tools[info.tool];
    call.tool = tool.name;
    call.writes = tool.writes;
    call.idempotent = info.policy.idempotent;
  }
  call.arguments = std::move(arguments);
  return call;
}

bool Run::isReplayed(Frame &frame, uint32_t index) const {
  const Node &node = frame.nodes[index];
  if (node.kind != NodeKind::Call && node.kind != NodeKind::Approve)
    return false;
  const RecordedCall *recorded =
      options.journal->find(instanceKey(frame, index));
  return recorded && recorded->finished;
}

std::optional<NodeCell *> Run::consultJournal(Context &context, Frame &frame,
                                              uint32_t index, uint64_t startNs,
                                              const Value &arguments) {
  RunJournal &journal = *options.journal;
  const Node &node = frame.nodes[index];
  if (isRepeated(*plan, node))
    return std::nullopt;
  CallRecord call = describeCall(frame, index, arguments);
  if (const RecordedCall *recorded = journal.find(call.key)) {
    if (recorded->argumentsHash != sha256(arguments.toJson())) {
      Status failure(HOCKET_INVALID_ARGUMENT,
                     "the call of '" + call.tool +
                         "' has other arguments than in the journal: the run "
                         "is not the same again, for instance because a tool "
                         "that is declared pure is not");
      if (!recorded->arguments.empty())
        failure = std::move(failure).note("recorded: " +
                                          recorded->arguments.substr(0, 500));
      abort(located(node, failure));
      return complete(context, frame, index, startNs, std::move(failure));
    }
    if (recorded->finished) {
      emit(HOCKET_EVENT_STARTED, frame, index);
      return complete(context, frame, index, startNs, recorded->result());
    }
    if (!call.idempotent &&
        journal.ambiguousCalls() == AmbiguousCalls::Skip) {
      emit(HOCKET_EVENT_STARTED, frame, index);
      return recordOutcome(
          context, frame, index, startNs,
          Status(HOCKET_TOOL_ERROR,
                 "the run was interrupted in this call of '" + call.tool +
                     "', which may have happened, and it was skipped"));
    }
  } else if (journal.isOver()) {
    return complete(context, frame, index, startNs,
                    Status(HOCKET_CANCELLED,
                           "it was cut off when the run was carried out"));
  }
  if (!call.writes)
    return std::nullopt;
  journal.intend(
      std::move(call), [this, &frame, index, startNs](Status status) {
        auto *job = new Continuation([=, this, &frame](Context &context) {
          if (!status.ok()) {
            abort(status);
            return complete(context, frame, index, startNs, status);
          }
          if (frame.isCut(index))
            return skipCall(context, frame, index, startNs);
          return issue(context, frame, index, startNs,
                       argumentsOf(frame, frame.nodes[index]));
        });
        goOn(*session, job, frame.nodes[index].priority);
      });
  return nullptr;
}

NodeCell *Run::recordOutcome(Context &context, Frame &frame, uint32_t index,
                             uint64_t startNs, Result<Value> result) {
  RunJournal &journal = *options.journal;
  const Node &node = frame.nodes[index];
  // Whoever cut it off does not know how much of it has happened.
  bool unknown = !result.ok() && result.status().code() == HOCKET_CANCELLED &&
                 frame.isCut(index);
  if (unknown || isRepeated(*plan, node))
    return complete(context, frame, index, startNs, std::move(result));
  if (result.ok() && result->depth() > Value::maxDepth)
    result = Status(HOCKET_RESOURCE_EXHAUSTED,
                    "the value is nested deeper than " +
                        std::to_string(Value::maxDepth));
  else if (result.ok() && result->jsonSize() > Value::maxTextSize)
    result = Status(HOCKET_RESOURCE_EXHAUSTED,
                    "the result exceeds the 256 MiB that a journal takes");
  journal.finish(
      describeCall(frame, index, argumentsOf(frame, node)), result,
      [this, &frame, index, startNs, result](Status status) {
        auto *job = new Continuation([=, this, &frame](Context &context) {
          if (!status.ok())
            abort(status);
          return complete(context, frame, index, startNs,
                          status.ok() ? result : Result<Value>(status));
        });
        goOn(*session, job, frame.nodes[index].priority);
      });
  return nullptr;
}

NodeCell *Run::skipCall(Context &context, Frame &frame, uint32_t index,
                        uint64_t startNs) {
  const Node &node = frame.nodes[index];
  if (options.journal && node.kind == NodeKind::Call &&
      plan->tools[plan->calls[node.payload].tool].writes)
    options.journal->withdraw(instanceKey(frame, index));
  return skip(context, frame, index, startNs);
}

void Run::abort(Status failure) {
  {
    std::lock_guard lock(mutex);
    if (journalFailure.ok())
      journalFailure = std::move(failure);
  }
  stop(Stop::Journal);
}

/// The run has ended, and nobody is told before that is recorded.
void Run::recordEnd() {
  RunState state = RunState::Interrupted;
  std::string error;
  {
    std::lock_guard lock(mutex);
    finalStatus = finalOutcome();
    outcomeKnown = true;
    if (stopReason == Stop::None || stopReason == Stop::FailFast) {
      state = finalStatus.ok() ? RunState::Succeeded : RunState::Failed;
      error = finalStatus.toString();
    }
  }
  if (options.journal->isOver()) {
    options.journal->release();
    return finish();
  }
  options.journal->end(
      state, finalStatus.ok() ? std::string() : error, [this](Status status) {
        auto *job = new Continuation([=, this](Context &) -> NodeCell * {
          {
            std::lock_guard lock(mutex);
            if (!status.ok() && journalFailure.ok())
              journalFailure = status;
          }
          finish();
          return nullptr;
        });
        goOn(*session, job, 0);
      });
}

} // namespace hocket
