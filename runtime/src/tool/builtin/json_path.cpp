// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Evaluating JSONPath and JSON Pointer.
#include "tool/builtin/json_path.h"

#include <algorithm>
#include <charconv>

namespace hocket {

class JsonPath::Evaluation {
public:
  Evaluation(size_t maxResults, const std::function<Status()> &poll)
      : maxResults(maxResults), poll(poll) {}

  Status apply(const Segment &segment);

  std::vector<const Value *> nodes;

private:
  Status visit(const Value &node, const Segment &segment);
  Status select(const Value &node, const Selector &selector);
  Status selectSlice(const Value::List &elements, const Slice &slice);
  Status add(const Value &node);

  size_t maxResults;
  const std::function<Status()> &poll;
  std::vector<const Value *> next;
};

Status JsonPath::Evaluation::apply(const Segment &segment) {
  next.clear();
  for (const Value *node : nodes)
    HOCKET_RETURN_IF_ERROR(visit(*node, segment));
  nodes.swap(next);
  return Status();
}

/// The selectors on a node and then, if the segment says so, on everything
/// below it. Values are nested at most 512 deep, so recursion is safe.
Status JsonPath::Evaluation::visit(const Value &node, const Segment &segment) {
  HOCKET_RETURN_IF_ERROR(poll());
  for (const Selector &selector : segment.selectors)
    HOCKET_RETURN_IF_ERROR(select(node, selector));
  if (!segment.descendants)
    return Status();
  if (node.isList())
    for (const Value &element : node.asList())
      HOCKET_RETURN_IF_ERROR(visit(element, segment));
  if (node.isObject())
    for (const auto &[name, member] : node.asObject())
      HOCKET_RETURN_IF_ERROR(visit(member, segment));
  return Status();
}

Status JsonPath::Evaluation::add(const Value &node) {
  if (next.size() == maxResults)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "the path selects more than " +
                                                 std::to_string(maxResults) +
                                                 " values");
  next.push_back(&node);
  return Status();
}

Status JsonPath::Evaluation::select(const Value &node,
                                    const Selector &selector) {
  if (const auto *name = std::get_if<std::string>(&selector)) {
    const Value *member = node.get(*name);
    return member ? add(*member) : Status();
  }
  if (std::holds_alternative<Wildcard>(selector)) {
    if (node.isList())
      for (const Value &element : node.asList())
        HOCKET_RETURN_IF_ERROR(add(element));
    if (node.isObject())
      for (const auto &[name, member] : node.asObject())
        HOCKET_RETURN_IF_ERROR(add(member));
    return Status();
  }
  if (!node.isList())
    return Status();
  const Value::List &elements = node.asList();
  if (const auto *slice = std::get_if<Slice>(&selector))
    return selectSlice(elements, *slice);
  int64_t index = std::get<int64_t>(selector);
  auto size = static_cast<int64_t>(elements.size());
  if (index < 0)
    index += size;
  return index >= 0 && index < size ? add(elements[static_cast<size_t>(index)])
                                    : Status();
}

/// RFC 9535, section 2.3.4.2.2.
Status JsonPath::Evaluation::selectSlice(const Value::List &elements,
                                         const Slice &slice) {
  auto size = static_cast<int64_t>(elements.size());
  int64_t step = slice.step;
  if (step == 0)
    return Status();
  auto normalize = [&](int64_t index) {
    return index >= 0 ? index : size + index;
  };
  int64_t start = normalize(slice.start.value_or(step > 0 ? 0 : size - 1));
  int64_t end = slice.end ? normalize(*slice.end) : step > 0 ? size : -1;
  if (step > 0) {
    end = std::min(end, size);
    for (int64_t i = std::max<int64_t>(start, 0); i < end; i += step)
      HOCKET_RETURN_IF_ERROR(add(elements[static_cast<size_t>(i)]));
    return Status();
  }
  end = std::max<int64_t>(end, -1);
  for (int64_t i = std::min(start, size - 1); i > end; i += step)
    HOCKET_RETURN_IF_ERROR(add(elements[static_cast<size_t>(i)]));
  return Status();
}

Result<Value::List>
JsonPath::evaluate(const Value &document, size_t maxResults,
                   const std::function<Status()> &poll) const {
  Evaluation evaluation(maxResults, poll);
  evaluation.nodes = {&document};
  for (const Segment &segment : segments)
    HOCKET_RETURN_IF_ERROR(evaluation.apply(segment));
  if (evaluation.nodes.size() > maxResults)
    return Status(HOCKET_RESOURCE_EXHAUSTED, "the path selects more than " +
                                                 std::to_string(maxResults) +
                                                 " values");
  Value::List result;
  result.reserve(evaluation.nodes.size());
  for (const Value *node : evaluation.nodes)
    result.push_back(*node);
  return result;
}

/// "~1" is '/', "~0" is '~'.
static bool unescapeToken(std::string_view token, std::string &out) {
  for (size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1'))
      return false;
    out += token[i] == '0' ? '~' : '/';
  }
  return true;
}

/// The element or member that one token names, or null.
static const Value *child(const Value &parent, const std::string &token) {
  if (!parent.isList())
    return parent.get(token);
  bool canonical = !token.empty() && (token == "0" || token[0] != '0');
  size_t index = 0;
  auto [end, error] =
      std::from_chars(token.data(), token.data() + token.size(), index);
  if (!canonical || error != std::errc() || end != token.data() + token.size())
    return nullptr;
  const Value::List &elements = parent.asList();
  return index < elements.size() ? &elements[index] : nullptr;
}

Result<Value> resolvePointer(const Value &document, std::string_view pointer) {
  if (!pointer.empty() && pointer[0] != '/')
    return Status(HOCKET_INVALID_ARGUMENT,
                  "JSON pointer: expected '/' or nothing, found '" +
                      std::string(pointer) + "'");
  const Value *current = &document;
  size_t at = 0;
  while (at < pointer.size()) {
    size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    std::string token;
    if (!unescapeToken(pointer.substr(at + 1, end - at - 1), token))
      return Status(HOCKET_INVALID_ARGUMENT,
                    "JSON pointer, column " + std::to_string(at + 1) +
                        ": expected '0' or '1' after '~'");
    const Value *next = child(*current, token);
    if (!next)
      return Status(HOCKET_NOT_FOUND,
                    "no '" + token + "' in the " +
                        std::string(current->kindName()) + " at '" +
                        std::string(pointer.substr(0, at)) + "'");
    current = next;
    at = end;
  }
  return *current;
}

} // namespace hocket
