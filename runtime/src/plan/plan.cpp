// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loaded plan.
#include "plan/plan.h"

namespace hocket {

std::string_view nodeKindName(NodeKind kind) {
  switch (kind) {
  case NodeKind::Call:
    return "call";
  case NodeKind::Apply:
    return "apply";
  case NodeKind::Format:
    return "format";
  case NodeKind::Record:
    return "record";
  case NodeKind::List:
    return "list";
  case NodeKind::Get:
    return "get";
  case NodeKind::Cast:
    return "cast";
  case NodeKind::Approve:
    return "approve";
  case NodeKind::Map:
    return "map";
  case NodeKind::If:
    return "if";
  case NodeKind::For:
    return "for";
  case NodeKind::While:
    return "while";
  case NodeKind::Nop:
    return "nop";
  }
  return "unknown";
}

const Program *Plan::findProgram(std::string_view name) const {
  if (name.empty())
    return &programs.front();
  for (const Program &program : programs)
    if (program.name == name)
      return &program;
  return nullptr;
}

Status Plan::noProgram(std::string_view name) const {
  std::string message = "the plan has no program '" + std::string(name) + "'; it has";
  for (const Program &program : programs)
    message += (&program == &programs.front() ? " '" : ", '") + program.name + "'";
  return Status(HOCKET_NOT_FOUND, std::move(message));
}

std::string_view Plan::labelOf(const Node &node) const {
  if (node.label != Node::noLabel)
    return strings[node.label];
  if (node.kind == NodeKind::Call)
    return tools[calls[node.payload].tool].name;
  if (node.kind == NodeKind::Apply)
    return builtinInfo(node.builtin).name;
  return nodeKindName(node.kind);
}

} // namespace hocket
