// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "hocket/Dialect/Hocket/IR/TypeRelations.h"

using namespace mlir;
using namespace mlir::hocket;

namespace {
/// What makes one relation different from another.
struct Relation {
  /// The answer if it needs no look inside the types.
  std::optional<bool> (*whole)(Type from, Type to);
  /// The answer for a field if it does not hang on the types of the two; `source`
  /// is null if the record that is related has no such field.
  std::optional<bool> (*field)(const RecordField *source, const RecordField &target);

  bool holds(Type from, Type to) const {
    if (std::optional<bool> answer = whole(from, to))
      return *answer;
    auto fromList = dyn_cast<ListType>(from), toList = dyn_cast<ListType>(to);
    if (fromList && toList)
      return holds(fromList.getElementType(), toList.getElementType());
    auto fromRecord = dyn_cast<RecordType>(from), toRecord = dyn_cast<RecordType>(to);
    if (!fromRecord || !toRecord)
      return false;
    return llvm::all_of(toRecord.getFields(), [&](const RecordField &target) {
      const RecordField *source = fromRecord.lookup(target.name.getValue());
      if (std::optional<bool> answer = field(source, target))
        return *answer;
      return holds(source->type, target.type);
    });
  }
};
} // namespace

/// A field that must be there is there; one that the source type does not mention
/// may be there with any kind.
static std::optional<bool> hasField(const RecordField *source, const RecordField &target) {
  if (!source)
    return target.optional && isa<JsonType>(target.type);
  if (!target.optional && source->optional)
    return false;
  return std::nullopt;
}

static std::optional<bool> isSameScalar(Type from, Type to) {
  if (isa<JsonType>(to))
    return true;
  if (to.isF64())
    return false;
  // Numbers deep inside may be integers all the same.
  if (from == to && !isa<ListType, RecordType>(to))
    return true;
  return std::nullopt;
}

bool mlir::hocket::isSameValue(Type from, Type to) {
  return Relation{isSameScalar, hasField}.holds(from, to);
}

static std::optional<bool> isAssignableScalar(Type from, Type to) {
  if (from == to || isa<JsonType>(to) || (from.isSignlessInteger(64) && to.isF64()))
    return true;
  return std::nullopt;
}

bool mlir::hocket::isAssignable(Type from, Type to) {
  return Relation{isAssignableScalar, hasField}.holds(from, to);
}

static std::optional<bool> mayBeScalar(Type from, Type to) {
  if (isAssignableScalar(from, to) || isa<JsonType>(from) ||
      (from.isF64() && to.isSignlessInteger(64)))
    return true;
  return std::nullopt;
}

/// A field that the source does not mention may be there nevertheless.
static std::optional<bool> mayHaveField(const RecordField *source, const RecordField &) {
  return source ? std::nullopt : std::optional(true);
}

bool mlir::hocket::canCast(Type from, Type to) {
  return Relation{mayBeScalar, mayHaveField}.holds(from, to);
}

static std::optional<bool> mentionsField(const RecordField *source, const RecordField &target) {
  return source ? std::nullopt : std::optional(target.optional);
}

bool mlir::hocket::mayFit(Type from, Type to) {
  return Relation{mayBeScalar, mentionsField}.holds(from, to);
}

Type mlir::hocket::joinTypes(Type a, Type b) {
  if (isAssignable(a, b))
    return b;
  if (isAssignable(b, a))
    return a;
  auto listA = dyn_cast<ListType>(a);
  auto listB = dyn_cast<ListType>(b);
  if (listA && listB)
    return ListType::get(joinTypes(listA.getElementType(), listB.getElementType()));
  auto recordA = dyn_cast<RecordType>(a);
  auto recordB = dyn_cast<RecordType>(b);
  if (!recordA || !recordB)
    return JsonType::get(a.getContext());
  // The fields of both. What only one mentions may be missing from the other, or
  // be there with any kind, and a type without it says just that.
  SmallVector<RecordField> fields;
  for (const RecordField &field : recordA.getFields())
    if (const RecordField *other = recordB.lookup(field.name.getValue()))
      fields.push_back({field.name, joinTypes(field.type, other->type),
                        field.optional || other->optional});
  return RecordType::get(a.getContext(), fields);
}
