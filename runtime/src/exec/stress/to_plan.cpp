// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs as plan files.
#include "exec/stress/model.h"

#include "plan/testing/plan_builder.h"

namespace hocket::stress {

using namespace hocket::testing;

namespace {
class Writer {
public:
  explicit Writer(PlanBuilder &builder) : builder(builder) {
    // Arguments are named by position; the line tells calls apart.
    std::vector<std::string> parameters = {"line", "a", "b", "c"};
    for (std::string prefix : {"", "typed "})
      for (std::string kind : {"compute", "blocking", "async"}) {
        uint32_t tool =
            builder.tool(prefix + kind, parameters, kind == "compute");
        if (!prefix.empty())
          builder.resultType(tool, "\"int\"");
      }
  }
  void write(const Block &block, RegionBuilder &region);

private:
  Encoded constant(int64_t value) {
    auto [it, isNew] = constants.try_emplace(value, 0);
    if (isNew)
      it->second = builder.constant(std::to_string(value));
    return it->second;
  }
  Encoded encode(const Source &source) {
    return source.isConstant ? constant(source.constant) : source.slot << 1;
  }
  uint32_t addNode(const Operation &op, RegionBuilder &region);

  PlanBuilder &builder;
  std::map<int64_t, Encoded> constants;
};
} // namespace

uint32_t Writer::addNode(const Operation &op, RegionBuilder &region) {
  EncodedList operands;
  for (const Source &source : op.operands)
    operands.push_back(encode(source));
  switch (op.kind) {
  case Kind::Call:
    operands.insert(operands.begin(), constant(op.line));
    return region.call(op.typed ? op.tool + 3 : op.tool, operands);
  case Kind::Add:
    return region.apply(Builtin::Add, operands);
  case Kind::Divide:
    return region.apply(Builtin::FloorDiv, operands);
  case Kind::Modulo:
    return region.apply(Builtin::Mod, operands);
  case Kind::Less:
    return region.apply(Builtin::Lt, operands);
  case Kind::List:
    return region.list(operands);
  case Kind::Sum:
    return region.apply(Builtin::Sum, operands);
  case Kind::Map:
    return region.map(operands[0], {operands.begin() + 1, operands.end()},
                      op.width);
  case Kind::If:
    return region.branch(operands[0], {operands.begin() + 1, operands.end()},
                         1);
  case Kind::For: {
    auto split = operands.begin() + 3 + op.carried;
    return region.loop(operands[0], operands[1], operands[2],
                       {operands.begin() + 3, split}, {split, operands.end()});
  }
  default: {
    auto split = operands.begin() + op.carried;
    return region.repeat({operands.begin(), split}, {split, operands.end()},
                         op.numResults);
  }
  }
}

void Writer::write(const Block &block, RegionBuilder &region) {
  for (const Operation &op : block.operations) {
    uint32_t index = addNode(op, region);
    plan::v1::Node &node = region.node(index);
    node.set_ordered(op.ordered);
    node.set_early(op.early);
    node.set_priority(op.priority);
    node.set_location(builder.location("program", op.line, 1));
    if (op.kind == Kind::Call)
      node.set_cost_s(op.line % 7 * 1e-5);
    if (op.resource >= 0) {
      node.add_acquires()->set_resource(uint32_t(op.resource));
      node.mutable_acquires(0)->set_units(1);
    }
    for (uint32_t predecessor : op.after)
      region.after(index, predecessor);
    for (const Block &inner : op.blocks)
      write(inner, region.region(index));
  }
  EncodedList yields;
  for (const Source &yield : block.yields)
    yields.push_back(encode(yield));
  region.yield(yields);
}

std::string toPlan(const Program &program) {
  PlanBuilder builder;
  for (size_t i = 0; i < program.capacities.size(); ++i)
    builder.resource("r" + std::to_string(i), program.capacities[i]);
  Writer writer(builder);
  writer.write(program.body, builder.program("main"));
  for (uint32_t slot : program.outputs)
    builder.output(std::to_string(slot), slot << 1);
  return builder.finish();
}

} // namespace hocket::stress
