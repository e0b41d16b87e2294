// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resources and tools.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

using namespace mlir;
using namespace mlir::hocket;

LogicalResult ResourceOp::verify() {
  if (getCapacity() && static_cast<int64_t>(*getCapacity()) < 1)
    return emitOpError("capacity must be at least 1, found ")
           << static_cast<int64_t>(*getCapacity());
  if (getRate() && !(getRate()->convertToDouble() > 0))
    return emitOpError("rate must be positive, found ") << getRate()->convertToDouble();
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
  llvm::SmallDenseSet<StringAttr> names;
  for (Attribute attr : getParams()) {
    auto param = cast<ParamAttr>(attr);
    if (!names.insert(param.getName()).second)
      return emitOpError("duplicate parameter ") << param.getName();
    if (!isValueType(param.getType()))
      return emitOpError("parameter ")
             << param.getName() << " must have a value type, found " << param.getType();
    if (!param.getValues())
      continue;
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
