// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writing plan files. Tables are filled in the order of first use, so that the
// same module gives the same bytes.
#include "PlanWriter.h"
#include "Container.h"

#include "hocket/Dialect/Plan/Transforms/Order.h"
#include "hocket/Target/Plan/Plan.h"

#include "llvm/Support/JSON.h"

#include <google/protobuf/arena.h>

namespace mlir::hocket::plan {

LogicalResult PlanWriter::check(Operation *op, StringRef text) {
  size_t position;
  if (llvm::json::isUTF8(text, &position))
    return success();
  return op->emitError("has a text that is not valid UTF-8, at byte ") << position;
}

uint32_t PlanWriter::intern(StringRef text) {
  auto [entry, isNew] = strings.try_emplace(text, plan.strings_size());
  if (isNew)
    plan.add_strings(text.str());
  return entry->second;
}

uint32_t PlanWriter::constant(ConstantOp op) {
  auto [entry, isNew] = constants.try_emplace(op.getJsonAttr(), plan.constants_size());
  if (isNew) {
    proto::Constant *out = plan.add_constants();
    if (op.getJson().size() <= format::maxInlineConstant) {
      out->set_json(op.getJson().str());
    } else {
      out->set_segment(segments.size());
      segments.push_back(op.getJson());
    }
  }
  return entry->second;
}

/// What is known about a place in the user's files.
struct Place {
  FileLineColRange position;
  StringRef name;
};

/// The outermost name and the innermost place of a location.
static void findPlace(Location loc, Place &place) {
  if (auto position = dyn_cast<FileLineColRange>(loc)) {
    if (!place.position)
      place.position = position;
  } else if (auto named = dyn_cast<NameLoc>(loc)) {
    if (place.name.empty())
      place.name = named.getName().getValue();
    findPlace(named.getChildLoc(), place);
  } else if (auto call = dyn_cast<CallSiteLoc>(loc)) {
    findPlace(call.getCallee(), place);
  } else if (auto fused = dyn_cast<FusedLoc>(loc)) {
    for (Location part : fused.getLocations())
      findPlace(part, place);
  }
}

uint32_t PlanWriter::location(Location loc) {
  auto [known, isNew] = locations.try_emplace(loc, 0);
  if (!isNew)
    return known->second;
  Place place;
  findPlace(loc, place);
  uint32_t file = 0, line = 0, column = 0;
  proto::Locations &out = *plan.mutable_locations();
  if (place.position && place.position.getStartLine() != 0) {
    StringRef name = place.position.getFilename().getValue();
    auto [entry, isNewFile] = files.try_emplace(name, out.files_size());
    if (isNewFile)
      out.add_files(llvm::json::fixUTF8(name));
    file = entry->second;
    line = place.position.getStartLine();
    column = place.position.getStartColumn();
  } else if (place.name.empty()) {
    return known->second;
  }
  auto [entry, isNewEntry] = entries.try_emplace({file, line, column, place.name}, out.entries_size());
  if (isNewEntry) {
    proto::Location *to = out.add_entries();
    to->set_file(file);
    to->set_line(line);
    to->set_column(column);
    to->set_name(llvm::json::fixUTF8(place.name));
  }
  return locations[loc] = entry->second;
}

void PlanWriter::writePolicy(PolicyAttr policy, proto::Policy &out) {
  out.set_timeout_ns(policy.getTimeoutNs());
  out.set_retries(policy.getRetries());
  out.set_idempotent(policy.getIdempotent());
}

LogicalResult PlanWriter::writeResource(ResourceOp op) {
  resources[op.getSymNameAttr()] = plan.resources_size();
  proto::Resource *out = plan.add_resources();
  out->set_name(op.getSymName().str());
  out->set_capacity(op.getCapacity().value_or(0));
  if (FloatAttr rate = op.getRateAttr())
    out->set_rate_per_second(rate.getValueAsDouble());
  out->set_location(location(op.getLoc()));
  return check(op, op.getSymName());
}

LogicalResult PlanWriter::writeTool(ToolOp op) {
  tools[op.getSymNameAttr()] = {op, plan.tools_size()};
  proto::Tool *out = plan.add_tools();
  out->set_name(op.getSymName().str());
  out->set_provider(op.getProvider().str());
  out->set_provider_config(op.getConfig().str());
  for (auto name : op.getParams().getAsRange<StringAttr>()) {
    if (failed(check(op, name.getValue())))
      return failure();
    out->add_parameters(name.str());
  }
  if (PolicyAttr policy = op.getPolicyAttr())
    writePolicy(policy, *out->mutable_policy());
  out->set_label(op.getCompute() ? proto::TOOL_LABEL_COMPUTE : proto::TOOL_LABEL_IO);
  out->set_pure(op.getAccess() == Access::Pure);
  out->set_writes(op.getAccess() == Access::Writes);
  out->set_location(location(op.getLoc()));
  if (StringAttr type = op.getResultTypeAttr()) {
    out->set_result_type(type.str());
    features |= format::typedResults;
  }
  return failure(failed(check(op, op.getSymName())) || failed(check(op, op.getProvider())));
}

uint32_t PlanWriter::operand(Value value, const Slots &slots) {
  if (auto known = value.getDefiningOp<ConstantOp>())
    return constant(known) << 1 | 1;
  return slots.lookup(value) << 1;
}

void PlanWriter::writeEdges(Block &block, proto::Region &out) {
  TaskGraph graph(block);
  graph.reduce();
  unsigned count = graph.tasks.size();
  // Counting sort by source; targets come in ascending order.
  std::vector<uint32_t> offsets(count + 1);
  for (unsigned target = 0; target < count; ++target) {
    for (const auto *sources : {&graph.data[target], &graph.order[target]})
      for (unsigned source : *sources)
        ++offsets[source + 1];
    out.add_ready_counts(graph.data[target].size() + graph.order[target].size());
  }
  for (unsigned i = 0; i < count; ++i)
    offsets[i + 1] += offsets[i];
  out.mutable_successor_offsets()->Assign(offsets.begin(), offsets.end());
  out.mutable_successors()->Resize(offsets.back(), 0);
  for (unsigned target = 0; target < count; ++target)
    for (const auto *sources : {&graph.data[target], &graph.order[target]})
      for (unsigned source : *sources)
        out.set_successors(offsets[source]++, target);
}

LogicalResult PlanWriter::writeRegion(Region &region, proto::Region &out, Slots &slots) {
  uint32_t next = 0;
  for (BlockArgument argument : region.getArguments())
    slots[argument] = next++;
  out.set_num_args(next);
  Block &block = region.front();
  for (auto task : block.getOps<TaskOpInterface>()) {
    proto::Node *node = out.add_nodes();
    ResultRange results = task.getValueResults();
    node->set_num_results(results.size());
    // A node without results has no first one.
    node->set_first_result(results.empty() ? 0 : next);
    for (Value result : results)
      slots[result] = next++;
    if (failed(writeNode(task, *node, slots)))
      return failure();
  }
  out.set_num_slots(next);
  writeEdges(block, out);
  for (Value value : block.getTerminator()->getOperands())
    out.add_yields(operand(value, slots));
  return success();
}

LogicalResult PlanWriter::writeProgram(ProgramOp op) {
  proto::Program *out = plan.add_programs();
  out->set_name(op.getSymName().str());
  for (auto name : op.getParams().getAsRange<StringAttr>()) {
    if (failed(check(op, name.getValue())))
      return failure();
    out->add_parameters(name.str());
  }
  if (ArrayAttr types = op.getParamTypesAttr())
    if (!llvm::all_of(types.getAsRange<StringAttr>(), [](StringAttr type) { return type.empty(); })) {
      for (auto type : types.getAsRange<StringAttr>())
        out->add_parameter_types(type.str());
      features |= format::typedParameters;
    }
  out->set_fail_fast(op.getFailFast());
  if (FloatAttr makespan = op.getMakespanAttr())
    out->set_predicted_makespan_s(makespan.getValueAsDouble());
  if (FloatAttr bound = op.getLowerBoundAttr())
    out->set_lower_bound_s(bound.getValueAsDouble());
  Slots slots;
  if (failed(check(op, op.getSymName())) || failed(writeRegion(op.getBody(), *out->mutable_body(), slots)))
    return failure();
  for (OutputOp output : op.getBody().getOps<OutputOp>()) {
    StringRef tool = output.getTool().value_or("");
    if (failed(check(output, output.getName())) || failed(check(output, tool)))
      return failure();
    proto::Output *to = out->add_outputs();
    to->set_name(output.getName().str());
    to->set_value(operand(output.getValue(), slots));
    to->set_tool(tool.str());
    to->set_location(location(output.getLoc()));
  }
  return success();
}

LogicalResult PlanWriter::write() {
  plan.set_producer("hocket " HOCKET_VERSION);
  if (auto format = module->getAttrOfType<StringAttr>(sourceFormatAttrName)) {
    if (failed(check(module, format.getValue())))
      return failure();
    plan.set_source_format(format.str());
  }
  plan.mutable_locations()->add_entries(); // entry 0: unknown
  for (Operation &op : *module.getBody())
    if (!isa<ResourceOp, ToolOp, ProgramOp>(op))
      return op.emitError("expected resources, tools and programs of the plan dialect, found ") << op.getName();
  for (auto op : module.getOps<ResourceOp>())
    if (failed(writeResource(op)))
      return failure();
  for (auto op : module.getOps<ToolOp>())
    if (failed(writeTool(op)))
      return failure();
  for (auto op : module.getOps<ProgramOp>())
    if (failed(writeProgram(op)))
      return failure();
  if (plan.programs().empty())
    return module.emitError("expected a program to write");
  return success();
}

LogicalResult writePlan(ModuleOp module, raw_ostream &os) {
  google::protobuf::Arena arena;
  auto *plan = google::protobuf::Arena::CreateMessage<proto::Plan>(&arena);
  PlanWriter writer(module, *plan);
  if (failed(writer.write()))
    return failure();
  if (plan->ByteSizeLong() > format::maxControlSize)
    return module.emitError("expected control data of at most ")
           << format::maxControlSize << " bytes, found " << plan->ByteSizeLong();
  if (writer.getSegments().size() > format::maxSegments)
    return module.emitError("expected at most ")
           << format::maxSegments << " constants of more than " << format::maxInlineConstant << " bytes, found "
           << writer.getSegments().size();
  std::string control;
  plan->SerializeToString(&control);
  Container container;
  container.features = writer.getFeatures();
  container.control = control;
  container.segments.assign(writer.getSegments().begin(), writer.getSegments().end());
  writeContainer(container, os);
  return success();
}

} // namespace mlir::hocket::plan
