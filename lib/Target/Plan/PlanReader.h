// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader of plan files. It trusts nothing: every index, count and text is
// checked before it is used, and an error names the place in the file.
#ifndef HOCKET_LIB_TARGET_PLAN_PLANREADER_H
#define HOCKET_LIB_TARGET_PLAN_PLANREADER_H

#include "Container.h"

#include "hocket/Dialect/Plan/IR/Plan.h"
#include "plan.pb.h"

namespace mlir::hocket::plan {

namespace proto = ::hocket::plan::v1;

/// A region while it is read.
struct RegionState {
  RegionState(MLIRContext *context, const proto::Region &in) : builder(context), in(in) {}
  OpBuilder builder;
  const proto::Region &in;
  /// The value in each slot so far.
  SmallVector<Value> slots;
  /// For each constant that the region uses, its operation's value.
  DenseMap<uint32_t, Value> constants;
  Operation *lastConstant = nullptr;
  /// For each node, those that it waits for without taking their results.
  std::vector<SmallVector<uint32_t, 1>> waits;
  /// Which nodes have a token, because one of those waits for it.
  std::vector<bool> awaited;
  /// The token of each node that has one.
  SmallVector<Value> tokens;
};

class PlanReader {
public:
  PlanReader(const proto::Plan &in, const Container &container, ModuleOp module)
      : in(in), segments(container.segments), features(container.features), module(module),
        context(module.getContext()) {}

  LogicalResult read();

private:
  /// Names a part of the file in errors, as long as it lives.
  struct Place {
    Place(PlanReader &reader, const Twine &name) : reader(reader) { reader.places.push_back(name.str()); }
    ~Place() { reader.places.pop_back(); }
    PlanReader &reader;
  };
  InFlightDiagnostic error();
  /// Checks an index into a table.
  LogicalResult check(StringRef table, uint64_t index, uint64_t size);
  LogicalResult expect(const Twine &what, uint64_t expected, uint64_t found);
  FailureOr<StringAttr> symbol(const std::string &name);
  FailureOr<ArrayAttr> parameters(const google::protobuf::RepeatedPtrField<std::string> &names);
  /// One text per parameter, or null if all take any value.
  FailureOr<ArrayAttr> parameterTypes(const proto::Program &from);
  FailureOr<FloatAttr> seconds(StringRef what, double value);
  FailureOr<PolicyAttr> policy(const proto::Policy &from);
  FailureOr<Location> location(uint32_t index);
  FailureOr<StringAttr> string(uint32_t index);
  StringAttr attr(StringRef text) { return StringAttr::get(context, text); }
  UnitAttr flag(bool value) { return value ? UnitAttr::get(context) : UnitAttr(); }

  // TableReader.cpp
  LogicalResult readLocations();
  LogicalResult readConstants();
  LogicalResult readResources();
  LogicalResult readTools();
  LogicalResult readTool(const proto::Tool &from);

  // RegionReader.cpp
  LogicalResult readProgram(const proto::Program &from);
  LogicalResult readOutputs(const proto::Program &from, RegionState &state);
  LogicalResult readRegion(const proto::Region &from, Region &region, uint32_t numArgs,
                           function_ref<LogicalResult(RegionState &)> beforeYield = {});
  LogicalResult checkSlots(const proto::Region &from, uint32_t numArgs);
  FailureOr<SmallVector<SmallVector<uint32_t, 2>>> readEdges(const proto::Region &from);
  LogicalResult readOrder(RegionState &state);
  FailureOr<Value> operand(RegionState &state, const Twine &what, uint32_t encoded);

  // NodeReader.cpp
  LogicalResult readNode(RegionState &state, const proto::Node &from, uint32_t index);
  template <typename Op>
  LogicalResult makeTask(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands,
                         ArrayRef<uint64_t> segments, function_ref<void(typename Op::Properties &)> set = {},
                         MutableArrayRef<std::unique_ptr<Region>> regions = {});
  template <typename Properties>
  LogicalResult readClauses(const proto::Node &from, Properties &properties, bool usuallyIo);
  LogicalResult expectOperands(const proto::Node &from, uint64_t least, uint64_t most);
  LogicalResult readCall(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readApply(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readFormat(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readRecord(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readGet(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readCast(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  LogicalResult readControl(RegionState &state, const proto::Node &from, uint32_t index, ArrayRef<Value> operands);
  FailureOr<ArrayAttr> readAcquires(const proto::Node &from);

  const proto::Plan &in;
  ArrayRef<StringRef> segments;
  uint64_t features;
  ModuleOp module;
  MLIRContext *context;
  SmallVector<std::string> places;
  unsigned depth = 0;
  SmallVector<Location> locations;
  SmallVector<StringAttr> constants, strings;
  SmallVector<ToolOp> tools;
  SmallVector<ResourceOp> resources;
  DenseSet<StringAttr> symbols;
};

/// The number of results of a node, which its kind and its regions tell.
uint64_t countResults(const proto::Node &node);

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_TARGET_PLAN_PLANREADER_H
