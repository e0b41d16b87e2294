// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CALL and APPROVE nodes: from operands to an invocation.
#include "exec/call_task.h"
#include "exec/run.h"

namespace hocket {

static Value callArguments(Frame &frame, const Node &node,
                           const CallInfo &info) {
  if (info.constantArguments.isObject())
    return info.constantArguments;
  std::span<const Operand> operands = frame.plan.operandsOf(node);
  const std::string *names = frame.plan.tools[info.tool].parameters.data();
  Value::Object members;
  members.reserve(operands.size());
  for (size_t i = 0; i < operands.size(); ++i)
    members.emplace_back(names[info.arguments[i]], frame.valueOf(operands[i]));
  return Value::object(std::move(members));
}

Value Run::argumentsOf(Frame &frame, const Node &node) const {
  if (node.kind == NodeKind::Call)
    return callArguments(frame, node, plan->calls[node.payload]);
  std::span<const Operand> operands = plan->operandsOf(node);
  Value::Object arguments;
  arguments.emplace_back("question", frame.valueOf(operands[0]));
  if (operands.size() == 2)
    arguments.emplace_back("subject", frame.valueOf(operands[1]));
  return Value::object(std::move(arguments));
}

/// Tools write their arguments as text.
static bool isTooLarge(const Value &arguments) {
  return arguments.jsonSize() > Value::maxTextSize;
}

static Status tooLarge() {
  return {HOCKET_RESOURCE_EXHAUSTED, "the arguments exceed 256 MiB"};
}

NodeCell *Run::call(Context &context, Frame &frame, uint32_t index,
                    uint64_t startNs) {
  const Node &node = frame.nodes[index];
  if (isVirtual()) {
    if (node.costNs == 0)
      emit(HOCKET_EVENT_STARTED, frame, index);
    return completeUnknown(context, frame, index, startNs);
  }
  Value arguments =
      callArguments(frame, node, plan->calls[node.payload]);
  if (isTooLarge(arguments)) [[unlikely]]
    return complete(context, frame, index, startNs, tooLarge());
  if (options.journal) [[unlikely]]
    if (auto next = consultJournal(context, frame, index, startNs, arguments))
      return *next;
  return issue(context, frame, index, startNs, std::move(arguments));
}

NodeCell *Run::issue(Context &context, Frame &frame, uint32_t index,
                     uint64_t startNs, Value arguments) {
  const Node &node = frame.nodes[index];
  const CallInfo &info = plan->calls[node.payload];
  const std::string &name = plan->tools[info.tool].name;
  Tool &tool = session->tool(info.tool);
  if (options.onEvent)
    emit(HOCKET_EVENT_STARTED, frame, index);
  bool computes = tool.kind() == Tool::Kind::Compute;
  if (computes) {
    // In real time, nodes are performed by workers only.
    bool retries = info.policy.retries != 0;
    auto result = runCompute(static_cast<Worker &>(context), frame, index, tool,
                             name, retries ? arguments : std::move(arguments),
                             info.policy, startNs, nullptr);
    if (!result)
      return nullptr;
    if (result->ok() || !CallTask::mayRetry(info.policy, 1, result->status()))
      return completeCall(context, frame, index, startNs, *std::move(result));
    std::make_shared<CallTask>(frame, index, tool, name, std::move(arguments),
                               info.policy, startNs)
        ->retryAfter(result->status());
    return nullptr;
  }
  std::make_shared<CallTask>(frame, index, tool, name, std::move(arguments),
                             info.policy, startNs)
      ->start();
  return nullptr;
}

/// The result as its tool's declared type. Whoever takes it relies on that.
static Result<Value> checkResult(const Plan &plan, const Node &node,
                                 const Value &result) {
  const ToolInfo &tool = plan.tools[plan.calls[node.payload].tool];
  Result<Value> checked = plan.types[tool.resultType].apply(result);
  if (checked)
    return checked;
  return Status(checked.status().code(),
                "tool '" + tool.name +
                    "' returned a value that does not fit its declared type: " +
                    std::string(checked.status().message()));
}

NodeCell *Run::completeCall(Context &context, Frame &frame, uint32_t index,
                            uint64_t startNs, Result<Value> &&result) {
  const Node &node = frame.nodes[index];
  if (node.typed && result.ok())
    result = checkResult(*plan, node, *result);
  if (options.journal) [[unlikely]]
    return recordOutcome(context, frame, index, startNs, std::move(result));
  return complete(context, frame, index, startNs, std::move(result));
}

void Run::computeAbandoned(Frame &frame, uint32_t index, uint64_t startNs) {
  const Node &node = frame.nodes[index];
  const CallInfo &info = plan->calls[node.payload];
  const ToolInfo &tool = plan->tools[info.tool];
  Status failure = timeoutStatus(tool.name, info.policy.timeoutNs);
  if (CallTask::mayRetry(info.policy, 1, failure) && !frame.isCut(index)) {
    std::make_shared<CallTask>(frame, index, session->tool(info.tool),
                               tool.name, callArguments(frame, node, info),
                               info.policy, startNs)
        ->retryAfter(std::move(failure));
    return;
  }
  ForeignContext context(session->instance->workers);
  context.pushNext(
      completeCall(context, frame, index, startNs, std::move(failure)));
}

NodeCell *Run::approve(Context &context, Frame &frame, uint32_t index,
                       uint64_t startNs) {
  const Node &node = frame.nodes[index];
  if (isVirtual()) {
    if (node.costNs == 0)
      emit(HOCKET_EVENT_STARTED, frame, index);
    return complete(context, frame, index, startNs, Value::boolean(true));
  }
  Value asked = argumentsOf(frame, node);
  if (isTooLarge(asked))
    return complete(context, frame, index, startNs, tooLarge());
  if (options.journal) [[unlikely]]
    if (auto next = consultJournal(context, frame, index, startNs, asked))
      return *next;
  emit(HOCKET_EVENT_STARTED, frame, index);
  std::make_shared<CallTask>(frame, index, session->approval(), "approve",
                             std::move(asked), Policy(), startNs)
      ->start();
  return nullptr;
}

} // namespace hocket
