// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writing one task as a node.
#include "PlanWriter.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket::plan {

LogicalResult PlanWriter::writeCall(CallOp op, proto::Node &out) {
  auto [tool, index] = tools.lookup(op.getCalleeAttr().getAttr());
  proto::Call &call = *out.mutable_call();
  call.set_tool(index);
  if (std::optional<ArrayAttr> names = op.getArgNames()) {
    ArrayRef<Attribute> params = tool.getParams().getValue();
    for (Attribute name : *names)
      call.add_arguments(llvm::find(params, name) - params.begin());
  } else {
    for (unsigned i = 0; i < op.getArguments().size(); ++i)
      call.add_arguments(i);
  }
  if (PolicyAttr policy = op.getPolicyAttr())
    writePolicy(policy, *call.mutable_policy());
  return success();
}

LogicalResult PlanWriter::writeNames(Operation *op, ArrayAttr names, proto::Node &out) {
  for (auto name : names.getAsRange<StringAttr>()) {
    if (failed(check(op, name.getValue())))
      return failure();
    out.add_names(intern(name.getValue()));
  }
  return success();
}

LogicalResult PlanWriter::writePath(GetOp op, proto::Node &out) {
  for (Attribute step : op.getPath()) {
    auto field = dyn_cast<StringAttr>(step);
    if (!field) {
      out.add_path()->set_index(cast<IntegerAttr>(step).getInt());
      continue;
    }
    if (failed(check(op, field.getValue())))
      return failure();
    out.add_path()->set_field(intern(field.getValue()));
  }
  return success();
}

LogicalResult PlanWriter::writeRegions(Operation *op, proto::Node &out) {
  for (Region &region : op->getRegions()) {
    Slots slots;
    if (failed(writeRegion(region, *out.add_regions(), slots)))
      return failure();
  }
  return success();
}

LogicalResult PlanWriter::writeKind(Operation *op, proto::Node &out) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](CallOp call) {
        out.set_kind(proto::NODE_KIND_CALL);
        return writeCall(call, out);
      })
      .Case([&](ApplyOp apply) {
        out.set_kind(proto::NODE_KIND_APPLY);
        // The numbers are the schema's; a test compares them.
        out.set_builtin(static_cast<proto::Builtin>(apply.getFunction()));
        return success();
      })
      .Case([&](FormatOp text) {
        out.set_kind(proto::NODE_KIND_FORMAT);
        out.set_text(intern(text.getText()));
        return check(op, text.getText());
      })
      .Case([&](RecordOp record) {
        out.set_kind(proto::NODE_KIND_RECORD);
        return writeNames(op, record.getNames(), out);
      })
      .Case([&](ListOp) {
        out.set_kind(proto::NODE_KIND_LIST);
        return success();
      })
      .Case([&](GetOp get) {
        out.set_kind(proto::NODE_KIND_GET);
        return writePath(get, out);
      })
      .Case([&](CastOp cast) {
        out.set_kind(proto::NODE_KIND_CAST);
        out.set_type(cast.getSchema().str());
        return success();
      })
      .Case([&](ApproveOp) {
        out.set_kind(proto::NODE_KIND_APPROVE);
        return success();
      })
      .Case([&](MapOp map) {
        out.set_kind(proto::NODE_KIND_MAP);
        out.set_width_limit(map.getWidth().value_or(0));
        return writeRegions(op, out);
      })
      .Case([&](IfOp) {
        out.set_kind(proto::NODE_KIND_IF);
        return writeRegions(op, out);
      })
      .Case([&](ForOp loop) {
        out.set_kind(proto::NODE_KIND_FOR);
        out.set_num_inits(loop.getInits().size());
        return writeRegions(op, out);
      })
      .Case([&](WhileOp loop) {
        out.set_kind(proto::NODE_KIND_WHILE);
        out.set_num_inits(loop.getInits().size());
        return writeRegions(op, out);
      })
      .Case([&](NopOp) {
        out.set_kind(proto::NODE_KIND_NOP);
        return success();
      });
}

LogicalResult PlanWriter::writeNode(TaskOpInterface task, proto::Node &out, const Slots &slots) {
  for (Value value : task.getValueOperands())
    out.add_operands(operand(value, slots));
  out.set_location(location(task.getLoc()));
  if (FloatAttr priority = task.getPriorityAttr())
    out.set_priority(priority.getValueAsDouble());
  out.set_queue(static_cast<proto::Queue>(task.getQueueOrDefault()));
  out.set_ordered(task.getOrdered());
  out.set_early(task.getEarly());
  if (FloatAttr cost = task.getCostAttr())
    out.set_cost_s(cost.getValueAsDouble());
  if (ArrayAttr acquires = task.getAcquiresAttr()) {
    for (auto acquire : acquires.getAsRange<AcquireAttr>()) {
      proto::Acquire *to = out.add_acquires();
      to->set_resource(resources.lookup(acquire.getResource().getAttr()));
      to->set_units(acquire.getUnits());
    }
  }
  if (StringAttr label = task.getLabelAttr()) {
    if (failed(check(task, label.getValue())))
      return failure();
    out.set_label(label.str());
  }
  return writeKind(task, out);
}

} // namespace mlir::hocket::plan
