// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The writer of plan files: tables that all programs share.
#ifndef HOCKET_LIB_TARGET_PLAN_PLANWRITER_H
#define HOCKET_LIB_TARGET_PLAN_PLANWRITER_H

#include "hocket/Dialect/Plan/IR/Plan.h"
#include "plan.pb.h"

#include <map>

namespace mlir::hocket::plan {

namespace proto = ::hocket::plan::v1;

/// The slots of one region.
using Slots = DenseMap<Value, uint32_t>;

class PlanWriter {
public:
  PlanWriter(ModuleOp module, proto::Plan &plan) : module(module), plan(plan) {}

  LogicalResult write();
  /// The constants that are too long for the control data.
  ArrayRef<StringRef> getSegments() const { return segments; }
  /// What a reader of the file must know.
  uint64_t getFeatures() const { return features; }

private:
  // PlanWriter.cpp
  LogicalResult writeResource(ResourceOp op);
  LogicalResult writeTool(ToolOp op);
  LogicalResult writeProgram(ProgramOp op);
  LogicalResult writeRegion(Region &region, proto::Region &out, Slots &slots);
  void writeEdges(Block &block, proto::Region &out);
  uint32_t constant(ConstantOp op);
  uint32_t intern(StringRef text);
  uint32_t location(Location loc);
  static void writePolicy(PolicyAttr policy, proto::Policy &out);
  /// The operand encoding of a value.
  uint32_t operand(Value value, const Slots &slots);
  /// Emits an error if the text is not UTF-8, the only encoding of plan files.
  LogicalResult check(Operation *op, StringRef text);

  // NodeWriter.cpp
  LogicalResult writeNode(TaskOpInterface task, proto::Node &out, const Slots &slots);
  LogicalResult writeKind(Operation *op, proto::Node &out);
  LogicalResult writeCall(CallOp op, proto::Node &out);
  LogicalResult writeNames(Operation *op, ArrayAttr names, proto::Node &out);
  LogicalResult writePath(GetOp op, proto::Node &out);
  LogicalResult writeRegions(Operation *op, proto::Node &out);

  ModuleOp module;
  proto::Plan &plan;
  DenseMap<StringAttr, uint32_t> resources, constants;
  DenseMap<StringAttr, std::pair<ToolOp, uint32_t>> tools;
  llvm::StringMap<uint32_t> strings, files;
  DenseMap<Location, uint32_t> locations;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t, StringRef>, uint32_t> entries;
  SmallVector<StringRef> segments;
  uint64_t features = 0;
};

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_TARGET_PLAN_PLANWRITER_H
