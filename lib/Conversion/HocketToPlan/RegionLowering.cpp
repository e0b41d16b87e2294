// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A region under construction: values, captures, constants and order.
#include "RegionLowering.h"

#include "hocket/Analysis/Effects.h"
#include "hocket/Dialect/Plan/Transforms/Order.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket {

FloatAttr getSeconds(Operation *op, StringRef annotation) {
  auto seconds = op->getAttrOfType<FloatAttr>(annotation);
  return seconds && seconds.getValue().isZero() ? FloatAttr() : seconds;
}

FloatAttr getCost(Operation *op) {
  FloatAttr cost = getSeconds(op, "hocket.cost_s");
  // A loop may be expected to take longer than a plan can say.
  if (cost && cost.getValueAsDouble() > plan::maxSeconds)
    return FloatAttr::get(cost.getType(), plan::maxSeconds);
  return cost;
}

unsigned Captures::add(Value outer) {
  auto [position, isNew] = values.insert({outer, values.size()});
  if (isNew)
    for (Block *block : blocks)
      block->addArgument(outer.getType(), outer.getLoc());
  return position->second;
}

RegionLowering::RegionLowering(ModuleLowering &module, RegionLowering *parent, Block *block, Captures *captures,
                               bool parallel)
    : builder(module.symbols.getOp()->getContext()), module(module), parent(parent), block(block),
      captures(captures), parallel(parallel) {
  builder.setInsertionPointToEnd(block);
}

Value RegionLowering::constant(Location loc, StringRef json) {
  Value &value = constants[builder.getStringAttr(json)];
  if (value)
    return value;
  OpBuilder::InsertionGuard guard(builder);
  if (lastConstant)
    builder.setInsertionPointAfter(lastConstant);
  else
    builder.setInsertionPointToStart(block);
  auto constant =
      plan::ConstantOp::create(builder, loc, plan::ValueType::get(getContext()), builder.getStringAttr(json));
  lastConstant = constant;
  return value = constant;
}

Value RegionLowering::lookup(Value source) {
  if (Value value = values.lookup(source))
    return value;
  if (Operation *producer = source.getDefiningOp())
    if (FailureOr<std::string> json = getConstantJson(producer); succeeded(json))
      return values[source] = constant(producer->getLoc(), *json);
  assert(parent && "operands come before their users");
  Value outer = parent->lookup(source);
  if (auto known = outer.getDefiningOp<plan::ConstantOp>())
    return values[source] = constant(known.getLoc(), known.getJson());
  unsigned index = captures->add(outer);
  return values[source] = block->getArgument(block->getNumArguments() - captures->values.size() + index);
}

SmallVector<Value> RegionLowering::lookup(ValueRange sources) {
  return llvm::map_to_vector(sources, [&](Value source) { return lookup(source); });
}

bool RegionLowering::isOrderedValueOp(Operation *source) {
  return analysis::isValueOp(source) && !isSpeculatable(source) && !unordered.contains(source);
}

void RegionLowering::noteTask(Operation *task, bool isOrdered) {
  made.push_back(task);
  ordered |= isOrdered;
}

void RegionLowering::finish(Location loc, ValueRange sources) {
  plan::YieldOp::create(builder, loc, lookup(sources));
  plan::TaskGraph graph(*block);
  for (auto [from, to] : edges)
    graph.addOrderEdge(from, to);
  graph.reduce();
  plan::setOrder(graph);
}

LogicalResult RegionLowering::lowerOp(Operation &source) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(&source)
      .Case([&](CallOp op) { return lowerCall(*this, op); })
      .Case([&](ApproveOp op) { return lowerApprove(*this, op); })
      .Case([&](OutputOp op) { return lowerOutput(*this, op); })
      .Case<GetOp, RecordOp, ListOp, FormatOp, CastOp, SettleOp, ApplyOp>([&](auto op) { return lowerValueOp(*this, op); })
      .Case<MapOp, scf::IfOp, scf::ForOp, scf::WhileOp, arith::SelectOp, arith::AndIOp>([&](auto op) { return lowerControl(*this, op); })
      .Case([&](func::CallOp op) -> LogicalResult {
        InFlightDiagnostic diagnostic =
            op.emitOpError("of @") << op.getCallee() << " is still there: expected functions to be inlined";
        if (Operation *callee = module.symbols.lookup(op.getCallee()))
          diagnostic.attachNote(callee->getLoc()) << "the function is declared here";
        return diagnostic;
      })
      .Default([&](Operation *op) -> LogicalResult {
        if (isa<arith::ArithDialect>(op->getDialect()))
          return lowerArith(*this, op);
        return op->emitOpError("has no counterpart in a plan");
      });
}

/// The tasks of this block that the operands of an operation come from.
static void appendProducers(RegionLowering &region, Operation &source, SmallVectorImpl<Operation *> &list) {
  for (Value operand : source.getOperands()) {
    Operation *producer = region.lookup(operand).getDefiningOp();
    if (isa_and_nonnull<plan::TaskOpInterface>(producer))
      list.push_back(producer);
  }
}

void RegionLowering::addEdges(Operation &source) {
  SmallVector<Operation *, 4> waits;
  if (!parallel)
    waits.append(previous.begin(), previous.end());
  else if (auto after = source.getAttrOfType<DenseI64ArrayAttr>("hocket.after"))
    for (int64_t id : after.asArrayRef())
      if (auto end = ends.find(id); end != ends.end())
        llvm::append_range(waits, end->second);
  for (Operation *from : waits)
    for (Operation *to : made)
      edges.push_back({from, to});
  SmallVector<Operation *, 1> last;
  if (!made.empty()) {
    // The last one takes, directly or not, the results of the others.
    last.push_back(made.back());
  } else if (parallel) {
    // Whoever waits for an operation without a task waits for what it needs.
    last.append(waits.begin(), waits.end());
    appendProducers(*this, source, last);
  }
  if (!parallel && !made.empty())
    previous = last;
  if (auto id = source.getAttrOfType<IntegerAttr>("hocket.id"))
    ends[id.getInt()] = std::move(last);
}

LogicalResult RegionLowering::lower(Block &source) {
  unordered = analysis::findUnorderedValueOps(source);
  for (Operation &op : source.without_terminator()) {
    if (succeeded(getConstantJson(&op)))
      continue;
    for (TypeRange types : {TypeRange(op.getOperandTypes()), TypeRange(op.getResultTypes())})
      for (Type type : types)
        if (!isPlanType(type))
          return op.emitOpError("has a value of type ") << type << ", which a plan cannot hold";
    made.clear();
    if (failed(lowerOp(op)))
      return failure();
    if (!isa<OutputOp>(op))
      addEdges(op);
  }
  return success();
}

} // namespace mlir::hocket
