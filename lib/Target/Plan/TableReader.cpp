// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading the tables that all programs share.
#include "PlanReader.h"

#include "hocket/Dialect/Plan/IR/JsonText.h"

#include <cmath>

namespace mlir::hocket::plan {

LogicalResult PlanReader::readLocations() {
  const proto::Locations &from = in.locations();
  SmallVector<StringAttr> files;
  for (const std::string &file : from.files())
    files.push_back(attr(file));
  for (auto [i, entry] : llvm::enumerate(from.entries())) {
    Place place(*this, "location " + Twine(i));
    Location loc = UnknownLoc::get(context);
    if (entry.line() != 0) {
      if (failed(check("file", entry.file(), files.size())))
        return failure();
      loc = FileLineColLoc::get(files[entry.file()], entry.line(), entry.column());
    }
    if (!entry.name().empty())
      loc = NameLoc::get(attr(entry.name()), loc);
    if (i == 0 && !isa<UnknownLoc>(loc))
      return error() << "expected the unknown location";
    locations.push_back(loc);
  }
  if (locations.empty())
    locations.push_back(UnknownLoc::get(context));
  return success();
}

LogicalResult PlanReader::readConstants() {
  for (auto [i, from] : llvm::enumerate(in.constants())) {
    Place place(*this, "constant " + Twine(i));
    StringRef json;
    switch (from.value_case()) {
    case proto::Constant::kJson:
      json = from.json();
      break;
    case proto::Constant::kSegment:
      if (failed(check("segment", from.segment(), segments.size())))
        return failure();
      json = segments[from.segment()];
      break;
    case proto::Constant::VALUE_NOT_SET:
      return error() << "a kind of constant that this compiler does not know";
    }
    if (std::optional<std::string> problem = checkJson(json))
      return error() << *problem;
    constants.push_back(attr(json));
  }
  return success();
}

LogicalResult PlanReader::readResources() {
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  for (const proto::Resource &from : in.resources()) {
    Place place(*this, "resource '" + from.name() + "'");
    FailureOr<StringAttr> name = symbol(from.name());
    FailureOr<Location> loc = location(from.location());
    if (failed(name) || failed(loc))
      return failure();
    if (!std::isfinite(from.rate_per_second()) || from.rate_per_second() < 0)
      return error() << "expected a finite rate that is not negative, found " << formatNumber(from.rate_per_second());
    IntegerAttr capacity = from.capacity() ? builder.getI64IntegerAttr(from.capacity()) : IntegerAttr();
    FloatAttr rate = from.rate_per_second() ? builder.getF64FloatAttr(from.rate_per_second()) : FloatAttr();
    resources.push_back(ResourceOp::create(builder, *loc, *name, capacity, rate));
  }
  return success();
}

LogicalResult PlanReader::readTool(const proto::Tool &from) {
  FailureOr<StringAttr> name = symbol(from.name());
  FailureOr<Location> loc = location(from.location());
  FailureOr<ArrayAttr> params = parameters(from.parameters());
  if (failed(name) || failed(loc) || failed(params))
    return failure();
  if (!proto::ToolLabel_IsValid(from.label()))
    return error() << "unknown label " << static_cast<int>(from.label());
  if (from.pure() && from.writes())
    return error() << "a pure tool that writes";
  if (from.provider().empty())
    return error() << "expected the name of a provider";
  StringRef config = from.provider_config().empty() ? StringRef("{}") : StringRef(from.provider_config());
  if (std::optional<std::string> problem = checkJsonObject(config))
    return error() << "provider configuration: " << *problem;
  StringAttr type;
  if (!from.result_type().empty()) {
    if (!(features & format::typedResults))
      return error() << "expected the feature bit of typed results beside the result type";
    if (std::optional<std::string> problem = checkTypeSchema(from.result_type()))
      return error() << "result type: " << *problem;
    type = attr(from.result_type());
  }
  FailureOr<PolicyAttr> ownPolicy = PolicyAttr();
  if (from.has_policy() && failed(ownPolicy = policy(from.policy())))
    return failure();
  Access access = from.pure() ? Access::Pure : from.writes() ? Access::Writes : Access::Reads;
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  tools.push_back(ToolOp::create(builder, *loc, *name, *params, type, AccessAttr::get(context, access),
                                 flag(from.label() == proto::TOOL_LABEL_COMPUTE), attr(from.provider()), attr(config),
                                 *ownPolicy));
  return success();
}

LogicalResult PlanReader::readTools() {
  for (const proto::Tool &from : in.tools()) {
    Place place(*this, "tool '" + from.name() + "'");
    if (failed(readTool(from)))
      return failure();
  }
  return success();
}

} // namespace mlir::hocket::plan
