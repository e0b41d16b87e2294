// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparing the parts of a resource that two effects touch.

#include "hocket/Analysis/Key.h"
#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "mlir/IR/Matchers.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::hocket;
using namespace mlir::hocket::analysis;

std::optional<PathKey> PathKey::get(Attribute constant, SmallVectorImpl<char> &storage) {
  StringRef text;
  if (auto string = dyn_cast_or_null<StringAttr>(constant)) {
    text = string.getValue();
  } else if (auto integer = dyn_cast_or_null<IntegerAttr>(constant)) {
    // A provider may well treat 7 and "7" alike, so both have the same text.
    storage.clear();
    llvm::raw_svector_ostream os(storage);
    if (integer.getType().isInteger(1))
      os << (integer.getValue().isZero() ? "false" : "true");
    else
      os << integer.getValue().getSExtValue();
    text = StringRef(storage.data(), storage.size());
  } else {
    return std::nullopt;
  }

  PathKey path;
  path.absolute = text.starts_with("/");
  while (!text.empty()) {
    auto [component, rest] = text.split('/');
    text = rest;
    if (component == "..")
      return std::nullopt;
    if (!component.empty() && component != ".")
      path.components.push_back(component);
  }
  return path;
}

Key Key::get(Value value) {
  while (isa_and_nonnull<CastOp, SettleOp>(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)))
    return get(constant);
  Key key;
  key.kind = Kind::Symbolic;
  key.value = value;
  return key;
}

Key Key::get(Attribute constant) {
  Key key;
  key.kind = Kind::Constant;
  key.constant = constant;
  return key;
}

KeyRelation Key::compare(const Key &other) const {
  if (!isWhole() && *this == other)
    return KeyRelation::Same;
  if (kind != Kind::Constant || other.kind != Kind::Constant)
    return KeyRelation::MayBeEqual;
  SmallString<24> storageA, storageB;
  std::optional<PathKey> a = PathKey::get(constant, storageA);
  std::optional<PathKey> b = PathKey::get(other.constant, storageB);
  if (!a || !b || a->absolute != b->absolute)
    return KeyRelation::MayBeEqual;
  for (auto [componentA, componentB] : llvm::zip(a->components, b->components))
    if (componentA != componentB)
      return KeyRelation::Different;
  return a->components.size() == b->components.size() ? KeyRelation::Same
                                                      : KeyRelation::MayBeEqual;
}

void Key::print(raw_ostream &os) const {
  if (kind == Kind::Constant) {
    os << '[' << constant << ']';
  } else if (kind == Kind::Symbolic) {
    os << '[';
    if (auto argument = dyn_cast<BlockArgument>(value))
      os << "argument " << argument.getArgNumber();
    else
      os << "result of " << value.getDefiningOp()->getName();
    os << ']';
  }
}
