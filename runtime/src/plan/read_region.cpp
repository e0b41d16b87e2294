// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A region of a plan: slots, edges, ready counts. Nodes: read_node.cpp.
#include "plan/plan_reader.h"

#include <algorithm>

namespace hocket {

static std::string nodePlace(const std::string &place, int node) {
  return place + ", node " + std::to_string(node);
}

/// Slots come one after another: arguments, then results node by node.
Status PlanReader::checkSlots(const plan::v1::Region &from,
                              const std::string &place) {
  uint64_t next = from.num_args();
  for (int i = 0; i < from.nodes_size(); ++i) {
    const plan::v1::Node &node = from.nodes(i);
    // Before slots are counted: a huge number must not become a huge array.
    int yields = node.regions_size() ? node.regions(0).yields_size() : 0;
    if (node.num_results() > uint32_t(std::max(1, yields)))
      return corrupt(nodePlace(place, i),
                     std::to_string(node.num_results()) + " results, at most " +
                         std::to_string(std::max(1, yields)) + " are possible");
    if (node.num_results() != 0 && node.first_result() != next)
      return corrupt(nodePlace(place, i),
                     "expected first result slot " + std::to_string(next) +
                         ", found " + std::to_string(node.first_result()));
    next += node.num_results();
  }
  if (next != from.num_slots())
    return corrupt(place, "expected " + std::to_string(next) +
                              " slots, found " +
                              std::to_string(from.num_slots()));
  return {};
}

/// Reads the successor lists and checks them against the ready counts. Edges
/// lead to later nodes only, so there is no cycle.
Status PlanReader::readEdges(const plan::v1::Region &from,
                             const std::string &place, uint32_t firstNode) {
  uint32_t count = uint32_t(from.nodes_size());
  const auto &offsets = from.successor_offsets();
  // An empty region may leave out the single offset zero.
  if (uint32_t(offsets.size()) != count + 1 && !(count == 0 && offsets.empty()))
    return corrupt(place, "expected " + std::to_string(count + 1) +
                              " successor offsets, found " +
                              std::to_string(offsets.size()));
  if (uint32_t(from.ready_counts_size()) != count)
    return corrupt(place, "expected " + std::to_string(count) +
                              " ready counts, found " +
                              std::to_string(from.ready_counts_size()));
  uint32_t edges = uint32_t(from.successors_size());
  if (!offsets.empty() && (offsets[0] != 0 || offsets[int(count)] != edges))
    return corrupt(place, "expected successor offsets from 0 to " +
                              std::to_string(edges));
  if (offsets.empty() && edges != 0)
    return corrupt(place, "successors without nodes");

  std::vector<uint32_t> predecessors(count, 0);
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t begin = offsets[int(i)], end = offsets[int(i) + 1];
    if (begin > end || end > edges)
      return corrupt(nodePlace(place, int(i)),
                     "bad successor offsets " + std::to_string(begin) + " to " +
                         std::to_string(end));
    uint32_t last = i;
    for (uint32_t e = begin; e < end; ++e) {
      uint32_t successor = from.successors(int(e));
      if (successor <= last || successor >= count)
        return corrupt(nodePlace(place, int(i)),
                       "expected successors in ascending order between " +
                           std::to_string(i + 1) + " and " +
                           std::to_string(count) + ", found " +
                           std::to_string(successor));
      last = successor;
      ++predecessors[successor];
    }
    Node &node = out.nodes[firstNode + i];
    node.successors = {uint32_t(out.successors.size()), end - begin};
    out.successors.insert(out.successors.end(),
                          from.successors().begin() + int(begin),
                          from.successors().begin() + int(end));
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (from.ready_counts(int(i)) != predecessors[i])
      return corrupt(nodePlace(place, int(i)),
                     "expected ready count " + std::to_string(predecessors[i]) +
                         ", found " +
                         std::to_string(from.ready_counts(int(i))));
    out.nodes[firstNode + i].readyCount = predecessors[i];
  }
  return {};
}

/// Every operand that is another node's result comes over a direct edge.
Status PlanReader::checkDataEdges(const plan::v1::Region &from,
                                  const std::string &place) {
  int count = from.nodes_size();
  constexpr uint32_t argument = UINT32_MAX;
  std::vector<uint32_t> producer(from.num_slots(), argument);
  for (int i = 0; i < count; ++i)
    for (uint32_t r = 0; r < from.nodes(i).num_results(); ++r)
      producer[from.nodes(i).first_result() + r] = uint32_t(i);

  // Transposed edges, so that one pass over each node's predecessors suffices.
  std::vector<uint32_t> offsets(size_t(count) + 1, 0);
  for (uint32_t successor : from.successors())
    ++offsets[successor + 1];
  for (int i = 0; i < count; ++i)
    offsets[size_t(i) + 1] += offsets[size_t(i)];
  std::vector<uint32_t> predecessors(size_t(from.successors_size()));
  std::vector<uint32_t> fill(offsets.begin(), offsets.end() - (count ? 1 : 0));
  for (int i = 0; i < count; ++i)
    for (uint32_t e = from.successor_offsets(i);
         e < from.successor_offsets(i + 1); ++e)
      predecessors[fill[from.successors(int(e))]++] = uint32_t(i);

  std::vector<uint32_t> precedes(size_t(count), argument);
  for (int i = 0; i < count; ++i) {
    for (uint32_t p = offsets[size_t(i)]; p < offsets[size_t(i) + 1]; ++p)
      precedes[predecessors[p]] = uint32_t(i);
    const plan::v1::Node &node = from.nodes(i);
    for (int k = 0; k < node.operands_size(); ++k) {
      Operand operand(node.operands(k));
      std::string what = "operand " + std::to_string(k);
      size_t limit =
          operand.isConstant() ? out.constants.size() : from.num_slots();
      if (operand.index() >= limit)
        return corrupt(nodePlace(place, i),
                       what + ": " +
                           (operand.isConstant() ? "constant " : "slot ") +
                           std::to_string(operand.index()) + " of " +
                           std::to_string(limit));
      if (operand.isConstant() || producer[operand.index()] == argument)
        continue;
      uint32_t maker = producer[operand.index()];
      if (maker >= uint32_t(i) || precedes[maker] != uint32_t(i))
        return corrupt(nodePlace(place, i),
                       what + ": there is no edge from node " +
                           std::to_string(maker) + ", which makes slot " +
                           std::to_string(operand.index()));
    }
  }
  return {};
}

/// Orders a list of nodes so that the one to run first comes last: pushed in
/// this order on a stack, the most urgent is taken first. What waits for
/// others starts before what computes, so that the waiting overlaps.
void PlanReader::sortByUrgency(uint32_t firstNode, Range list) {
  auto urgency = [](const Node &node) {
    return node.queue == Queue::Io ? 2 : node.queue == Queue::Inline ? 1 : 0;
  };
  auto begin = out.successors.begin() + list.begin;
  std::sort(begin, begin + list.size, [&](uint32_t a, uint32_t b) {
    const Node &left = out.nodes[firstNode + a];
    const Node &right = out.nodes[firstNode + b];
    if (urgency(left) != urgency(right))
      return urgency(left) < urgency(right);
    if (left.priority != right.priority)
      return left.priority < right.priority;
    return a > b;
  });
}

Status PlanReader::readRegion(const plan::v1::Region &from, std::string place,
                              unsigned depth, uint32_t regionIndex) {
  if (depth >= maxRegionDepth)
    return corrupt(place, "regions nest deeper than " +
                              std::to_string(maxRegionDepth));
  uint32_t count = uint32_t(from.nodes_size());
  uint32_t firstNode = uint32_t(out.nodes.size());
  if (uint64_t(firstNode) + count > maxNodes)
    return {HOCKET_RESOURCE_EXHAUSTED,
            "plan with more than " + std::to_string(maxNodes) + " nodes"};
  HOCKET_RETURN_IF_ERROR(checkSlots(from, place));
  out.nodes.resize(firstNode + count);
  HOCKET_RETURN_IF_ERROR(readEdges(from, place, firstNode));
  HOCKET_RETURN_IF_ERROR(checkDataEdges(from, place));

  Region region{};
  region.numArgs = from.num_args();
  region.numSlots = from.num_slots();
  region.nodes = {firstNode, count};
  region.yields = {uint32_t(out.operands.size()), uint32_t(from.yields_size())};
  for (int k = 0; k < from.yields_size(); ++k) {
    Operand yield(from.yields(k));
    size_t limit = yield.isConstant() ? out.constants.size() : from.num_slots();
    if (yield.index() >= limit)
      return corrupt(place, "yield " + std::to_string(k) + ": " +
                                (yield.isConstant() ? "constant " : "slot ") +
                                std::to_string(yield.index()) + " of " +
                                std::to_string(limit));
    out.operands.push_back(yield);
  }

  for (uint32_t i = 0; i < count; ++i) {
    // Not through a reference: reading nested regions adds nodes.
    Node node = out.nodes[firstNode + i];
    const plan::v1::Node &message = from.nodes(int(i));
    Status status = readNode(message, node);
    if (!status.ok()) {
      std::string where = nodePlace(place, int(i));
      std::string problem(status.message());
      return status.code() == HOCKET_INCOMPATIBLE
                 ? incompatible(where, std::move(problem))
                 : corrupt(where, std::move(problem));
    }
    node.regions = {uint32_t(out.regions.size()),
                    uint32_t(message.regions_size())};
    out.regions.resize(out.regions.size() + node.regions.size);
    out.nodes[firstNode + i] = node;
    for (int r = 0; r < message.regions_size(); ++r)
      HOCKET_RETURN_IF_ERROR(
          readRegion(message.regions(r),
                     nodePlace(place, int(i)) + ", region " + std::to_string(r),
                     depth + 1, node.regions.begin + uint32_t(r)));
  }

  region.sources.begin = uint32_t(out.successors.size());
  for (uint32_t i = 0; i < count; ++i) {
    const Node &node = out.nodes[firstNode + i];
    if (node.readyCount == 0) {
      out.successors.push_back(i);
      ++region.sources.size;
    }
    region.numSinks += node.successors.size == 0;
    sortByUrgency(firstNode, node.successors);
  }
  sortByUrgency(firstNode, region.sources);
  out.regions[regionIndex] = region;
  return {};
}

} // namespace hocket
