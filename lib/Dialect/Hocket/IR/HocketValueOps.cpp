// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants, access, construction, formatting and casts.

#include "HocketAssembly.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::hocket;

#define GET_OP_CLASSES
#include "hocket/Dialect/Hocket/IR/HocketOps.cpp.inc"

//===----------------------------------------------------------------------===//
// ConstantOp
//===----------------------------------------------------------------------===//

/// True if each is known and a JSON value. Constants of other dialects need not
/// be: an infinite float, poison.
static bool areJsonConstants(ArrayRef<Attribute> values) {
  return llvm::all_of(values, [](Attribute value) { return value && inferConstantType(value); });
}

/// Takes what a constant holds, each of its parts counted as often as it is there and
/// texts by their bytes, from the budget. False once there is nothing left.
static bool spend(Attribute value, size_t &budget) {
  size_t cost = 1;
  if (auto text = dyn_cast<StringAttr>(value))
    cost += text.size();
  if (cost > budget)
    return false;
  budget -= cost;
  if (auto array = dyn_cast<ArrayAttr>(value))
    return llvm::all_of(array, [&](Attribute item) { return spend(item, budget); });
  if (auto object = dyn_cast<ObjectAttr>(value))
    return llvm::all_of(object.getMembers(),
                        [&](const ObjectMember &member) { return spend(member.value, budget); });
  return true;
}

/// Constants that may become one. A few operations that each use the one before it
/// twice would make one that fills the memory; the runtime's values share their parts.
static bool mayFold(ArrayRef<Attribute> values) {
  size_t budget = 1 << 20;
  return llvm::all_of(values, [&](Attribute value) { return value && spend(value, budget); }) &&
         areJsonConstants(values);
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

LogicalResult ConstantOp::verify() {
  if (!inferConstantType(getValue()))
    return emitOpError("expected a JSON value, found ") << getValue();
  if (!constantFits(getValue(), getType()))
    return emitOpError("value ") << getValue() << " does not fit type " << getType();
  return success();
}

//===----------------------------------------------------------------------===//
// GetOp
//===----------------------------------------------------------------------===//

/// The type of one step into a value, null if the type rules the step out.
static Type stepType(Type base, Attribute step) {
  if (isa<JsonType>(base))
    return base;
  if (auto list = dyn_cast<ListType>(base))
    return isa<IntegerAttr>(step) ? list.getElementType() : Type();
  auto record = dyn_cast<RecordType>(base);
  auto name = dyn_cast<StringAttr>(step);
  if (!record || !name)
    return {};
  const RecordField *field = record.lookup(name.getValue());
  return field ? field->type : JsonType::get(base.getContext());
}

LogicalResult GetOp::verify() {
  if (getPath().empty() && !getKey())
    return emitOpError("expected a path or a key");
  Type type = getBase().getType();
  for (Attribute step : getPath()) {
    auto index = dyn_cast<IntegerAttr>(step);
    auto name = dyn_cast<StringAttr>(step);
    if (!(name && llvm::json::isUTF8(name)) && !(index && index.getType().isSignlessInteger(64)))
      return emitOpError("a step is a field name or an index, found ") << step;
    Type next = stepType(type, step);
    if (!next)
      return emitOpError("a value of type ") << type << " has no member " << step;
    type = next;
  }
  if (getKey()) {
    Type key = getKey().getType();
    if (!isa<JsonType, StringType>(key) && !key.isSignlessInteger(64))
      return emitOpError("a key is a string or an i64, found ") << key;
    auto list = dyn_cast<ListType>(type);
    bool mayHave = isa<JsonType>(type) || (list && !isa<StringType>(key)) ||
                   (isa<RecordType>(type) && !key.isSignlessInteger(64));
    if (!mayHave)
      return emitOpError("a value of type ") << type << " has no member at a key of type " << key;
    type = list ? list.getElementType() : JsonType::get(getContext());
  }
  if (!isAssignable(type, getType()))
    return emitOpError("result must be ") << type << ", found " << getType();
  return success();
}

/// Follows a path into a constant; null if it leads nowhere.
static Attribute followPath(Attribute value, ArrayAttr path) {
  for (Attribute step : path) {
    if (auto object = dyn_cast_if_present<ObjectAttr>(value)) {
      auto name = dyn_cast<StringAttr>(step);
      value = name ? object.lookup(name.getValue()) : Attribute();
      continue;
    }
    auto array = dyn_cast_if_present<ArrayAttr>(value);
    auto index = dyn_cast<IntegerAttr>(step);
    if (!array || !index)
      return {};
    int64_t size = array.size(), at = index.getInt();
    at = at < 0 ? at + size : at;
    value = at >= 0 && at < size ? array[at] : Attribute();
  }
  return value;
}

OpFoldResult GetOp::fold(FoldAdaptor adaptor) {
  if (getKey())
    return {};
  if (Attribute base = adaptor.getBase()) {
    Attribute member = followPath(base, getPath());
    return member && constantFits(member, getType()) ? member : Attribute();
  }
  // A member of a record made right here is the value that was put in.
  auto record = getBase().getDefiningOp<RecordOp>();
  auto list = getBase().getDefiningOp<ListOp>();
  if (getPath().size() != 1)
    return {};
  Value member;
  if (record) {
    for (auto [name, value] : llvm::zip(record.getNames(), record.getValues()))
      if (name == getPath()[0])
        member = value;
  } else if (list) {
    auto index = dyn_cast<IntegerAttr>(getPath()[0]);
    int64_t size = list.getElements().size(), at = index ? index.getInt() : size;
    at = at < 0 ? at + size : at;
    if (at >= 0 && at < size)
      member = list.getElements()[at];
  }
  return member && member.getType() == getType() ? OpFoldResult(member) : OpFoldResult();
}

// Only a member that the type promises can be taken without a chance of failing.
Speculation::Speculatability GetOp::getSpeculatability() {
  Type type = getBase().getType();
  for (Attribute step : getPath()) {
    auto record = dyn_cast<RecordType>(type);
    auto name = dyn_cast<StringAttr>(step);
    const RecordField *field = record && name ? record.lookup(name.getValue()) : nullptr;
    if (!field || field->optional)
      return Speculation::NotSpeculatable;
    type = field->type;
  }
  return getKey() ? Speculation::NotSpeculatable : Speculation::Speculatable;
}

//===----------------------------------------------------------------------===//
// RecordOp, ListOp
//===----------------------------------------------------------------------===//

LogicalResult RecordOp::inferReturnTypes(MLIRContext *context, std::optional<Location> location,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  ArrayAttr names = adaptor.getNames();
  if (names.size() != adaptor.getValues().size())
    return emitOptionalError(location, "expected a name for each of its ",
                             adaptor.getValues().size(), " values, found ", names.size());
  SmallVector<RecordField> fields;
  for (auto [name, value] : llvm::zip(names, adaptor.getValues()))
    fields.push_back({cast<StringAttr>(name), value.getType(), /*optional=*/false});
  auto emit = [&] { return mlir::emitError(location.value_or(UnknownLoc::get(context))); };
  auto type = RecordType::getChecked(emit, context, ArrayRef<RecordField>(fields));
  if (!type)
    return failure();
  types.push_back(type);
  return success();
}

LogicalResult RecordOp::verify() {
  if (getNames().size() != getValues().size())
    return emitOpError("expected a name for each of its ")
           << getValues().size() << " values, found " << getNames().size();
  return success();
}

OpFoldResult RecordOp::fold(FoldAdaptor adaptor) {
  if (!mayFold(adaptor.getValues()))
    return {};
  SmallVector<ObjectMember> members;
  for (auto [name, value] : llvm::zip(getNames(), adaptor.getValues()))
    members.push_back({cast<StringAttr>(name), value});
  return ObjectAttr::get(getContext(), ArrayRef<ObjectMember>(members));
}

LogicalResult ListOp::inferReturnTypes(MLIRContext *context, std::optional<Location> location,
                                       Adaptor adaptor, SmallVectorImpl<Type> &types) {
  Type element;
  for (Value value : adaptor.getElements()) {
    // The operands have not been verified yet.
    if (!isValueType(value.getType()))
      return emitOptionalError(location, "elements of a list must have a value type, found ",
                               value.getType());
    element = element ? joinTypes(element, value.getType()) : value.getType();
  }
  types.push_back(ListType::get(element ? element : JsonType::get(context)));
  return success();
}

OpFoldResult ListOp::fold(FoldAdaptor adaptor) {
  if (!mayFold(adaptor.getElements()))
    return {};
  return ArrayAttr::get(getContext(), adaptor.getElements());
}

//===----------------------------------------------------------------------===//
// FormatOp
//===----------------------------------------------------------------------===//

/// Walks a template: `text` gets literal pieces with braces resolved, `hole` the
/// number of each value. Returns the position of a mistake.
static std::optional<size_t> walkTemplate(StringRef text, function_ref<void(StringRef)> literal,
                                          function_ref<bool(unsigned)> hole) {
  for (size_t i = 0; i < text.size();) {
    size_t brace = text.find_first_of("{}", i);
    if (brace != i) {
      literal(text.slice(i, brace));
      i = brace == StringRef::npos ? text.size() : brace;
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      literal(text.substr(i, 1));
      i += 2;
      continue;
    }
    size_t close = text.find('}', i);
    unsigned index;
    if (text[i] == '}' || close == StringRef::npos ||
        text.slice(i + 1, close).getAsInteger(10, index) || !hole(index))
      return i;
    i = close + 1;
  }
  return std::nullopt;
}

LogicalResult FormatOp::verify() {
  unsigned count = getValues().size();
  std::optional<size_t> mistake = walkTemplate(
      getText(), [](StringRef) {}, [&](unsigned index) { return index < count; });
  if (!mistake)
    return success();
  InFlightDiagnostic error = emitOpError("template has no valid placeholder at offset ")
                             << *mistake << ": expected ";
  if (count == 1)
    error << "{0}, ";
  else if (count)
    error << "{0} to {" << count - 1 << "}, ";
  return error << "{{ or }}";
}

OpFoldResult FormatOp::fold(FoldAdaptor adaptor) {
  // A template can name a value any number of times.
  SmallVector<Attribute> holes;
  walkTemplate(
      getText(), [](StringRef) {},
      [&](unsigned index) {
        holes.push_back(adaptor.getValues()[index]);
        return true;
      });
  if (!mayFold(holes) || !areJsonConstants(adaptor.getValues()))
    return {};
  std::string text;
  walkTemplate(
      getText(), [&](StringRef literal) { text += literal; },
      [&](unsigned index) {
        Attribute value = adaptor.getValues()[index];
        auto string = dyn_cast<StringAttr>(value);
        text += string ? string.getValue().str() : constantToJson(value);
        return true;
      });
  return StringAttr::get(getContext(), text);
}

//===----------------------------------------------------------------------===//
// CastOp
//===----------------------------------------------------------------------===//

/// True if a value that has the type may still be changed by a cast to it: an
/// integer that stands for an f64 (T1) becomes one.
static bool mentionsFloat(Type type) {
  return type.walk([](Float64Type) { return WalkResult::interrupt(); }).wasInterrupted();
}

OpFoldResult CastOp::fold(FoldAdaptor adaptor) {
  if (getValue().getType() == getType() && !mentionsFloat(getType()))
    return getValue();
  Attribute constant = adaptor.getValue();
  if (!constant || !constantFits(constant, getType()))
    return {};
  // 3 as f64 is another value than 3: it prints as one.
  auto integer = dyn_cast<IntegerAttr>(constant);
  if (integer && getType().isF64())
    return FloatAttr::get(getType(), static_cast<double>(integer.getInt()));
  return mentionsFloat(getType()) && !isa<FloatAttr>(constant) ? Attribute() : constant;
}

Speculation::Speculatability CastOp::getSpeculatability() {
  return isAssignable(getValue().getType(), getType()) ? Speculation::Speculatable
                                                       : Speculation::NotSpeculatable;
}

namespace {
/// What comes after a cast to json may as well look at the value before it.
struct SkipCastToJson : OpRewritePattern<CastOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(CastOp op, PatternRewriter &rewriter) const override {
    auto inner = op.getValue().getDefiningOp<CastOp>();
    // A cast to json leaves every value as it is.
    if (!inner || !isa<JsonType>(inner.getType()))
      return failure();
    rewriter.modifyOpInPlace(op, [&] { op.getValueMutable().assign(inner.getValue()); });
    return success();
  }
};
} // namespace

void CastOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<SkipCastToJson>(context);
}

//===----------------------------------------------------------------------===//
// SettleOp
//===----------------------------------------------------------------------===//

OpFoldResult SettleOp::fold(FoldAdaptor adaptor) {
  // Only where there is certainly no failure left to count.
  if (adaptor.getValue() || getValue().getDefiningOp<SettleOp>())
    return getValue();
  auto call = getValue().getDefiningOp<CallOp>();
  return call && !call.getEarly() && !call.getUnordered() ? getValue() : Value();
}
