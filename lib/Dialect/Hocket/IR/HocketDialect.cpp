// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration, and the attributes that passes leave on operations.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Transforms/InliningUtils.h"
#include "llvm/ADT/TypeSwitch.h"

#include <unordered_map>

using namespace mlir;
using namespace mlir::hocket;

#include "hocket/Dialect/Hocket/IR/HocketDialect.cpp.inc"
#include "hocket/Dialect/Hocket/IR/HocketEnums.cpp.inc"

namespace {
/// Operations of the dialect may be inlined anywhere: none depends on the
/// function that it stands in, except outputs, which name results of a program.
struct HocketInlinerInterface : public DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;
  bool isLegalToInline(Operation *op, Region *, bool, IRMapping &) const final {
    return !isa<OutputOp>(op);
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final { return true; }
};
} // namespace

void HocketDialect::initialize() {
  registerTypes();
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "hocket/Dialect/Hocket/IR/HocketOps.cpp.inc"
      >();
  addInterfaces<HocketInlinerInterface>();
}

Operation *HocketDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type,
                                              Location loc) {
  if (!isValueType(type) || !constantFits(value, type))
    return nullptr;
  return ConstantOp::create(builder, loc, type, value);
}

namespace {
/// What a discardable attribute of the dialect has to look like.
struct Annotation {
  StringRef name;
  StringRef expected;
  bool onFunction;
  bool (*valid)(Attribute);
};
} // namespace

template <typename T>
static bool is(Attribute attr) {
  return isa<T>(attr);
}
static bool isQueue(Attribute attr) {
  auto text = dyn_cast<StringAttr>(attr);
  return text && llvm::is_contained({"inline", "cpu", "io"}, text.getValue());
}
static bool isSeconds(Attribute attr) {
  auto number = dyn_cast<FloatAttr>(attr);
  return number && number.getType().isF64() && !number.getValue().isNegative() &&
         number.getValue().isFinite();
}
static bool isCount(Attribute attr) {
  auto number = dyn_cast<IntegerAttr>(attr);
  return number && number.getType().isSignlessInteger(64) && number.getInt() >= 0;
}
static bool isEffects(Attribute attr) {
  if (auto text = dyn_cast<StringAttr>(attr))
    return text.getValue() == "world";
  auto list = dyn_cast<ArrayAttr>(attr);
  return list && llvm::all_of(list, llvm::IsaPred<EffectAttr>);
}

static constexpr Annotation annotations[] = {
    {"id", "a non-negative i64", false, isCount},
    {"after", "an array of i64", false, is<DenseI64ArrayAttr>},
    {"priority", "a finite non-negative f64", false, isSeconds},
    {"cost_s", "a finite non-negative f64", false, isSeconds},
    {"queue", "\"inline\", \"cpu\" or \"io\"", false, isQueue},
    {"processor", "a non-negative i64", false, isCount},
    {"source_format", "a string", true, is<StringAttr>},
    {"parallel", "a unit attribute", true, is<UnitAttr>},
    {"effects", "\"world\" or an array of effects", true, isEffects},
    {"makespan_s", "a finite non-negative f64", true, isSeconds},
    {"lower_bound_s", "a finite non-negative f64", true, isSeconds},
    {"fail_fast", "a unit attribute", true, is<UnitAttr>},
};

static IntegerAttr getId(Operation *op) {
  auto id = op->getAttrOfType<IntegerAttr>("hocket.id");
  return id && isCount(id) ? id : IntegerAttr();
}

/// Ids are unique in their block, and `hocket.after` names operations that come
/// earlier in it.
static LogicalResult verifyOrder(Block &block) {
  // Any number may be an id; a DenseMap keeps two for itself.
  std::unordered_map<int64_t, Operation *> earlier;
  for (Operation &op : block) {
    IntegerAttr id = getId(&op);
    if (!id)
      continue;
    if (auto after = op.getAttrOfType<DenseI64ArrayAttr>("hocket.after"))
      for (int64_t other : after.asArrayRef())
        if (!earlier.contains(other))
          return op.emitOpError("'hocket.after' must name earlier operations of the same block, "
                                "but none has the id ")
                 << other;
    auto [first, inserted] = earlier.try_emplace(id.getInt(), &op);
    if (!inserted) {
      InFlightDiagnostic error =
          op.emitOpError("'hocket.id' must be unique in its block, but ") << id.getInt() << " is not";
      error.attachNote(first->second->getLoc()) << "this operation has it, too";
      return error;
    }
  }
  return success();
}

/// Verifies the order of a block once, on behalf of the first operation that has an
/// id: each looks back no further than to the one before it.
static LogicalResult verifyId(Operation *op) {
  if (!op->getBlock())
    return success();
  for (Operation *before = op->getPrevNode(); before; before = before->getPrevNode())
    if (getId(before))
      return success();
  return verifyOrder(*op->getBlock());
}

static LogicalResult unknownAttribute(Operation *op, NamedAttribute attribute) {
  return op->emitOpError("unknown attribute '") << attribute.getName().getValue() << "' of the hocket dialect";
}

LogicalResult HocketDialect::verifyOperationAttribute(Operation *op, NamedAttribute attribute) {
  StringRef name = attribute.getName().strref();
  name.consume_front("hocket.");
  for (const Annotation &annotation : annotations) {
    if (annotation.name != name)
      continue;
    if (annotation.onFunction && !isa<FunctionOpInterface>(op) && !isa<ModuleOp>(op))
      return op->emitOpError("attribute '") << attribute.getName().getValue() << "' belongs on a function";
    if (!annotation.valid(attribute.getValue()))
      return op->emitOpError("attribute '")
             << attribute.getName().getValue() << "' must be " << annotation.expected << ", found "
             << attribute.getValue();
    if (name == "after" && !getId(op))
      return op->emitOpError("has 'hocket.after' but no valid 'hocket.id'");
    if (name == "id")
      return verifyId(op);
    return success();
  }
  return unknownAttribute(op, attribute);
}

/// Verifies that no two parameters of a function have one name, once, on behalf of
/// the first parameter that has a name.
static LogicalResult verifyUniqueNames(Operation *op, unsigned index) {
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function)
    return success();
  llvm::SmallDenseSet<StringAttr> names;
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto name = function.getArgAttrOfType<StringAttr>(i, "hocket.name");
    if (!name)
      continue;
    if (names.empty() && i != index)
      return success();
    if (!names.insert(name).second)
      return op->emitOpError("attribute 'hocket.name' must be unique among the parameters, but ")
             << name << " is not";
  }
  return success();
}

LogicalResult HocketDialect::verifyRegionArgAttribute(Operation *op, unsigned, unsigned index,
                                                      NamedAttribute attribute) {
  // What callers call a parameter.
  if (attribute.getName() != "hocket.name")
    return unknownAttribute(op, attribute);
  auto name = dyn_cast<StringAttr>(attribute.getValue());
  if (!name || name.empty())
    return op->emitOpError("attribute 'hocket.name' must be a string that is not empty, found ")
           << attribute.getValue();
  return verifyUniqueNames(op, index);
}

LogicalResult HocketDialect::verifyRegionResultAttribute(Operation *op, unsigned, unsigned,
                                                         NamedAttribute attribute) {
  return unknownAttribute(op, attribute);
}
