// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tools, resources, calls of tools, approvals and outputs.
#include "RegionLowering.h"

#include "hocket/Dialect/Hocket/IR/Policy.h"

namespace mlir::hocket {

ModuleLowering::ModuleLowering(ModuleOp module) : symbols(module), module(module) {
  for (auto resource : module.getOps<ResourceOp>())
    if (resource.getCapacity() || resource.getRate())
      limited.push_back(resource);
  for (auto tool : module.getOps<ToolOp>())
    addTool(tool);
}

/// A call holds one unit of each limited resource that its tool touches. A tool
/// without declared effects may touch any.
void ModuleLowering::addTool(ToolOp op) {
  SmallVector<Attribute> acquires;
  for (ResourceOp resource : limited) {
    auto touches = [&](Attribute effect) {
      return cast<EffectAttr>(effect).getResource().getAttr() == resource.getSymNameAttr();
    };
    if (!op.getEffects() || llvm::any_of(*op.getEffects(), touches))
      acquires.push_back(plan::AcquireAttr::get(op.getContext(), FlatSymbolRefAttr::get(resource.getSymNameAttr()), 1));
  }
  tools[op.getSymNameAttr()] = {op, acquires.empty() ? ArrayAttr() : ArrayAttr::get(op.getContext(), acquires)};
}

LoweredTool ModuleLowering::use(StringAttr name) {
  LoweredTool tool = tools.lookup(name);
  if (used.insert(name).second && tool.acquires)
    for (auto acquire : tool.acquires.getAsRange<plan::AcquireAttr>())
      used.insert(acquire.getResource().getAttr());
  return tool;
}

static void emitTool(OpBuilder &builder, ToolOp tool) {
  SmallVector<Attribute> names;
  for (unsigned i = 0; i < tool.getParams().size(); ++i)
    names.push_back(tool.getParam(i).getName());
  plan::Access access = tool.isPure()     ? plan::Access::Pure
                        : tool.mayWrite() ? plan::Access::Writes
                                          : plan::Access::Reads;
  // Without a provider, the embedding program is expected to register the tool.
  ProviderAttrInterface provider = tool.getProviderAttr();
  if (!provider)
    provider = NativeProviderAttr::get(builder.getContext(), tool.getSymNameAttr());
  // Every value is a json.
  StringAttr type;
  if (!isa<JsonType>(tool.getResultType()))
    type = builder.getStringAttr(typeToSchemaText(tool.getResultType()));
  plan::ToolOp::create(builder, tool.getLoc(), tool.getSymNameAttr(), builder.getArrayAttr(names), type,
                       plan::AccessAttr::get(builder.getContext(), access),
                       tool.getCompute() ? builder.getUnitAttr() : UnitAttr(),
                       builder.getStringAttr(provider.getScheme()), builder.getStringAttr(provider.getConfigJson()),
                       tool.getPolicyAttr());
}

void ModuleLowering::emitUsed(Block *block) {
  OpBuilder builder(module.getContext());
  builder.setInsertionPointToEnd(block);
  for (ResourceOp resource : limited)
    if (used.contains(resource.getSymNameAttr()))
      plan::ResourceOp::create(builder, resource.getLoc(), resource.getSymNameAttr(), resource.getCapacityAttr(),
                               resource.getRateAttr());
  for (auto tool : module.getOps<ToolOp>())
    if (used.contains(tool.getSymNameAttr()))
      emitTool(builder, tool);
}

/// The policy of a call, null if it is its tool's.
static PolicyAttr getOwnPolicy(CallOp call, ToolOp tool) {
  PolicyAttr merged = mergePolicies(call.getPolicyAttr(), tool.getPolicyAttr());
  return merged == tool.getPolicyAttr() ? PolicyAttr() : merged;
}

LogicalResult lowerCall(RegionLowering &region, CallOp op) {
  LoweredTool tool = region.getModule().use(op.getCalleeAttr().getAttr());
  Builder &builder = region.builder;
  SmallVector<Value> arguments = region.lookup(op.getArguments());

  ArrayAttr names;
  SmallVector<unsigned> params = op.getParamIndices(tool.op);
  if (!llvm::equal(params, llvm::seq<unsigned>(0, params.size())))
    names = builder.getArrayAttr(
        llvm::map_to_vector(params, [&](unsigned param) -> Attribute { return tool.op.getParam(param).getName(); }));

  auto set = [&](plan::CallOp::Properties &properties) {
    properties.callee = op.getCalleeAttr();
    properties.arg_names = names;
    properties.policy = getOwnPolicy(op, tool.op);
    properties.acquires = tool.acquires;
    if (!op.getUnordered())
      properties.ordered = builder.getUnitAttr();
    if (op.getEarly())
      properties.early = builder.getUnitAttr();
    if (!properties.queue && tool.op.getCompute())
      properties.queue = plan::QueueAttr::get(region.getContext(), plan::Queue::Cpu);
    if (!properties.cost)
      if (CostAttr cost = op.getCostAttr() ? op.getCostAttr() : tool.op.getCostAttr(); cost && cost.getMean() != 0)
        properties.cost = builder.getF64FloatAttr(cost.getMean());
  };
  auto call = region.task<plan::CallOp>(op, arguments, {static_cast<int32_t>(arguments.size())}, set);
  region.map(op.getResult(), call.getResult());
  return success();
}

LogicalResult lowerApprove(RegionLowering &region, ApproveOp op) {
  SmallVector<Value> operands{region.lookup(op.getQuestion())};
  if (op.getSubject())
    operands.push_back(region.lookup(op.getSubject()));
  region.task<plan::ApproveOp>(op, operands, {1, op.getSubject() ? 1 : 0},
                               [&](auto &properties) { properties.ordered = region.builder.getUnitAttr(); });
  return success();
}

LogicalResult lowerOutput(RegionLowering &region, OutputOp op) {
  plan::OutputOp::create(region.builder, op.getLoc(), op.getNameAttr(), op.getToolAttr(), region.lookup(op.getValue()));
  return success();
}

} // namespace mlir::hocket
