// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A node of a plan: its kind's own fields. Nodes with regions:
// read_control.cpp.
#include "plan/plan_reader.h"

#include <algorithm>
#include <cmath>

namespace hocket {

/// A node of this cost or more is worth a place in the shared queue, whose lock
/// costs a small part of a microsecond.
static constexpr double heavySeconds = 50e-6;

static Status bad(std::string problem) {
  return {HOCKET_CORRUPT, std::move(problem)};
}

static std::string ofTotal(const char *what, uint64_t index, uint64_t total) {
  return std::string(what) + " " + std::to_string(index) + " of " +
         std::to_string(total);
}

static std::string bounds(uint32_t least, uint32_t most) {
  std::string text = std::to_string(least);
  if (most == UINT32_MAX)
    return text + " or more";
  return most == least ? text : text + " to " + std::to_string(most);
}

Status PlanReader::checkOperandCount(const plan::v1::Node &from, uint32_t least,
                                     uint32_t most) const {
  uint32_t count = uint32_t(from.operands_size());
  if (count >= least && count <= most)
    return {};
  return bad("expected " + bounds(least, most) + " operands, found " +
             std::to_string(count));
}

Status PlanReader::checkResults(const plan::v1::Node &from, uint32_t least,
                                uint32_t most) const {
  if (from.num_results() >= least && from.num_results() <= most)
    return {};
  return bad("expected " + bounds(least, most) + " results, found " +
             std::to_string(from.num_results()));
}

/// Made once, not for every call. Operands are checked later, by region.
Value PlanReader::constantArguments(const Node &node, const CallInfo &info) {
  std::span<const Operand> operands = out.operandsOf(node);
  const std::vector<std::string> &names = out.tools[info.tool].parameters;
  // Every such object has copies of the names: a small file with long names
  // must not fill the memory.
  constexpr size_t mostBytes = size_t(1) << 24;
  size_t bytes = constantBytes;
  for (size_t i = 0; i < operands.size(); ++i) {
    bytes += names[info.arguments[i]].size();
    if (!operands[i].isConstant() ||
        operands[i].index() >= out.constants.size() || bytes > mostBytes)
      return Value();
  }
  constantBytes = bytes;
  Value::Object members;
  for (size_t i = 0; i < operands.size(); ++i)
    members.emplace_back(names[info.arguments[i]],
                         out.constants[operands[i].index()]);
  return Value::object(std::move(members));
}

Status PlanReader::readCall(const plan::v1::Node &from, Node &node) {
  const plan::v1::Call &call = from.call();
  if (call.tool() >= out.tools.size())
    return bad(ofTotal("tool", call.tool(), out.tools.size()));
  const ToolInfo &tool = out.tools[call.tool()];
  if (call.arguments_size() != from.operands_size())
    return bad("expected " + std::to_string(from.operands_size()) +
               " arguments, one per operand, found " +
               std::to_string(call.arguments_size()));
  CallInfo info;
  info.tool = call.tool();
  info.policy = call.has_policy() ? readPolicy(call.policy()) : tool.policy;
  std::vector<bool> given(tool.parameters.size(), false);
  for (uint32_t argument : call.arguments()) {
    if (argument >= tool.parameters.size())
      return bad(ofTotal("parameter", argument, tool.parameters.size()));
    if (given[argument])
      return bad("two arguments for parameter '" + tool.parameters[argument] +
                 "'");
    given[argument] = true;
    info.arguments.push_back(argument);
  }
  info.constantArguments = constantArguments(node, info);
  node.typed = tool.resultType != anyType;
  node.payload = uint32_t(out.calls.size());
  out.calls.push_back(std::move(info));
  return checkResults(from, 0, 1);
}

Status PlanReader::readFormat(const plan::v1::Node &from, Node &node) {
  if (from.text() >= uint32_t(in.strings_size()))
    return bad(ofTotal("string", from.text(), size_t(in.strings_size())));
  // Nodes of one text share its template.
  auto [known, isNew] = templates.try_emplace(from.text(), 0);
  if (isNew) {
    Result<TextTemplate> text = TextTemplate::parse(out.strings[from.text()]);
    if (!text)
      return text.status();
    known->second = uint32_t(out.templates.size());
    out.templates.push_back(*std::move(text));
  }
  node.payload = known->second;
  HOCKET_RETURN_IF_ERROR(
      out.templates[node.payload].check(size_t(from.operands_size())));
  return checkResults(from, 1, 1);
}

Status PlanReader::readRecord(const plan::v1::Node &from, Node &node) {
  if (from.names_size() != from.operands_size())
    return bad("expected " + std::to_string(from.operands_size()) +
               " names, one per operand, found " +
               std::to_string(from.names_size()));
  node.names = {uint32_t(out.names.size()), uint32_t(from.names_size())};
  for (uint32_t name : from.names()) {
    if (name >= uint32_t(in.strings_size()))
      return bad(ofTotal("string", name, size_t(in.strings_size())));
    out.names.push_back(name);
  }
  return checkResults(from, 1, 1);
}

Status PlanReader::readPath(const plan::v1::Node &from, Node &node) {
  node.names = {uint32_t(out.path.size()), uint32_t(from.path_size())};
  for (const plan::v1::PathStep &step : from.path()) {
    switch (step.step_case()) {
    case plan::v1::PathStep::kField:
      if (step.field() >= uint32_t(in.strings_size()))
        return bad(ofTotal("string", step.field(), size_t(in.strings_size())));
      out.path.push_back({true, step.field(), 0});
      break;
    case plan::v1::PathStep::kIndex:
      out.path.push_back({false, 0, step.index()});
      break;
    default:
      return {HOCKET_INCOMPATIBLE, "unknown kind of path step"};
    }
  }
  HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 1, 2));
  return checkResults(from, 1, 1);
}

Status PlanReader::readCast(const plan::v1::Node &from, Node &node) {
  Result<CastType> type = CastType::parse(from.type());
  if (!type)
    return bad("type: " + std::string(type.status().message()));
  node.payload = uint32_t(out.types.size());
  out.types.push_back(*std::move(type));
  HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 1, 1));
  return checkResults(from, 1, 1);
}

Status PlanReader::readAcquires(const plan::v1::Node &from, Node &node) {
  node.acquires = {uint32_t(out.acquires.size()),
                   uint32_t(from.acquires_size())};
  for (const plan::v1::Acquire &acquire : from.acquires()) {
    if (acquire.resource() >= out.resources.size())
      return bad(ofTotal("resource", acquire.resource(), out.resources.size()));
    const Resource &resource = out.resources[acquire.resource()];
    if (acquire.units() == 0)
      return bad("expected one or more units of resource '" + resource.name +
                 "', found 0");
    if (resource.capacity != 0 && acquire.units() > resource.capacity)
      return bad(std::to_string(acquire.units()) + " units of resource '" +
                 resource.name + "', whose capacity is " +
                 std::to_string(resource.capacity));
    out.acquires.push_back({acquire.resource(), acquire.units()});
  }
  auto begin = out.acquires.begin() + node.acquires.begin;
  std::sort(begin, out.acquires.end(),
            [](Acquire a, Acquire b) { return a.resource < b.resource; });
  for (auto it = begin; it != out.acquires.end(); ++it)
    if (it != begin && it[-1].resource == it->resource)
      return bad("resource '" + out.resources[it->resource].name +
                 "' is acquired twice");
  return {};
}

Status PlanReader::readBody(const plan::v1::Node &from, Node &node) {
  constexpr uint32_t any = UINT32_MAX;
  switch (node.kind) {
  case NodeKind::Call:
    return readCall(from, node);
  case NodeKind::Apply: {
    if (!plan::v1::Builtin_IsValid(from.builtin()) || from.builtin() == 0)
      return {HOCKET_INCOMPATIBLE,
              "unknown built-in " + std::to_string(from.builtin())};
    node.builtin = static_cast<Builtin>(from.builtin());
    const BuiltinInfo &info = builtinInfo(node.builtin);
    HOCKET_RETURN_IF_ERROR(
        checkOperandCount(from, info.minOperands, info.maxOperands));
    return checkResults(from, 1, 1);
  }
  case NodeKind::Format:
    return readFormat(from, node);
  case NodeKind::Record:
    return readRecord(from, node);
  case NodeKind::List:
    return checkResults(from, 1, 1);
  case NodeKind::Get:
    return readPath(from, node);
  case NodeKind::Cast:
    return readCast(from, node);
  case NodeKind::Approve:
    HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 1, 2));
    return checkResults(from, 0, 1);
  case NodeKind::Map:
    return readMap(from, node);
  case NodeKind::If:
    return readIf(from);
  case NodeKind::For:
    return readFor(from, node);
  case NodeKind::While:
    return readWhile(from, node);
  case NodeKind::Nop:
    HOCKET_RETURN_IF_ERROR(checkOperandCount(from, 0, any));
    return checkResults(from, 0, 0);
  }
  return {};
}

Status PlanReader::readNode(const plan::v1::Node &from, Node &node) {
  if (!plan::v1::NodeKind_IsValid(from.kind()) || from.kind() == 0)
    return {HOCKET_INCOMPATIBLE,
            "unknown node kind " + std::to_string(from.kind())};
  if (!plan::v1::Queue_IsValid(from.queue()))
    return {HOCKET_INCOMPATIBLE,
            "unknown queue " + std::to_string(from.queue())};
  if (!std::isfinite(from.priority()))
    return bad("expected a finite priority");
  constexpr double maxSeconds = 1e9; // 31 years; sums stay within 64 bits of ns
  if (!(from.cost_s() >= 0 && from.cost_s() <= maxSeconds))
    return bad("expected a cost from 0 to 1e9 seconds");
  if (from.location() >= out.locations.size())
    return bad(ofTotal("location", from.location(), out.locations.size()));
  node.kind = static_cast<NodeKind>(from.kind());
  node.queue = static_cast<Queue>(from.queue());
  node.ordered = from.ordered();
  node.early = from.early();
  node.typed = false;
  node.heavy = node.queue == Queue::Cpu && from.cost_s() >= heavySeconds;
  // What a node without results says of them means nothing.
  node.firstResult = from.num_results() ? from.first_result() : 0;
  node.numResults = from.num_results();
  node.location = from.location();
  node.priority = from.priority();
  node.costNs = uint64_t(std::llround(from.cost_s() * 1e9));
  if (!from.label().empty()) {
    node.label = uint32_t(out.strings.size());
    out.strings.push_back(from.label());
  }
  node.operands = {uint32_t(out.operands.size()),
                   uint32_t(from.operands_size())};
  for (uint32_t operand : from.operands())
    out.operands.emplace_back(operand);
  bool ownsRegions = node.kind == NodeKind::Map || node.kind == NodeKind::If ||
                     node.kind == NodeKind::For || node.kind == NodeKind::While;
  if (!ownsRegions && from.regions_size() != 0)
    return bad("expected no regions, found " +
               std::to_string(from.regions_size()));
  // What its regions acquire might be what it holds: they would wait for ever.
  if (ownsRegions && from.acquires_size() != 0)
    return bad("expected no acquired resources of a node with regions, found " +
               std::to_string(from.acquires_size()));
  HOCKET_RETURN_IF_ERROR(readBody(from, node));
  return readAcquires(from, node);
}

} // namespace hocket
