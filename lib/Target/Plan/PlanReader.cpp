// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading plan files: the message, its tables, errors with places.
#include "PlanReader.h"

#include "hocket/Dialect/Plan/IR/JsonText.h"
#include "hocket/Target/Plan/Plan.h"

#include "mlir/IR/Verifier.h"

#include <cmath>
#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>

namespace mlir::hocket::plan {

InFlightDiagnostic PlanReader::error() {
  InFlightDiagnostic diagnostic = emitError(module.getLoc()) << "plan file: ";
  llvm::interleave(
      places, [&](const std::string &place) { diagnostic << place; }, [&] { diagnostic << ", "; });
  if (!places.empty())
    diagnostic << ": ";
  return diagnostic;
}

LogicalResult PlanReader::check(StringRef table, uint64_t index, uint64_t size) {
  if (index < size)
    return success();
  return error() << table << ' ' << index << " of " << size;
}

LogicalResult PlanReader::expect(const Twine &what, uint64_t expected, uint64_t found) {
  if (expected == found)
    return success();
  return error() << "expected " << expected << ' ' << what << ", found " << found;
}

FailureOr<StringAttr> PlanReader::symbol(const std::string &name) {
  if (name.empty())
    return error() << "expected a name";
  StringAttr result = attr(name);
  if (!symbols.insert(result).second)
    return error() << "the name is taken by another program, tool or resource";
  return result;
}

FailureOr<ArrayAttr> PlanReader::parameters(const google::protobuf::RepeatedPtrField<std::string> &names) {
  SmallVector<Attribute> list;
  DenseSet<Attribute> seen;
  for (const std::string &name : names) {
    list.push_back(attr(name));
    if (name.empty())
      return error() << "parameter " << list.size() - 1 << ": expected a name";
    if (!seen.insert(list.back()).second)
      return error() << "two parameters " << list.back();
  }
  return ArrayAttr::get(context, list);
}

FailureOr<FloatAttr> PlanReader::seconds(StringRef what, double value) {
  if (!std::isfinite(value) || value < 0)
    return error() << "expected a finite " << what << " that is not negative, found " << formatNumber(value);
  return value == 0 ? FloatAttr() : FloatAttr::get(Float64Type::get(context), value);
}

FailureOr<PolicyAttr> PlanReader::policy(const proto::Policy &from) {
  auto result = PolicyAttr::getChecked([&] { return error(); }, context, from.timeout_ns(), from.retries(),
                                       from.idempotent());
  if (!result)
    return failure();
  return result;
}

FailureOr<Location> PlanReader::location(uint32_t index) {
  if (failed(check("location", index, locations.size())))
    return failure();
  return locations[index];
}

FailureOr<StringAttr> PlanReader::string(uint32_t index) {
  if (failed(check("string", index, strings.size())))
    return failure();
  return strings[index];
}

LogicalResult PlanReader::read() {
  for (const std::string &text : in.strings())
    strings.push_back(attr(text));
  if (!in.source_format().empty())
    module->setAttr(sourceFormatAttrName, attr(in.source_format()));
  if (failed(readLocations()) || failed(readConstants()) || failed(readResources()) || failed(readTools()))
    return failure();
  if (in.programs().empty())
    return error() << "expected at least one program";
  for (const proto::Program &program : in.programs()) {
    Place place(*this, "program '" + program.name() + "'");
    if (failed(readProgram(program)))
      return failure();
  }
  return success();
}

OwningOpRef<ModuleOp> readPlan(StringRef bytes, MLIRContext *context) {
  context->loadDialect<PlanDialect>();
  OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(context));
  FailureOr<Container> container = readContainer(bytes, module->getLoc());
  if (failed(container))
    return nullptr;

  google::protobuf::Arena arena;
  auto *plan = google::protobuf::Arena::CreateMessage<proto::Plan>(&arena);
  google::protobuf::io::CodedInputStream stream(reinterpret_cast<const uint8_t *>(container->control.data()),
                                                container->control.size());
  // Each level of regions takes two messages, the region and the node around it.
  stream.SetRecursionLimit(2 * maxRegionDepth + 8);
  if (!plan->ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage()) {
    emitError(module->getLoc()) << "plan file: the control data is no valid message, or its regions nest deeper than "
                                << maxRegionDepth;
    return nullptr;
  }
  if (failed(PlanReader(*plan, *container, *module).read()))
    return nullptr;
  // What no index in the file could name, the dialect's own verifiers find.
  if (failed(verify(*module)))
    return nullptr;
  return module;
}

} // namespace mlir::hocket::plan
