// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading one node as a task.
#include "PlanReader.h"

#include "hocket/Dialect/Plan/IR/JsonText.h"

#include <numeric>

namespace mlir::hocket::plan {

LogicalResult PlanReader::expectOperands(const proto::Node &from, uint64_t least, uint64_t most) {
  uint64_t count = from.operands_size();
  if (count >= least && count <= most)
    return success();
  InFlightDiagnostic diagnostic = error() << "expected " << least;
  if (most == UINT64_MAX)
    diagnostic << " or more";
  else if (most != least)
    diagnostic << " to " << most;
  return diagnostic << " operands, found " << count;
}

FailureOr<ArrayAttr> PlanReader::readAcquires(const proto::Node &from) {
  SmallVector<Attribute> list;
  DenseSet<uint32_t> seen;
  for (const proto::Acquire &acquire : from.acquires()) {
    if (failed(check("resource", acquire.resource(), resources.size())))
      return failure();
    ResourceOp resource = resources[acquire.resource()];
    if (acquire.units() == 0)
      return error() << "expected at least one unit of resource " << resource.getSymNameAttr();
    std::optional<uint64_t> capacity = resource.getCapacity();
    if (capacity && acquire.units() > *capacity)
      return error() << "acquires " << acquire.units() << " units of resource " << resource.getSymNameAttr()
                     << ", whose capacity is " << *capacity;
    if (!seen.insert(acquire.resource()).second)
      return error() << "acquires resource " << resource.getSymNameAttr() << " twice";
    list.push_back(AcquireAttr::get(context, FlatSymbolRefAttr::get(resource.getSymNameAttr()), acquire.units()));
  }
  return list.empty() ? ArrayAttr() : ArrayAttr::get(context, list);
}

template <typename Properties>
LogicalResult PlanReader::readClauses(const proto::Node &from, Properties &properties, bool usuallyIo) {
  FailureOr<FloatAttr> priority = seconds("priority", from.priority());
  FailureOr<FloatAttr> cost = seconds("cost", from.cost_s());
  FailureOr<ArrayAttr> acquires = readAcquires(from);
  if (failed(priority) || failed(cost) || failed(acquires))
    return failure();
  if (from.cost_s() > maxSeconds)
    return error() << "expected a cost of at most " << formatNumber(maxSeconds) << " seconds, found " << formatNumber(from.cost_s());
  if (!proto::Queue_IsValid(from.queue()))
    return error() << "unknown queue " << static_cast<int>(from.queue());
  properties.priority = *priority;
  properties.cost = *cost;
  properties.acquires = *acquires;
  auto queue = static_cast<Queue>(from.queue());
  if (queue != (usuallyIo ? Queue::Io : Queue::Inline))
    properties.queue = QueueAttr::get(context, queue);
  properties.ordered = flag(from.ordered());
  properties.early = flag(from.early());
  if (!from.label().empty())
    properties.label = attr(from.label());
  return success();
}

template <typename Op>
LogicalResult PlanReader::makeTask(RegionState &state, const proto::Node &from, uint32_t index,
                                   ArrayRef<Value> operands, ArrayRef<uint64_t> segments,
                                   function_ref<void(typename Op::Properties &)> set,
                                   MutableArrayRef<std::unique_ptr<Region>> regions) {
  FailureOr<Location> loc = location(from.location());
  if (failed(loc))
    return failure();
  OperationState op(*loc, Op::getOperationName());
  op.addOperands(operands);
  for (uint32_t source : state.waits[index])
    op.addOperands(state.tokens[source]);
  op.addTypes(SmallVector<Type>(from.num_results(), ValueType::get(context)));
  if (state.awaited[index])
    op.addTypes(TokenType::get(context));
  for (std::unique_ptr<Region> &region : regions)
    op.addRegion(std::move(region));
  auto &properties = op.getOrAddProperties<typename Op::Properties>();
  if constexpr (Op::template hasTrait<OpTrait::AttrSizedOperandSegments>()) {
    auto *last = std::copy(segments.begin(), segments.end(), properties.operandSegmentSizes.begin());
    *last = state.waits[index].size();
  }
  if constexpr (Op::template hasTrait<OpTrait::AttrSizedResultSegments>())
    properties.resultSegmentSizes = {static_cast<int32_t>(from.num_results()), state.awaited[index] ? 1 : 0};
  if (failed(readClauses(from, properties, std::is_same_v<Op, CallOp> || std::is_same_v<Op, ApproveOp>)))
    return failure();
  if (set)
    set(properties);
  Operation *made = state.builder.create(op);
  for (uint32_t i = 0; i < from.num_results(); ++i)
    state.slots.push_back(made->getResult(i));
  if (state.awaited[index])
    state.tokens[index] = made->getResults().back();
  return success();
}

LogicalResult PlanReader::readCall(RegionState &state, const proto::Node &from, uint32_t index,
                                   ArrayRef<Value> operands) {
  const proto::Call &call = from.call();
  if (failed(check("tool", call.tool(), tools.size())) ||
      failed(expect("arguments, one for each operand", operands.size(), call.arguments_size())))
    return failure();
  ToolOp tool = tools[call.tool()];
  ArrayRef<Attribute> params = tool.getParams().getValue();
  SmallVector<Attribute> names;
  DenseSet<uint32_t> seen;
  bool positional = true;
  for (auto [i, argument] : llvm::enumerate(call.arguments())) {
    if (failed(check("parameter", argument, params.size())))
      return failure();
    if (!seen.insert(argument).second)
      return error() << "two arguments for parameter " << params[argument];
    names.push_back(params[argument]);
    positional &= argument == i;
  }
  FailureOr<PolicyAttr> ownPolicy = PolicyAttr();
  if (call.has_policy() && failed(ownPolicy = policy(call.policy())))
    return failure();
  return makeTask<CallOp>(state, from, index, operands, {operands.size()}, [&](CallOp::Properties &properties) {
    properties.callee = FlatSymbolRefAttr::get(tool.getSymNameAttr());
    if (!positional)
      properties.arg_names = ArrayAttr::get(context, names);
    properties.policy = *ownPolicy;
  });
}

LogicalResult PlanReader::readApply(RegionState &state, const proto::Node &from, uint32_t index,
                                    ArrayRef<Value> operands) {
  std::optional<Builtin> function = symbolizeBuiltin(static_cast<uint32_t>(from.builtin()));
  if (!function)
    return error() << "unknown built-in " << static_cast<int>(from.builtin());
  if (!acceptsArity(*function, operands.size()))
    return error() << operands.size() << " operands, which '" << stringifyBuiltin(*function) << "' does not take";
  return makeTask<ApplyOp>(state, from, index, operands, {operands.size()}, [&](ApplyOp::Properties &properties) {
    properties.function = BuiltinAttr::get(context, *function);
  });
}

LogicalResult PlanReader::readFormat(RegionState &state, const proto::Node &from, uint32_t index,
                                     ArrayRef<Value> operands) {
  FailureOr<StringAttr> text = string(from.text());
  if (failed(text))
    return failure();
  if (std::optional<std::string> problem = checkTemplate(*text, operands.size()))
    return error() << "template: " << *problem;
  return makeTask<FormatOp>(state, from, index, operands, {operands.size()},
                            [&](FormatOp::Properties &properties) { properties.text = *text; });
}

LogicalResult PlanReader::readRecord(RegionState &state, const proto::Node &from, uint32_t index,
                                     ArrayRef<Value> operands) {
  if (failed(expect("names, one for each operand", operands.size(), from.names_size())))
    return failure();
  SmallVector<Attribute> names;
  DenseSet<Attribute> seen;
  for (uint32_t name : from.names()) {
    FailureOr<StringAttr> text = string(name);
    if (failed(text))
      return failure();
    if (!seen.insert(*text).second)
      return error() << "two members " << *text;
    names.push_back(*text);
  }
  return makeTask<RecordOp>(state, from, index, operands, {operands.size()}, [&](RecordOp::Properties &properties) {
    properties.names = ArrayAttr::get(context, names);
  });
}

LogicalResult PlanReader::readGet(RegionState &state, const proto::Node &from, uint32_t index,
                                  ArrayRef<Value> operands) {
  if (failed(expectOperands(from, 1, 2)))
    return failure();
  SmallVector<Attribute> path;
  for (const proto::PathStep &step : from.path()) {
    if (step.step_case() == proto::PathStep::kIndex) {
      path.push_back(IntegerAttr::get(IntegerType::get(context, 64), step.index()));
      continue;
    }
    if (step.step_case() != proto::PathStep::kField)
      return error() << "a kind of path step that this compiler does not know";
    FailureOr<StringAttr> field = string(step.field());
    if (failed(field))
      return failure();
    path.push_back(*field);
  }
  if (path.empty() && operands.size() == 1)
    return error() << "expected a path or a key";
  return makeTask<GetOp>(state, from, index, operands, {1, operands.size() - 1}, [&](GetOp::Properties &properties) {
    properties.path = ArrayAttr::get(context, path);
  });
}

LogicalResult PlanReader::readCast(RegionState &state, const proto::Node &from, uint32_t index,
                                   ArrayRef<Value> operands) {
  if (failed(expectOperands(from, 1, 1)))
    return failure();
  if (std::optional<std::string> problem = checkTypeSchema(from.type()))
    return error() << "type: " << *problem;
  return makeTask<CastOp>(state, from, index, operands, {},
                          [&](CastOp::Properties &properties) { properties.schema = attr(from.type()); });
}

LogicalResult PlanReader::readControl(RegionState &state, const proto::Node &from, uint32_t index,
                                      ArrayRef<Value> operands) {
  uint64_t inits = from.num_inits(), results = from.num_results();
  // What comes before the captures, and what the regions take and yield.
  SmallVector<uint64_t> groups;
  SmallVector<std::pair<uint64_t, uint64_t>> shapes;
  switch (from.kind()) {
  case proto::NODE_KIND_MAP:
    groups = {1};
    shapes = {{2, 1}};
    break;
  case proto::NODE_KIND_IF:
    groups = {1};
    shapes = {{0, results}, {0, results}};
    break;
  case proto::NODE_KIND_FOR:
    groups = {1, 1, 1, inits};
    shapes = {{1 + inits, inits}};
    break;
  default:
    groups = {inits};
    shapes = {{inits, 1 + results}, {results, inits}};
  }
  uint64_t own = std::accumulate(groups.begin(), groups.end(), uint64_t(0));
  if (failed(expectOperands(from, own, UINT64_MAX)) || failed(expect("regions", shapes.size(), from.regions_size())))
    return failure();
  uint64_t captures = operands.size() - own;
  DenseSet<Value> seen;
  for (Value capture : operands.drop_front(own))
    if (!seen.insert(capture).second)
      return error() << "captures a value twice";
  groups.push_back(captures);

  SmallVector<std::unique_ptr<Region>> regions;
  for (auto [i, shape] : llvm::enumerate(shapes)) {
    Place place(*this, "region " + Twine(i));
    regions.push_back(std::make_unique<Region>());
    if (failed(expect("yields", shape.second, from.regions(i).yields_size())) ||
        failed(readRegion(from.regions(i), *regions.back(), shape.first + captures)))
      return failure();
  }
  switch (from.kind()) {
  case proto::NODE_KIND_MAP:
    return makeTask<MapOp>(
        state, from, index, operands, groups,
        [&](MapOp::Properties &properties) {
          if (from.width_limit())
            properties.width = IntegerAttr::get(IntegerType::get(context, 64), from.width_limit());
        },
        regions);
  case proto::NODE_KIND_IF:
    return makeTask<IfOp>(state, from, index, operands, groups, {}, regions);
  case proto::NODE_KIND_FOR:
    return makeTask<ForOp>(state, from, index, operands, groups, {}, regions);
  default:
    return makeTask<WhileOp>(state, from, index, operands, groups, {}, regions);
  }
}

LogicalResult PlanReader::readNode(RegionState &state, const proto::Node &from, uint32_t index) {
  SmallVector<Value> operands;
  for (auto [k, encoded] : llvm::enumerate(from.operands())) {
    FailureOr<Value> value = operand(state, "operand " + Twine(k), encoded);
    if (failed(value))
      return failure();
    operands.push_back(*value);
  }
  bool ownsRegions = from.kind() >= proto::NODE_KIND_MAP && from.kind() <= proto::NODE_KIND_WHILE;
  if (!ownsRegions && failed(expect("regions", 0, from.regions_size())))
    return failure();
  switch (from.kind()) {
  case proto::NODE_KIND_CALL:
    return readCall(state, from, index, operands);
  case proto::NODE_KIND_APPLY:
    return readApply(state, from, index, operands);
  case proto::NODE_KIND_FORMAT:
    return readFormat(state, from, index, operands);
  case proto::NODE_KIND_RECORD:
    return readRecord(state, from, index, operands);
  case proto::NODE_KIND_LIST:
    return makeTask<ListOp>(state, from, index, operands, {operands.size()});
  case proto::NODE_KIND_GET:
    return readGet(state, from, index, operands);
  case proto::NODE_KIND_CAST:
    return readCast(state, from, index, operands);
  case proto::NODE_KIND_APPROVE:
    if (failed(expectOperands(from, 1, 2)))
      return failure();
    return makeTask<ApproveOp>(state, from, index, operands, {1, operands.size() - 1});
  case proto::NODE_KIND_MAP:
  case proto::NODE_KIND_IF:
  case proto::NODE_KIND_FOR:
  case proto::NODE_KIND_WHILE:
    return readControl(state, from, index, operands);
  case proto::NODE_KIND_NOP:
    if (failed(expectOperands(from, 0, 0)))
      return failure();
    return makeTask<NopOp>(state, from, index, operands, {});
  default:
    return error() << "unknown kind " << static_cast<int>(from.kind());
  }
}

} // namespace mlir::hocket::plan
