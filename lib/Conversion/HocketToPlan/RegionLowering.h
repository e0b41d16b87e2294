// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the conversion share: a region under construction.
#ifndef HOCKET_LIB_CONVERSION_HOCKETTOPLAN_REGIONLOWERING_H
#define HOCKET_LIB_CONVERSION_HOCKETTOPLAN_REGIONLOWERING_H

#include "hocket/Dialect/Plan/IR/Plan.h"

#include "llvm/ADT/MapVector.h"

#include <unordered_map>

namespace mlir::hocket {

/// The annotation, or null if it says nothing: in a plan, zero is unknown.
FloatAttr getSeconds(Operation *op, StringRef annotation);
/// What the operation is expected to take, or null.
FloatAttr getCost(Operation *op);

/// A tool as its calls need it.
struct LoweredTool {
  ToolOp op;
  /// The limited resources that a call holds, or null.
  ArrayAttr acquires;
};

/// What all regions of a module share.
class ModuleLowering {
public:
  explicit ModuleLowering(ModuleOp module);

  /// The tool; notes that it and what it acquires is used.
  LoweredTool use(StringAttr name);
  /// Appends the resources and tools that are used to the end of the block, in
  /// the order in which the module declares them.
  void emitUsed(Block *block);

  SymbolTable symbols;

private:
  void addTool(ToolOp op);
  SmallVector<ResourceOp> limited;
  DenseMap<StringAttr, LoweredTool> tools;
  DenseSet<StringAttr> used;
  ModuleOp module;
};

/// The values that the regions of one task take from outside.
struct Captures {
  llvm::MapVector<Value, unsigned> values;
  SmallVector<Block *, 2> blocks;
  /// Appends an argument to each of the blocks, once for each value.
  unsigned add(Value outer);
};

/// A region of a plan under construction.
class RegionLowering {
public:
  /// Lowers into the block; `captures` collects what the region takes from
  /// `parent`, and both are null for a program's body.
  RegionLowering(ModuleLowering &module, RegionLowering *parent, Block *block, Captures *captures,
                 bool parallel);

  /// Lowers the operations of a block, all but its terminator.
  LogicalResult lower(Block &source);
  /// Ends the region with these values of the source and sets the order of its
  /// tasks: the text's, or in a parallel function what hocket.after says.
  void finish(Location loc, ValueRange values);

  /// The value in this region that stands for a value of the source.
  Value lookup(Value source);
  SmallVector<Value> lookup(ValueRange sources);
  /// The constant, made at the start of the region at its first use.
  Value constant(Location loc, StringRef json);
  void map(Value source, Value value) { values[source] = value; }

  /// Adds a task in place of `source` and gives it the clauses that the source
  /// implies. `segments` are the sizes of the groups of `operands`.
  template <typename Op>
  Op task(Operation *source, ValueRange operands, ArrayRef<int32_t> segments,
          function_ref<void(typename Op::Properties &)> set = {}, size_t numValues = 1,
          MutableArrayRef<std::unique_ptr<Region>> regions = {}) {
    OperationState state(source->getLoc(), Op::getOperationName());
    state.addOperands(operands);
    state.addTypes(SmallVector<Type>(numValues, plan::ValueType::get(builder.getContext())));
    for (std::unique_ptr<Region> &region : regions)
      state.addRegion(std::move(region));
    auto &properties = state.getOrAddProperties<typename Op::Properties>();
    if constexpr (Op::template hasTrait<OpTrait::AttrSizedOperandSegments>()) {
      llvm::copy(segments, properties.operandSegmentSizes.begin());
      properties.operandSegmentSizes[segments.size()] = 0;
    }
    if constexpr (Op::template hasTrait<OpTrait::AttrSizedResultSegments>())
      properties.resultSegmentSizes = {static_cast<int32_t>(numValues), 0};
    setClauses(source, properties);
    if (set)
      set(properties);
    auto op = cast<Op>(builder.create(state));
    noteTask(op, properties.ordered != nullptr);
    return op;
  }

  ModuleLowering &getModule() { return module; }
  Block *getBlock() { return block; }
  MLIRContext *getContext() { return builder.getContext(); }
  bool isParallel() const { return parallel; }
  /// Some task of the region, or of a region in it, is ordered.
  bool hasOrdered() const { return ordered; }

  OpBuilder builder;

private:
  /// The clauses that annotations and the nature of the operation imply.
  template <typename Properties>
  void setClauses(Operation *source, Properties &properties) {
    properties.priority = getSeconds(source, "hocket.priority");
    properties.cost = getCost(source);
    if (auto queue = source->getAttrOfType<StringAttr>("hocket.queue"))
      properties.queue = plan::QueueAttr::get(getContext(), *plan::symbolizeQueue(queue.getValue()));
    if (isOrderedValueOp(source))
      properties.ordered = builder.getUnitAttr();
  }
  bool isOrderedValueOp(Operation *source);
  void noteTask(Operation *task, bool isOrdered);
  void addEdges(Operation &source);
  LogicalResult lowerOp(Operation &source);

  ModuleLowering &module;
  RegionLowering *parent;
  Block *block;
  Captures *captures;
  DenseMap<Value, Value> values;
  DenseMap<StringAttr, Value> constants;
  Operation *lastConstant = nullptr;
  DenseSet<Operation *> unordered;
  bool parallel, ordered = false;

  /// The tasks made for the current operation of the source.
  SmallVector<Operation *> made;
  /// For each hocket.id, the tasks whose end is the end of that operation.
  std::unordered_map<int64_t, SmallVector<Operation *, 1>> ends;
  SmallVector<Operation *, 1> previous;
  SmallVector<std::pair<Operation *, Operation *>> edges;
};

/// One of these takes each operation; each says whether it could, and emits the
/// error if not.
LogicalResult lowerCall(RegionLowering &region, CallOp op);
LogicalResult lowerApprove(RegionLowering &region, ApproveOp op);
LogicalResult lowerOutput(RegionLowering &region, OutputOp op);
LogicalResult lowerValueOp(RegionLowering &region, Operation *op);
LogicalResult lowerArith(RegionLowering &region, Operation *op);
LogicalResult lowerControl(RegionLowering &region, Operation *op);

/// The JSON text of a constant operation, or nothing for any other.
FailureOr<std::string> getConstantJson(Operation *op);

/// True for the types that values of a plan can have before they lose them.
bool isPlanType(Type type);

} // namespace mlir::hocket

#endif // HOCKET_LIB_CONVERSION_HOCKETTOPLAN_REGIONLOWERING_H
