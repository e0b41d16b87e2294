// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random graphs.
#include "graphs.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace hocket::testing {

// Without the distributions of the standard library, which differ.
Graph::Graph(Nodes kind, unsigned seed, uint32_t size, uint32_t locality)
    : nodes(size), kind(kind) {
  std::mt19937 random(seed);
  std::vector<unsigned> priorities(size);
  std::iota(priorities.begin(), priorities.end(), 0u);
  for (uint32_t i = 0; i < size; ++i) {
    Node &node = nodes[i];
    std::swap(priorities[i], priorities[i + random() % (size - i)]);
    node.priority = priorities[i];
    node.costS = 1 + random() % 9;
    static constexpr Kind kinds[] = {Kind::Call, Kind::Call, Kind::Max,
                                     Kind::Join};
    if (kind != Nodes::Computing)
      node.kind = kinds[random() % std::size(kinds)];
    if (kind == Nodes::Failing && random() % 12 == 0)
      node.kind = Kind::Failure;
    std::set<uint32_t> earlier;
    for (unsigned count = random() % 4; i > 0 && count > 0; --count)
      earlier.insert(i - 1 - random() % std::min(i, locality));
    for (uint32_t other : earlier) {
      bool takes = random() % 3 != 0 && node.kind != Kind::Join &&
                   node.kind != Kind::Failure &&
                   nodes[other].kind != Kind::Join;
      (takes ? node.operands : node.after).push_back(other);
      if (!takes)
        continue;
      node.value = std::max(node.value, nodes[other].value);
      if (node.failure == 0) // that of the first operand counts
        node.failure = nodes[other].failure;
    }
    node.value += node.kind == Kind::Call;
    if (node.kind == Kind::Failure)
      node.failure = i + 1;
  }
}

void Graph::addTo(PlanBuilder &builder, RegionBuilder &body,
                  const Tools &tools) const {
  Encoded zero = builder.constant("0");
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    EncodedList operands;
    for (uint32_t operand : nodes[i].operands)
      operands.push_back(body.result(operand));
    uint32_t node = 0;
    if (nodes[i].kind == Kind::Join) {
      node = body.nop();
    } else if (nodes[i].kind == Kind::Failure) {
      node = addFailure(builder, body, i + 1);
    } else if (nodes[i].kind == Kind::Max) {
      operands.insert(operands.end(), 2, zero);
      node = body.apply(Builtin::Max, operands);
    } else {
      node = body.call(kind == Nodes::Computing ? tools.compute : tools.any(i),
                       operands);
      setCost(body, node, nodes[i].costS, "n" + std::to_string(i));
    }
    body.node(node).set_priority(nodes[i].priority);
    for (uint32_t other : nodes[i].after)
      body.after(node, other);
  }
}

std::vector<std::string> Graph::orderOnOneProcessor() const {
  std::vector<std::string> order;
  std::set<uint32_t> left, done;
  for (uint32_t i = 0; i < nodes.size(); ++i)
    left.insert(i);
  auto isDone = [&](uint32_t node) { return done.contains(node); };
  while (!left.empty()) {
    const Node *best = nullptr;
    for (uint32_t i : left) {
      const Node &node = nodes[i];
      bool ready = std::ranges::all_of(node.operands, isDone) &&
                   std::ranges::all_of(node.after, isDone);
      if (ready && (!best || node.priority > best->priority))
        best = &node;
    }
    auto taken = uint32_t(best - nodes.data());
    order.push_back("n" + std::to_string(taken));
    left.erase(taken);
    done.insert(taken);
  }
  return order;
}

uint64_t Graph::criticalPathS() const {
  std::vector<uint64_t> ends;
  for (const Node &node : nodes) {
    uint64_t start = 0;
    for (const auto *list : {&node.operands, &node.after})
      for (uint32_t other : *list)
        start = std::max(start, ends[other]);
    ends.push_back(start + node.costS);
  }
  return *std::ranges::max_element(ends);
}

uint64_t Graph::workS() const {
  uint64_t work = 0;
  for (const Node &node : nodes)
    work += node.costS;
  return work;
}

} // namespace hocket::testing
