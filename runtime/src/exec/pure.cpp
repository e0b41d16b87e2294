// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The nodes that only compute a value from values.
#include "exec/pure.h"

#include "apply/apply.h"
#include "apply/poll.h"

#include <array>
#include <new>

namespace hocket {

static Result<Value> apply(Frame &frame, const Node &node) {
  std::span<const Operand> operands = frame.plan.operandsOf(node);
  std::array<const Value *, 4> few;
  std::vector<const Value *> many;
  const Value **inputs = few.data();
  if (operands.size() > few.size()) {
    many.resize(operands.size());
    inputs = many.data();
  }
  for (size_t i = 0; i < operands.size(); ++i)
    inputs[i] = &frame.valueOf(operands[i]);
  if (node.builtin != Builtin::Sorted && node.builtin != Builtin::Unique)
    return applyBuiltin(node.builtin, {inputs, operands.size()});
  // These may take seconds. The run may end before.
  struct Place {
    Frame &frame;
    uint32_t node;
  } place{frame, uint32_t(&node - frame.nodes)};
  PollScope scope(
      [](void *argument) {
        auto *place = static_cast<Place *>(argument);
        return place->frame.isCut(place->node);
      },
      &place);
  return applyBuiltin(node.builtin, {inputs, operands.size()});
}

static Result<Value> format(Frame &frame, const Node &node) {
  std::span<const Operand> operands = frame.plan.operandsOf(node);
  auto valueAt = [&](uint32_t i) -> const Value & {
    return frame.valueOf(operands[i]);
  };
  const TextTemplate &text = frame.plan.templates[node.payload];
  if (text.expectedSize(valueAt) > Value::maxTextSize)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "the text exceeds 256 MiB");
  return Value::string(text.fill(valueAt));
}

static Result<Value> record(Frame &frame, const Node &node) {
  std::span<const Operand> operands = frame.plan.operandsOf(node);
  const uint32_t *names = frame.plan.names.data() + node.names.begin;
  Value::Object members;
  members.reserve(operands.size());
  for (size_t i = 0; i < operands.size(); ++i)
    members.emplace_back(frame.plan.strings[names[i]],
                         frame.valueOf(operands[i]));
  return Value::object(std::move(members));
}

static Result<Value> list(Frame &frame, const Node &node) {
  Value::List elements;
  elements.reserve(node.operands.size);
  for (Operand operand : frame.plan.operandsOf(node))
    elements.push_back(frame.valueOf(operand));
  return Value::list(std::move(elements));
}

namespace {
/// Follows a path, and knows how far it got.
class PathWalk {
public:
  explicit PathWalk(const Value &base) : place(&base) {}
  Status field(const std::string &name);
  Status index(int64_t index);
  const Value &value() const { return *place; }

private:
  Status wrongKind(const char *expected) const {
    return {HOCKET_TYPE_ERROR, path + ": expected " + expected + ", found " +
                                   std::string(place->kindName())};
  }
  const Value *place;
  std::string path = "$";
};
} // namespace

Status PathWalk::field(const std::string &name) {
  if (!place->isObject())
    return wrongKind("a record");
  const Value *member = place->get(name);
  std::string step = "[" + Value::string(name).toJson() + "]";
  if (!member)
    return {HOCKET_NOT_FOUND,
            path + " has no member " + Value::string(name).toJson()};
  path += step;
  place = member;
  return {};
}

Status PathWalk::index(int64_t index) {
  if (!place->isList())
    return wrongKind("a list");
  auto size = int64_t(place->asList().size());
  int64_t offset = index < 0 ? index + size : index;
  if (offset < 0 || offset >= size)
    return {HOCKET_NOT_FOUND, path + " has no element " +
                                  std::to_string(index) + ", it has " +
                                  std::to_string(size)};
  path += "[" + std::to_string(index) + "]";
  place = &place->asList()[size_t(offset)];
  return {};
}

static Result<Value> get(Frame &frame, const Node &node) {
  std::span<const Operand> operands = frame.plan.operandsOf(node);
  PathWalk walk(frame.valueOf(operands[0]));
  const PathStep *step = frame.plan.path.data() + node.names.begin;
  for (uint32_t i = 0; i < node.names.size; ++i, ++step)
    HOCKET_RETURN_IF_ERROR(step->isField
                               ? walk.field(frame.plan.strings[step->field])
                               : walk.index(step->index));
  if (operands.size() == 2) {
    const Value &key = frame.valueOf(operands[1]);
    if (key.isString())
      HOCKET_RETURN_IF_ERROR(walk.field(key.asString()));
    else if (key.kind() == Value::Kind::Int)
      HOCKET_RETURN_IF_ERROR(walk.index(key.asInt()));
    else
      return Status(HOCKET_TYPE_ERROR,
                    "expected a string or an int as the key, found " +
                        std::string(key.kindName()));
  }
  return walk.value();
}

static Result<Value> evaluate(Frame &frame, const Node &node) {
  switch (node.kind) {
  case NodeKind::Apply:
    return apply(frame, node);
  case NodeKind::Format:
    return format(frame, node);
  case NodeKind::Record:
    return record(frame, node);
  case NodeKind::List:
    return list(frame, node);
  case NodeKind::Get:
    return get(frame, node);
  case NodeKind::Cast:
    return frame.plan.types[node.payload].apply(
        frame.valueOf(frame.plan.operandsOf(node)[0]));
  default:
    return Status(HOCKET_INTERNAL, "not a node that computes a value");
  }
}

Result<Value> evaluatePure(Frame &frame, const Node &node) {
  try {
    return evaluate(frame, node);
  } catch (const std::bad_alloc &) {
    return Status(HOCKET_RESOURCE_EXHAUSTED, "out of memory");
  }
}

} // namespace hocket
