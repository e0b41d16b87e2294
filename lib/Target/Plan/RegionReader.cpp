// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading programs and regions: slots, edges, operands.
#include "PlanReader.h"

namespace mlir::hocket::plan {

uint64_t countResults(const proto::Node &node) {
  switch (node.kind()) {
  case proto::NODE_KIND_NOP:
    return 0;
  case proto::NODE_KIND_IF:
    return node.regions_size() ? node.regions(0).yields_size() : 0;
  case proto::NODE_KIND_FOR:
    return node.num_inits();
  case proto::NODE_KIND_WHILE:
    return node.regions_size() && node.regions(0).yields_size() ? node.regions(0).yields_size() - 1 : 0;
  default:
    return 1;
  }
}

LogicalResult PlanReader::checkSlots(const proto::Region &from, uint32_t numArgs) {
  if (failed(expect("arguments", numArgs, from.num_args())))
    return failure();
  uint64_t next = numArgs;
  for (auto [i, node] : llvm::enumerate(from.nodes())) {
    Place place(*this, "node " + Twine(i));
    // Carried values are operands too: a huge number must not become a huge array.
    if (node.num_inits() > static_cast<uint32_t>(node.operands_size()))
      return error() << node.num_inits() << " carried values, but " << node.operands_size() << " operands";
    if (failed(expect("results", countResults(node), node.num_results())))
      return failure();
    if (node.num_results() && failed(expect("as the first result's slot", next, node.first_result())))
      return failure();
    next += node.num_results();
  }
  return expect("slots", next, from.num_slots());
}

FailureOr<SmallVector<SmallVector<uint32_t, 2>>> PlanReader::readEdges(const proto::Region &from) {
  uint32_t count = from.nodes_size(), numEdges = from.successors_size();
  SmallVector<SmallVector<uint32_t, 2>> predecessors(count);
  if (failed(expect("ready counts", count, from.ready_counts_size())))
    return failure();
  // An empty region may leave out the single offset zero.
  if (!(count == 0 && from.successor_offsets().empty()) &&
      failed(expect("successor offsets", uint64_t(count) + 1, from.successor_offsets_size())))
    return failure();
  uint32_t begin = from.successor_offsets().empty() ? 0 : from.successor_offsets(0);
  if (begin != 0)
    return error() << "expected the first successor offset to be 0, found " << begin;
  for (uint32_t source = 0; source < count; ++source) {
    uint32_t end = from.successor_offsets(source + 1);
    Place place(*this, "node " + Twine(source));
    if (end < begin || end > numEdges)
      return error() << "expected a successor offset from " << begin << " to " << numEdges << ", found " << end;
    for (uint32_t last = source; begin < end; ++begin) {
      uint32_t target = from.successors(begin);
      if (target <= last || target >= count)
        return error() << "expected a successor from " << last + 1 << " to " << count - 1 << ", found " << target;
      predecessors[target].push_back(source);
      last = target;
    }
  }
  if (failed(expect("successors", begin, numEdges)))
    return failure();
  for (uint32_t target = 0; target < count; ++target) {
    Place place(*this, "node " + Twine(target));
    if (failed(expect("as the ready count", predecessors[target].size(), from.ready_counts(target))))
      return failure();
  }
  return predecessors;
}

/// Finds the edges that are not data edges, and checks that all those are there.
LogicalResult PlanReader::readOrder(RegionState &state) {
  const proto::Region &from = state.in;
  auto edges = readEdges(from);
  if (failed(edges))
    return failure();
  constexpr uint32_t none = UINT32_MAX;
  SmallVector<uint32_t> producers(from.num_slots(), none);
  for (auto [i, node] : llvm::enumerate(from.nodes()))
    for (uint32_t result = 0; result < node.num_results(); ++result)
      producers[node.first_result() + result] = i;
  state.waits.resize(from.nodes_size());
  state.awaited.resize(from.nodes_size());
  state.tokens.resize(from.nodes_size());
  // For each node, the last one that has it as predecessor, and that takes its result.
  SmallVector<uint32_t> precedes(from.nodes_size(), none), feeds(from.nodes_size(), none);
  for (auto [i, node] : llvm::enumerate(from.nodes())) {
    Place place(*this, "node " + Twine(i));
    for (uint32_t source : (*edges)[i])
      precedes[source] = i;
    for (auto [k, encoded] : llvm::enumerate(node.operands())) {
      if (encoded & 1)
        continue;
      if (encoded >> 1 >= from.num_slots())
        return error() << "operand " << k << ": slot " << (encoded >> 1) << " of " << from.num_slots();
      uint32_t producer = producers[encoded >> 1];
      if (producer == none)
        continue;
      if (precedes[producer] != i)
        return error() << "operand " << k << ": expected an edge from node " << producer << ", which makes slot "
                       << (encoded >> 1);
      feeds[producer] = i;
    }
    for (uint32_t source : (*edges)[i])
      if (feeds[source] != i) {
        state.waits[i].push_back(source);
        state.awaited[source] = true;
      }
  }
  return success();
}

FailureOr<Value> PlanReader::operand(RegionState &state, const Twine &what, uint32_t encoded) {
  uint32_t index = encoded >> 1;
  if (!(encoded & 1)) {
    if (index >= state.slots.size())
      return error() << what << ": slot " << index << " of " << state.slots.size();
    return state.slots[index];
  }
  if (index >= constants.size())
    return error() << what << ": constant " << index << " of " << constants.size();
  Value &value = state.constants[index];
  if (!value) {
    // At the start of the region, in the order of first use.
    OpBuilder::InsertionGuard guard(state.builder);
    if (state.lastConstant)
      state.builder.setInsertionPointAfter(state.lastConstant);
    else
      state.builder.setInsertionPointToStart(state.builder.getInsertionBlock());
    auto op = ConstantOp::create(state.builder, UnknownLoc::get(context), ValueType::get(context), constants[index]);
    state.lastConstant = op;
    value = op;
  }
  return value;
}

LogicalResult PlanReader::readRegion(const proto::Region &from, Region &region, uint32_t numArgs,
                                     function_ref<LogicalResult(RegionState &)> beforeYield) {
  if (++depth > maxRegionDepth)
    return error() << "regions nest deeper than " << maxRegionDepth;
  if (failed(checkSlots(from, numArgs)))
    return failure();
  RegionState state(context, from);
  Block *block = state.builder.createBlock(&region);
  for (uint32_t i = 0; i < numArgs; ++i)
    state.slots.push_back(block->addArgument(ValueType::get(context), UnknownLoc::get(context)));
  if (failed(readOrder(state)))
    return failure();
  for (auto [i, node] : llvm::enumerate(from.nodes())) {
    Place place(*this, "node " + Twine(i));
    if (failed(readNode(state, node, i)))
      return failure();
  }
  if (beforeYield && failed(beforeYield(state)))
    return failure();
  SmallVector<Value> yields;
  for (auto [k, encoded] : llvm::enumerate(from.yields())) {
    FailureOr<Value> value = operand(state, "yield " + Twine(k), encoded);
    if (failed(value))
      return failure();
    yields.push_back(*value);
  }
  YieldOp::create(state.builder, UnknownLoc::get(context), yields);
  --depth;
  return success();
}

LogicalResult PlanReader::readOutputs(const proto::Program &from, RegionState &state) {
  DenseSet<Attribute> names;
  for (auto [i, output] : llvm::enumerate(from.outputs())) {
    Place place(*this, "output " + Twine(i));
    FailureOr<Value> value = operand(state, "value", output.value());
    FailureOr<Location> loc = location(output.location());
    if (failed(value) || failed(loc))
      return failure();
    StringAttr name = attr(output.name());
    if (!names.insert(name).second)
      return error() << "a second output " << name;
    OutputOp::create(state.builder, *loc, name, output.tool().empty() ? StringAttr() : attr(output.tool()), *value);
  }
  return success();
}

FailureOr<ArrayAttr> PlanReader::parameterTypes(const proto::Program &from) {
  if (from.parameter_types_size() == 0)
    return ArrayAttr();
  if (from.parameter_types_size() != from.parameters_size())
    return error() << "expected no types of parameters or " << from.parameters_size() << ", found "
                   << from.parameter_types_size();
  SmallVector<Attribute> types;
  bool typed = false;
  for (const std::string &type : from.parameter_types()) {
    types.push_back(attr(type));
    if (type.empty())
      continue;
    typed = true;
    if (!(features & format::typedParameters))
      return error() << "expected the feature bit of typed parameters beside the type";
    if (std::optional<std::string> problem = checkTypeSchema(type))
      return error() << "type of parameter " << types.size() - 1 << ": " << *problem;
  }
  return typed ? ArrayAttr::get(context, types) : ArrayAttr();
}

LogicalResult PlanReader::readProgram(const proto::Program &from) {
  FailureOr<StringAttr> name = symbol(from.name());
  FailureOr<ArrayAttr> params = parameters(from.parameters());
  FailureOr<FloatAttr> makespan = seconds("makespan", from.predicted_makespan_s());
  FailureOr<FloatAttr> bound = seconds("lower bound", from.lower_bound_s());
  FailureOr<ArrayAttr> types = parameterTypes(from);
  if (failed(name) || failed(params) || failed(types) || failed(makespan) || failed(bound))
    return failure();
  if (from.body().yields_size() > 1)
    return error() << "expected at most one yield, found " << from.body().yields_size();
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  auto program = ProgramOp::create(builder, UnknownLoc::get(context), *name, *params, *types,
                                   flag(from.fail_fast()), *makespan, *bound);
  return readRegion(from.body(), program.getBody(), from.parameters_size(),
                    [&](RegionState &state) { return readOutputs(from, state); });
}

} // namespace mlir::hocket::plan
