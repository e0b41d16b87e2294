// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold for resources, tools, programs and constants.
#include "hocket/Dialect/Plan/IR/JsonText.h"
#include "hocket/Dialect/Plan/IR/Plan.h"
#include "Verify.h"

#include <cmath>

namespace mlir::hocket::plan {

LogicalResult ResourceOp::verify() {
  if (IntegerAttr capacity = getCapacityAttr();
      capacity && (capacity.getInt() < 1 || capacity.getInt() > UINT32_MAX))
    return emitOpError("expected a capacity from 1 to 4294967295, found ") << capacity.getInt();
  if (FloatAttr rate = getRateAttr();
      rate && !(std::isfinite(rate.getValueAsDouble()) && rate.getValueAsDouble() > 0))
    return emitOpError("expected a finite rate greater than 0, found ") << formatNumber(rate.getValueAsDouble());
  return success();
}

static LogicalResult verifyNames(Operation *op, ArrayAttr names) {
  DenseSet<Attribute> seen;
  for (auto name : names.getAsRange<StringAttr>()) {
    if (name.empty())
      return op->emitOpError("has a parameter without a name");
    if (!seen.insert(name).second)
      return op->emitOpError("has the parameter ") << name << " twice";
  }
  return success();
}

LogicalResult ToolOp::verify() {
  if (getProvider().empty())
    return emitOpError("expected the name of a provider");
  if (std::optional<std::string> error = checkJsonObject(getConfig()))
    return emitOpError("has a malformed provider configuration: ") << *error;
  if (StringAttr type = getResultTypeAttr())
    if (std::optional<std::string> error = checkTypeSchema(type))
      return emitOpError("has a malformed result type: ") << *error;
  return verifyNames(*this, getParams());
}

LogicalResult ConstantOp::verify() {
  if (std::optional<std::string> error = checkJson(getJson()))
    return emitOpError("is no JSON value: ") << *error;
  return success();
}

LogicalResult ProgramOp::verify() {
  for (auto [what, seconds] : {std::pair<StringRef, FloatAttr>("makespan", getMakespanAttr()),
                               std::pair<StringRef, FloatAttr>("lower bound", getLowerBoundAttr())})
    if (seconds && !(std::isfinite(seconds.getValueAsDouble()) && seconds.getValueAsDouble() >= 0))
      return emitOpError("expected a finite ") << what << " that is not negative, found "
                                               << formatNumber(seconds.getValueAsDouble());
  if (ArrayAttr types = getParamTypesAttr()) {
    if (types.size() != getParams().size())
      return emitOpError("expected as many types of parameters as parameters, found ")
             << types.size() << " and " << getParams().size();
    for (auto [name, type] : llvm::zip_equal(getParams().getAsRange<StringAttr>(),
                                             types.getAsRange<StringAttr>()))
      if (!type.empty())
        if (std::optional<std::string> error = checkTypeSchema(type))
          return emitOpError("has a malformed type of parameter ") << name << ": " << *error;
  }
  return verifyNames(*this, getParams());
}

LogicalResult ProgramOp::verifyRegions() {
  FailureOr<YieldOp> yield = verifyRegion(*this, getBody(), "the program", getParams().size());
  if (failed(yield))
    return failure();
  if (yield->getValues().size() > 1)
    return yield->emitOpError("expected at most one value of a program, found ") << yield->getValues().size();
  DenseMap<Attribute, OutputOp> outputs;
  for (OutputOp output : getBody().getOps<OutputOp>()) {
    auto [previous, isNew] = outputs.try_emplace(output.getNameAttr(), output);
    if (isNew)
      continue;
    InFlightDiagnostic diagnostic = output.emitOpError("second output ") << output.getNameAttr();
    diagnostic.attachNote(previous->second.getLoc()) << "the first is here";
    return diagnostic;
  }
  return success();
}

} // namespace mlir::hocket::plan
