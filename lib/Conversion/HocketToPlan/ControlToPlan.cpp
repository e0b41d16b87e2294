// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations with regions: hocket.map, scf.if, scf.for, scf.while; and what upstream
// makes of branches.
#include "RegionLowering.h"

#include "hocket/Analysis/Effects.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket {
namespace {

/// Lowers the regions of one operation; the task that owns them comes last,
/// when it is known what they capture.
class ControlLowering {
public:
  ControlLowering(RegionLowering &parent, Operation *op, unsigned numRegions) : parent(parent), op(op) {
    for (unsigned i = 0; i < numRegions; ++i) {
      regions.push_back(std::make_unique<Region>());
      captures.blocks.push_back(&regions.back()->emplaceBlock());
    }
  }

  /// Lowers a block of the source into the next region. Without a block, the
  /// region yields nothing.
  LogicalResult lower(Block *source) {
    Block *block = captures.blocks[lowered++];
    RegionLowering region(parent.getModule(), &parent, block, &captures, parent.isParallel());
    if (!source) {
      region.finish(op->getLoc(), {});
      return success();
    }
    auto type = plan::ValueType::get(op->getContext());
    for (BlockArgument argument : source->getArguments()) {
      if (!isPlanType(argument.getType()))
        return op->emitOpError("has a value of type ") << argument.getType() << ", which a plan cannot hold";
      // Arguments come before the captures that an earlier region made.
      unsigned index = argument.getArgNumber();
      region.map(argument, block->insertArgument(index, type, argument.getLoc()));
    }
    if (failed(region.lower(*source)))
      return failure();
    region.finish(source->getTerminator()->getLoc(), source->getTerminator()->getOperands());
    ordered |= region.hasOrdered();
    return success();
  }

  /// Makes the next region yield a value of the parent, or false if there is none.
  void lowerValue(Value source) {
    Block *block = captures.blocks[lowered++];
    RegionLowering region(parent.getModule(), &parent, block, &captures, parent.isParallel());
    if (!source) {
      source = op->getResult(0);
      region.map(source, region.constant(op->getLoc(), "false"));
    }
    region.finish(op->getLoc(), source);
  }

  /// Makes the task; `segments` are the sizes of the groups of `operands`.
  template <typename Op>
  LogicalResult finish(ArrayRef<Value> operands, ArrayRef<int32_t> segments, bool mayFail = false,
                       function_ref<void(typename Op::Properties &)> set = {}) {
    SmallVector<Value> all(operands);
    for (auto &[value, index] : captures.values)
      all.push_back(value);
    SmallVector<int32_t> sizes(segments);
    sizes.push_back(captures.values.size());
    auto task = parent.task<Op>(
        op, all, sizes,
        [&](typename Op::Properties &properties) {
          if (ordered || mayFail)
            properties.ordered = parent.builder.getUnitAttr();
          if (set)
            set(properties);
        },
        op->getNumResults(), regions);
    for (auto [from, to] : llvm::zip(op->getResults(), task->getResults()))
      parent.map(from, to);
    return success();
  }

private:
  RegionLowering &parent;
  Operation *op;
  Captures captures;
  SmallVector<std::unique_ptr<Region>, 2> regions;
  unsigned lowered = 0;
  bool ordered = false;
};

LogicalResult lowerMap(RegionLowering &region, MapOp op) {
  ControlLowering to(region, op, 1);
  if (failed(to.lower(&op.getBody().front())))
    return failure();
  // A value that is a list by its type cannot turn out to be none.
  bool mayFail = !isa<ListType>(op.getList().getType());
  return to.finish<plan::MapOp>({region.lookup(op.getList())}, {1}, mayFail,
                                [&](auto &properties) { properties.width = op.getWidthAttr(); });
}

LogicalResult lowerIf(RegionLowering &region, scf::IfOp op) {
  ControlLowering to(region, op, 2);
  if (failed(to.lower(op.thenBlock())) || failed(to.lower(op.elseBlock())))
    return failure();
  return to.finish<plan::IfOp>({region.lookup(op.getCondition())}, {1});
}

/// True if the value cannot be a failure where a task takes it: what made it would
/// have ended the region, or cannot fail. Long computations are not followed.
bool isCertain(Value value, unsigned depth = 0) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (argument)
    return isa<plan::ProgramOp>(argument.getOwner()->getParentOp());
  auto task = value.getDefiningOp<plan::TaskOpInterface>();
  if (!task || task.getOrdered())
    return !task || !task.getEarly();
  return isa<plan::RecordOp, plan::ListOp, plan::FormatOp>(task) && depth < 8 &&
         llvm::all_of(task.getValueOperands(),
                      [&](Value operand) { return isCertain(operand, depth + 1); });
}

// Upstream makes a select of a branch that only chooses between two values, and a
// conjunction of the conditions of nested branches. A branch does not care for the
// failure of what it does not come to (F4); a built-in would.
LogicalResult lowerChoice(RegionLowering &region, Operation *op, Value condition, Value ifTrue,
                          Value ifFalse) {
  if (isCertain(region.lookup(ifTrue)) && (!ifFalse || isCertain(region.lookup(ifFalse))))
    return lowerArith(region, op);
  ControlLowering to(region, op, 2);
  to.lowerValue(ifTrue);
  to.lowerValue(ifFalse);
  return to.finish<plan::IfOp>({region.lookup(condition)}, {1});
}

LogicalResult lowerSelect(RegionLowering &region, arith::SelectOp op) {
  return lowerChoice(region, op, op.getCondition(), op.getTrueValue(), op.getFalseValue());
}

LogicalResult lowerAnd(RegionLowering &region, arith::AndIOp op) {
  if (!op.getType().isInteger(1))
    return lowerArith(region, op);
  return lowerChoice(region, op, op.getLhs(), op.getRhs(), Value());
}

LogicalResult lowerFor(RegionLowering &region, scf::ForOp op) {
  if (op.getUnsignedCmp())
    return op.emitOpError("with an unsigned comparison has no counterpart in a plan");
  ControlLowering to(region, op, 1);
  if (failed(to.lower(op.getBody())))
    return failure();
  SmallVector<Value> operands = region.lookup({op.getLowerBound(), op.getUpperBound(), op.getStep()});
  llvm::append_range(operands, region.lookup(op.getInitArgs()));
  return to.finish<plan::ForOp>(operands, {1, 1, 1, static_cast<int32_t>(op.getInitArgs().size())},
                                /*mayFail=*/analysis::mayHaveBadStep(op));
}

LogicalResult lowerWhile(RegionLowering &region, scf::WhileOp op) {
  ControlLowering to(region, op, 2);
  // The condition comes first in scf.condition, as in the plan.
  if (failed(to.lower(op.getBeforeBody())) || failed(to.lower(op.getAfterBody())))
    return failure();
  SmallVector<Value> operands = region.lookup(op.getInits());
  return to.finish<plan::WhileOp>(operands, {static_cast<int32_t>(operands.size())});
}

} // namespace

LogicalResult lowerControl(RegionLowering &region, Operation *op) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](MapOp map) { return lowerMap(region, map); })
      .Case([&](scf::IfOp branch) { return lowerIf(region, branch); })
      .Case([&](arith::SelectOp select) { return lowerSelect(region, select); })
      .Case([&](arith::AndIOp conjunction) { return lowerAnd(region, conjunction); })
      .Case([&](scf::ForOp loop) { return lowerFor(region, loop); })
      .Case([&](scf::WhileOp loop) { return lowerWhile(region, loop); })
      .Default([](Operation *) { return failure(); });
}

} // namespace mlir::hocket
