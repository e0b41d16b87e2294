// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resources and tools.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

/// A declaration's name goes into the plan file, where text is UTF-8.
static LogicalResult verifyName(Operation *op, StringAttr name) {
  if (name.empty())
    return op->emitOpError("name is empty");
  if (llvm::json::isUTF8(name))
    return success();
  return op->emitOpError("name ") << name << " is not UTF-8";
}

LogicalResult ResourceOp::verify() {
  if (failed(verifyName(*this, getSymNameAttr())))
    return failure();
  if (IntegerAttr capacity = getCapacityAttr();
      capacity && (capacity.getInt() < 1 || capacity.getInt() > UINT32_MAX))
    return emitOpError("capacity must be 1 to 4294967295, found ") << capacity.getInt();
  if (std::optional<llvm::APFloat> rate = getRate())
    if (!(rate->convertToDouble() > 0) || !rate->isFinite())
      return emitOpError("rate must be finite and positive, found ") << rate->convertToDouble();
  return success();
}

std::optional<unsigned> ToolOp::findParam(StringRef name) {
  for (auto [index, param] : llvm::enumerate(getParams()))
    if (cast<ParamAttr>(param).getName().getValue() == name)
      return index;
  return std::nullopt;
}

bool ToolOp::mayWrite() {
  if (!getEffects())
    return true;
  return llvm::any_of(getEffectsAttr(), [](Attribute effect) {
    return cast<EffectAttr>(effect).getKind() == EffectKind::Writes;
  });
}

LogicalResult ToolOp::verify() {
  if (failed(verifyName(*this, getSymNameAttr())))
    return failure();
  llvm::SmallDenseSet<StringAttr> names;
  for (Attribute attr : getParams()) {
    auto param = cast<ParamAttr>(attr);
    if (!llvm::json::isUTF8(param.getName()))
      return emitOpError("parameter name ") << param.getName() << " is not UTF-8";
    if (!names.insert(param.getName()).second)
      return emitOpError("duplicate parameter ") << param.getName();
    if (!isValueType(param.getType()))
      return emitOpError("parameter ")
             << param.getName() << " must have a value type, found " << param.getType();
    if (!param.getValues())
      continue;
    if (param.getValues().empty())
      return emitOpError("parameter ") << param.getName() << " cannot have any value";
    for (Attribute value : param.getValues())
      if (!constantFits(value, param.getType()))
        return emitOpError("parameter ") << param.getName() << " of type " << param.getType()
                                         << " cannot have the value " << value;
  }
  if (!isValueType(getResultType()))
    return emitOpError("result must have a value type, found ") << getResultType();
  if (!getEffects())
    return success();
  for (Attribute attr : getEffectsAttr()) {
    StringAttr key = cast<EffectAttr>(attr).getKey();
    if (key && !names.contains(key))
      return emitOpError("effect key ") << key << " is not a parameter of the tool";
  }
  return success();
}

LogicalResult ToolOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (!getEffects())
    return success();
  for (Attribute attr : getEffectsAttr()) {
    FlatSymbolRefAttr name = cast<EffectAttr>(attr).getResource();
    if (!symbols.lookupNearestSymbolFrom<ResourceOp>(*this, name))
      return emitOpError("effect names an unknown resource ") << name;
  }
  return success();
}
