// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes plans from C++.
#include "plan/testing/plan_builder.h"

#include "plan/container.h"

namespace hocket::testing {

uint64_t featuresOf(const plan::v1::Plan &plan) {
  uint64_t features = 0;
  for (const plan::v1::Tool &tool : plan.tools())
    if (!tool.result_type().empty())
      features |= plan_format::typedResults;
  for (const plan::v1::Program &program : plan.programs())
    if (program.parameter_types_size())
      features |= plan_format::typedParameters;
  return features;
}

RegionBuilder::RegionBuilder(PlanBuilder &plan, plan::v1::Region &message,
                             uint32_t numArgs)
    : plan(plan), message(message), nextSlot(numArgs),
      makers(numArgs, UINT32_MAX) {
  message.set_num_args(numArgs);
}

Encoded RegionBuilder::result(uint32_t node, uint32_t r) const {
  return (message.nodes(int(node)).first_result() + r) << 1;
}

uint32_t RegionBuilder::add(plan::v1::NodeKind kind,
                            const EncodedList &operands, uint32_t numResults) {
  uint32_t index = size();
  plan::v1::Node &node = *message.add_nodes();
  node.set_kind(kind);
  node.set_first_result(nextSlot);
  node.set_num_results(numResults);
  predecessors.emplace_back();
  for (Encoded operand : operands) {
    node.add_operands(operand);
    if (!(operand & 1) && makers[operand >> 1] != UINT32_MAX)
      predecessors[index].insert(makers[operand >> 1]);
  }
  nextSlot += numResults;
  makers.insert(makers.end(), numResults, index);
  return index;
}

uint32_t RegionBuilder::call(uint32_t tool, const EncodedList &operands) {
  uint32_t index = add(plan::v1::NODE_KIND_CALL, operands, 1);
  plan::v1::Call &call = *node(index).mutable_call();
  call.set_tool(tool);
  for (uint32_t i = 0; i < operands.size(); ++i)
    call.add_arguments(i);
  bool compute =
      plan.plan.tools(int(tool)).label() == plan::v1::TOOL_LABEL_COMPUTE;
  node(index).set_queue(compute ? plan::v1::QUEUE_CPU : plan::v1::QUEUE_IO);
  return index;
}

uint32_t RegionBuilder::apply(Builtin builtin, const EncodedList &operands) {
  uint32_t index = add(plan::v1::NODE_KIND_APPLY, operands, 1);
  node(index).set_builtin(static_cast<plan::v1::Builtin>(builtin));
  return index;
}

uint32_t RegionBuilder::format(const std::string &text,
                               const EncodedList &operands) {
  uint32_t index = add(plan::v1::NODE_KIND_FORMAT, operands, 1);
  node(index).set_text(plan.string(text));
  return index;
}

uint32_t RegionBuilder::record(const std::vector<std::string> &names,
                               const EncodedList &operands) {
  uint32_t index = add(plan::v1::NODE_KIND_RECORD, operands, 1);
  for (const std::string &name : names)
    node(index).add_names(plan.string(name));
  return index;
}

uint32_t RegionBuilder::list(const EncodedList &operands) {
  return add(plan::v1::NODE_KIND_LIST, operands, 1);
}

uint32_t RegionBuilder::cast(const std::string &type, Encoded operand) {
  uint32_t index = add(plan::v1::NODE_KIND_CAST, {operand}, 1);
  node(index).set_type(type);
  return index;
}

uint32_t RegionBuilder::get(const std::vector<std::string> &fields,
                            Encoded base) {
  uint32_t index = add(plan::v1::NODE_KIND_GET, {base}, 1);
  for (const std::string &field : fields)
    node(index).add_path()->set_field(plan.string(field));
  return index;
}

static EncodedList join(EncodedList first, const EncodedList &second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

uint32_t RegionBuilder::map(Encoded list, const EncodedList &captures,
                            uint32_t width) {
  uint32_t index = add(plan::v1::NODE_KIND_MAP, join({list}, captures), 1);
  node(index).set_width_limit(width);
  return index;
}

uint32_t RegionBuilder::branch(Encoded condition, const EncodedList &captures,
                               uint32_t numResults) {
  return add(plan::v1::NODE_KIND_IF, join({condition}, captures), numResults);
}

uint32_t RegionBuilder::loop(Encoded lower, Encoded upper, Encoded step,
                             const EncodedList &inits,
                             const EncodedList &captures) {
  uint32_t index = add(plan::v1::NODE_KIND_FOR,
                       join(join({lower, upper, step}, inits), captures),
                       uint32_t(inits.size()));
  node(index).set_num_inits(uint32_t(inits.size()));
  return index;
}

uint32_t RegionBuilder::repeat(const EncodedList &inits,
                               const EncodedList &captures,
                               uint32_t numResults) {
  uint32_t index =
      add(plan::v1::NODE_KIND_WHILE, join(inits, captures), numResults);
  node(index).set_num_inits(uint32_t(inits.size()));
  return index;
}

void RegionBuilder::after(uint32_t node, uint32_t predecessor) {
  predecessors[node].insert(predecessor);
}

RegionBuilder &RegionBuilder::region(uint32_t index) {
  plan::v1::Node &owner = node(index);
  uint32_t operands = uint32_t(owner.operands_size());
  uint32_t args = operands;
  switch (owner.kind()) {
  case plan::v1::NODE_KIND_MAP:
    args = operands + 1;
    break;
  case plan::v1::NODE_KIND_IF:
    args = operands - 1;
    break;
  case plan::v1::NODE_KIND_FOR:
    args = operands - 2;
    break;
  default: // WHILE: the body takes the condition's values
    if (owner.regions_size() == 1)
      args = operands - owner.num_inits() + owner.num_results();
  }
  plan.regions.push_back(
      std::make_unique<RegionBuilder>(plan, *owner.add_regions(), args));
  return *plan.regions.back();
}

void RegionBuilder::yield(const EncodedList &operands) {
  message.mutable_yields()->Assign(operands.begin(), operands.end());
}

void RegionBuilder::finish() {
  message.set_num_slots(nextSlot);
  message.clear_successors();
  message.clear_successor_offsets();
  message.clear_ready_counts();
  std::vector<std::vector<uint32_t>> successors(size());
  for (uint32_t i = 0; i < size(); ++i) {
    message.add_ready_counts(uint32_t(predecessors[i].size()));
    for (uint32_t predecessor : predecessors[i])
      successors[predecessor].push_back(i);
  }
  for (const std::vector<uint32_t> &list : successors) {
    message.add_successor_offsets(uint32_t(message.successors_size()));
    message.mutable_successors()->Add(list.begin(), list.end());
  }
  message.add_successor_offsets(uint32_t(message.successors_size()));
}

PlanBuilder::PlanBuilder() {
  plan.set_producer("plan builder");
  plan.set_source_format("mlir");
  plan.mutable_locations()->add_entries();
}

Encoded PlanBuilder::constant(const std::string &json) {
  plan.add_constants()->set_json(json);
  return (uint32_t(plan.constants_size() - 1) << 1) | 1;
}

Encoded PlanBuilder::segmentConstant(const std::string &json) {
  plan.add_constants()->set_segment(uint32_t(segments.size()));
  segments.push_back({json});
  return (uint32_t(plan.constants_size() - 1) << 1) | 1;
}

uint32_t PlanBuilder::string(const std::string &text) {
  for (int i = 0; i < plan.strings_size(); ++i)
    if (plan.strings(i) == text)
      return uint32_t(i);
  plan.add_strings(text);
  return uint32_t(plan.strings_size() - 1);
}

uint32_t PlanBuilder::resource(const std::string &name, uint32_t capacity,
                               double rate) {
  plan::v1::Resource &resource = *plan.add_resources();
  resource.set_name(name);
  resource.set_capacity(capacity);
  resource.set_rate_per_second(rate);
  return uint32_t(plan.resources_size() - 1);
}

uint32_t PlanBuilder::tool(const std::string &name,
                           const std::vector<std::string> &parameters,
                           bool compute) {
  plan::v1::Tool &tool = *plan.add_tools();
  tool.set_name(name);
  tool.set_provider("native");
  tool.set_provider_config("{}");
  for (const std::string &parameter : parameters)
    tool.add_parameters(parameter);
  if (compute)
    tool.set_label(plan::v1::TOOL_LABEL_COMPUTE);
  return uint32_t(plan.tools_size() - 1);
}

uint32_t PlanBuilder::location(const std::string &file, uint32_t line,
                               uint32_t column, const std::string &name) {
  plan::v1::Locations &locations = *plan.mutable_locations();
  int index = 0;
  while (index < locations.files_size() && locations.files(index) != file)
    ++index;
  if (index == locations.files_size())
    locations.add_files(file);
  plan::v1::Location &entry = *locations.add_entries();
  entry.set_file(uint32_t(index));
  entry.set_line(line);
  entry.set_column(column);
  entry.set_name(name);
  return uint32_t(locations.entries_size() - 1);
}

RegionBuilder &
PlanBuilder::program(const std::string &name,
                     const std::vector<std::string> &parameters) {
  plan::v1::Program &program = *plan.add_programs();
  program.set_name(name);
  for (const std::string &parameter : parameters)
    program.add_parameters(parameter);
  regions.push_back(std::make_unique<RegionBuilder>(
      *this, *program.mutable_body(), uint32_t(parameters.size())));
  return *regions.back();
}

void PlanBuilder::output(const std::string &name, Encoded value,
                         const std::string &tool) {
  plan::v1::Output &output =
      *plan.mutable_programs(plan.programs_size() - 1)->add_outputs();
  output.set_name(name);
  output.set_value(value);
  output.set_tool(tool);
}

std::string PlanBuilder::control() {
  for (const std::unique_ptr<RegionBuilder> &region : regions)
    region->finish();
  return plan.SerializeAsString();
}

} // namespace hocket::testing
