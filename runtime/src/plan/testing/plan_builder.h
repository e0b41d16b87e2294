// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes plans from C++: for tests, benchmarks and fuzz seeds.
#ifndef HOCKET_PLAN_TESTING_PLAN_BUILDER_H
#define HOCKET_PLAN_TESTING_PLAN_BUILDER_H

#include "plan/builtin.h"
#include "plan/testing/container_writer.h"
#include "schema/plan.pb.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace hocket::testing {

class PlanBuilder;

/// The feature bits of a file that holds the plan.
uint64_t featuresOf(const plan::v1::Plan &plan);

/// An operand as the schema encodes it.
using Encoded = uint32_t;
using EncodedList = std::vector<Encoded>;

/// Adds nodes to one region, in program order. Data edges follow from the
/// operands.
class RegionBuilder {
public:
  RegionBuilder(PlanBuilder &plan, plan::v1::Region &message, uint32_t numArgs);

  Encoded arg(uint32_t index) const { return index << 1; }
  /// Result `r` of node `node`.
  Encoded result(uint32_t node, uint32_t r = 0) const;

  // Each returns the index of the new node.
  uint32_t add(plan::v1::NodeKind kind, const EncodedList &operands,
               uint32_t numResults);
  /// The operands are the tool's first parameters.
  uint32_t call(uint32_t tool, const EncodedList &operands = {});
  uint32_t apply(Builtin builtin, const EncodedList &operands);
  uint32_t format(const std::string &text, const EncodedList &operands);
  uint32_t record(const std::vector<std::string> &names,
                  const EncodedList &operands);
  uint32_t list(const EncodedList &operands);
  uint32_t cast(const std::string &type, Encoded operand);
  uint32_t get(const std::vector<std::string> &fields, Encoded base);
  uint32_t map(Encoded list, const EncodedList &captures, uint32_t width = 0);
  uint32_t branch(Encoded condition, const EncodedList &captures,
                  uint32_t numResults);
  uint32_t loop(Encoded lower, Encoded upper, Encoded step,
                const EncodedList &inits, const EncodedList &captures);
  uint32_t repeat(const EncodedList &inits, const EncodedList &captures,
                  uint32_t numResults);
  uint32_t nop() { return add(plan::v1::NODE_KIND_NOP, {}, 0); }

  /// An order edge.
  void after(uint32_t node, uint32_t predecessor);
  /// The next region of a node that owns regions, with its number of arguments.
  RegionBuilder &region(uint32_t node);
  void yield(const EncodedList &operands);

  plan::v1::Node &node(uint32_t index) {
    return *message.mutable_nodes(int(index));
  }
  uint32_t size() const { return uint32_t(message.nodes_size()); }
  /// Writes slots and edges. PlanBuilder calls it.
  void finish();

private:
  PlanBuilder &plan;
  plan::v1::Region &message;
  uint32_t nextSlot;
  std::vector<uint32_t> makers; // of each slot
  std::vector<std::set<uint32_t>> predecessors;
};

class PlanBuilder {
public:
  PlanBuilder();
  Encoded constant(const std::string &json);
  uint32_t string(const std::string &text);
  uint32_t resource(const std::string &name, uint32_t capacity,
                    double rate = 0);
  /// A tool of provider "native".
  uint32_t tool(const std::string &name,
                const std::vector<std::string> &parameters = {},
                bool compute = false);
  /// What the arguments of the latest program must fit, as JSON text; empty: any.
  void parameterTypes(const std::vector<std::string> &types) {
    plan::v1::Program &program =
        *plan.mutable_programs(plan.programs_size() - 1);
    program.mutable_parameter_types()->Assign(types.begin(), types.end());
  }
  /// What the tool's results must fit, as JSON text.
  void resultType(uint32_t tool, const std::string &type) {
    plan.mutable_tools(int(tool))->set_result_type(type);
  }
  /// `name` is the caller's id of what stands there.
  uint32_t location(const std::string &file, uint32_t line, uint32_t column,
                    const std::string &name = "");
  RegionBuilder &program(const std::string &name,
                         const std::vector<std::string> &parameters = {});
  /// An output of the latest program.
  void output(const std::string &name, Encoded value,
              const std::string &tool = "");
  /// The next constants go to segments.
  Encoded segmentConstant(const std::string &json);

  plan::v1::Plan &message() { return plan; }
  /// The finished message.
  std::string control();
  /// The finished file.
  std::string finish() {
    return writeContainer(control(), segments, featuresOf(plan));
  }

private:
  friend class RegionBuilder;
  plan::v1::Plan plan;
  std::vector<SegmentData> segments;
  std::vector<std::unique_ptr<RegionBuilder>> regions;
};

} // namespace hocket::testing

#endif // HOCKET_PLAN_TESTING_PLAN_BUILDER_H
