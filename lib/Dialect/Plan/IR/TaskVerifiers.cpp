// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold for tasks without regions.
#include "hocket/Dialect/Plan/IR/JsonText.h"
#include "hocket/Dialect/Plan/IR/Plan.h"

#include "llvm/ADT/StringSet.h"

#include <cmath>

namespace mlir::hocket::plan {

static LogicalResult verifySeconds(Operation *op, StringRef what, FloatAttr seconds) {
  if (!seconds)
    return success();
  double value = seconds.getValueAsDouble();
  if (std::isfinite(value) && value >= 0)
    return success();
  return op->emitOpError("expected a finite ") << what << " that is not negative, found " << formatNumber(value);
}

LogicalResult detail::verifyTask(Operation *op) {
  auto task = cast<TaskOpInterface>(op);
  if (failed(verifySeconds(op, "priority", task.getPriorityAttr())) ||
      failed(verifySeconds(op, "cost", task.getCostAttr())))
    return failure();
  if (FloatAttr cost = task.getCostAttr(); cost && cost.getValueAsDouble() > maxSeconds)
    return op->emitOpError("expected a cost of at most ") << formatNumber(maxSeconds) << " seconds, found " << formatNumber(cost.getValueAsDouble());
  ArrayAttr acquires = task.getAcquiresAttr();
  if (!acquires)
    return success();
  DenseSet<Attribute> seen;
  for (auto acquire : acquires.getAsRange<AcquireAttr>()) {
    if (acquire.getUnits() == 0)
      return op->emitOpError("expected at least one unit of ") << acquire.getResource();
    if (!seen.insert(acquire.getResource()).second)
      return op->emitOpError("acquires ") << acquire.getResource() << " twice";
  }
  return success();
}

static LogicalResult verifyCallee(CallOp call, SymbolTableCollection &tables) {
  auto tool = tables.lookupNearestSymbolFrom<ToolOp>(call, call.getCalleeAttr());
  if (!tool)
    return call.emitOpError("expected a plan.tool, found ") << call.getCalleeAttr();
  auto failing = [&](InFlightDiagnostic diagnostic) -> LogicalResult {
    diagnostic.attachNote(tool.getLoc()) << "the tool is declared here";
    return diagnostic;
  };
  ArrayAttr params = tool.getParams();
  std::optional<ArrayAttr> names = call.getArgNames();
  if (!names) {
    if (call.getArguments().size() <= params.size())
      return success();
    return failing(call.emitOpError("expected at most ") << params.size() << " arguments, found "
                                                         << call.getArguments().size());
  }
  for (auto name : names->getAsRange<StringAttr>())
    if (!llvm::is_contained(params, name))
      return failing(call.emitOpError("names the argument ") << name << ", which the tool does not have");
  return success();
}

LogicalResult detail::verifyTaskSymbols(Operation *op, SymbolTableCollection &tables) {
  if (ArrayAttr acquires = cast<TaskOpInterface>(op).getAcquiresAttr()) {
    for (auto acquire : acquires.getAsRange<AcquireAttr>()) {
      auto resource = tables.lookupNearestSymbolFrom<ResourceOp>(op, acquire.getResource());
      if (!resource)
        return op->emitOpError("expected a plan.resource to acquire, found ") << acquire.getResource();
      std::optional<uint64_t> capacity = resource.getCapacity();
      if (capacity && acquire.getUnits() > *capacity) {
        InFlightDiagnostic diagnostic = op->emitOpError("acquires ")
                                        << acquire.getUnits() << " units of " << acquire.getResource()
                                        << ", whose capacity is " << *capacity;
        diagnostic.attachNote(resource.getLoc()) << "the resource is declared here";
        return diagnostic;
      }
    }
  }
  auto call = dyn_cast<CallOp>(op);
  return call ? verifyCallee(call, tables) : success();
}

LogicalResult CallOp::verify() {
  std::optional<ArrayAttr> names = getArgNames();
  if (!names)
    return success();
  if (names->size() != getArguments().size())
    return emitOpError("expected as many argument names as arguments, found ")
           << names->size() << " and " << getArguments().size();
  DenseSet<Attribute> seen;
  for (Attribute name : *names)
    if (!seen.insert(name).second)
      return emitOpError("has the argument ") << name << " twice";
  return success();
}

LogicalResult ApplyOp::verify() {
  unsigned count = getInputs().size();
  if (acceptsArity(getFunction(), count))
    return success();
  return emitOpError("has ") << count << " operands, which '" << stringifyBuiltin(getFunction())
                             << "' does not take";
}

LogicalResult FormatOp::verify() {
  if (std::optional<std::string> error = checkTemplate(getText(), getInputs().size()))
    return emitOpError("has a malformed template: ") << *error;
  return success();
}

LogicalResult RecordOp::verify() {
  if (getNames().size() != getInputs().size())
    return emitOpError("expected as many names as values, found ")
           << getNames().size() << " and " << getInputs().size();
  DenseSet<Attribute> seen;
  for (Attribute name : getNames())
    if (!seen.insert(name).second)
      return emitOpError("has the member ") << name << " twice";
  return success();
}

LogicalResult GetOp::verify() {
  for (Attribute step : getPath()) {
    auto index = dyn_cast<IntegerAttr>(step);
    if (!isa<StringAttr>(step) && !(index && index.getType().isInteger(64)))
      return emitOpError("expected field names and indices in the path, found ") << step;
  }
  if (getPath().empty() && !getKey())
    return emitOpError("expected a path or a key");
  return success();
}

LogicalResult CastOp::verify() {
  if (std::optional<std::string> error = checkTypeSchema(getSchema()))
    return emitOpError("has a malformed type: ") << *error;
  return success();
}

bool acceptsArity(Builtin function, unsigned count) {
  switch (function) {
  case Builtin::Min:
  case Builtin::Max:
    return count >= 1;
  case Builtin::Range:
    return count >= 1 && count <= 3;
  case Builtin::Round:
  case Builtin::Sorted:
  case Builtin::Split:
    return count == 1 || count == 2;
  case Builtin::Select:
  case Builtin::Replace:
  case Builtin::Slice:
    return count == 3;
  case Builtin::Add:
  case Builtin::Sub:
  case Builtin::Mul:
  case Builtin::Div:
  case Builtin::Floordiv:
  case Builtin::Mod:
  case Builtin::Pow:
  case Builtin::Eq:
  case Builtin::Ne:
  case Builtin::Lt:
  case Builtin::Le:
  case Builtin::Gt:
  case Builtin::Ge:
  case Builtin::And:
  case Builtin::Or:
  case Builtin::Contains:
  case Builtin::Join:
  case Builtin::Startswith:
  case Builtin::Endswith:
    return count == 2;
  default:
    return count == 1;
  }
}

std::optional<std::string> checkTemplate(StringRef text, unsigned numValues) {
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c != '{' && c != '}')
      continue;
    if (i + 1 < text.size() && text[i + 1] == c) {
      ++i;
      continue;
    }
    if (c == '}')
      return ("single '}' at offset " + Twine(i)).str();
    StringRef digits = text.substr(i + 1).take_while(llvm::isDigit);
    unsigned index;
    if (digits.empty() || text.substr(i + 1 + digits.size()).take_front() != "}" ||
        digits.getAsInteger(10, index))
      return ("expected {{, or {n} with a number n, at offset " + Twine(i)).str();
    if (index >= numValues)
      return ("{" + digits + "} at offset " + Twine(i) + ", but there are " + Twine(numValues) + " values").str();
    i += digits.size() + 1;
  }
  return std::nullopt;
}

} // namespace mlir::hocket::plan
