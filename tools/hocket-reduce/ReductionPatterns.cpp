// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ReductionPatterns.h"

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Reducer/ReductionPatternInterface.h"
#include "mlir/Reducer/Tester.h"

using namespace mlir;
using namespace mlir::hocket;

/// The shortest constant of a type, null for types of other dialects.
static Attribute smallestConstant(Type type) {
  MLIRContext *context = type.getContext();
  if (isa<JsonType>(type))
    return NullAttr::get(context);
  if (isa<StringType>(type))
    return StringAttr::get(context);
  if (isa<ListType>(type))
    return ArrayAttr::get(context, {});
  if (auto record = dyn_cast<RecordType>(type)) {
    SmallVector<ObjectMember> members;
    for (const RecordField &field : record.getFields())
      if (!field.optional)
        members.push_back({field.name, smallestConstant(field.type)});
    return ObjectAttr::get(context, members);
  }
  if (!isValueType(type))
    return {};
  return Builder(context).getZeroAttr(type);
}

/// Replaces the results of an operation by constants; false if it cannot.
static bool replaceByConstants(Operation *op, RewriterBase &rewriter) {
  if (op->getNumResults() == 0 || op->hasTrait<OpTrait::ConstantLike>())
    return false;
  SmallVector<Attribute> values;
  for (Type type : op->getResultTypes()) {
    values.push_back(smallestConstant(type));
    if (!values.back())
      return false;
  }
  rewriter.setInsertionPoint(op);
  SmallVector<Value> constants;
  for (auto [type, value] : llvm::zip(op->getResultTypes(), values))
    constants.push_back(ConstantOp::create(rewriter, op->getLoc(), type, value));
  rewriter.replaceOp(op, constants);
  return true;
}

/// Erases an operation that nobody uses.
static bool eraseUnused(Operation *op, RewriterBase &rewriter) {
  if (!op->use_empty() || op->hasTrait<OpTrait::IsTerminator>())
    return false;
  rewriter.eraseOp(op);
  return true;
}

/// Makes a constant as short as its type allows.
static bool shortenConstant(Operation *op, RewriterBase &rewriter) {
  auto constant = dyn_cast<ConstantOp>(op);
  if (!constant || constant.getValue() == smallestConstant(constant.getType()))
    return false;
  rewriter.modifyOpInPlace(
      op, [&] { constant.setValueAttr(smallestConstant(constant.getType())); });
  return true;
}

/// Drops what only decorates a call.
static bool dropCallDetails(Operation *op, RewriterBase &rewriter) {
  auto call = dyn_cast<CallOp>(op);
  if (!call || !(call.getPolicy() || call.getCost() || call.getTransfer()))
    return false;
  rewriter.modifyOpInPlace(op, [&] {
    call.removePolicyAttr();
    call.removeCostAttr();
    call.removeTransferAttr();
  });
  return true;
}

namespace {
/// Makes one change to one operation, if the program stays interesting. It asks
/// about each change itself, on a copy: the reducer gives up on a program that
/// all changes together have made uninteresting.
class TestedChange : public RewritePattern {
public:
  using Change = bool (*)(Operation *, RewriterBase &);
  TestedChange(Change change, unsigned benefit, MLIRContext *context, const Tester &tester)
      : RewritePattern(MatchAnyOpTypeTag(), benefit, context), change(change), tester(tester) {}

  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const override {
    auto module = op->getParentOfType<ModuleOp>();
    if (!module)
      return failure();
    while (auto outer = module->getParentOfType<ModuleOp>())
      module = outer;
    IRMapping mapping;
    OwningOpRef<ModuleOp> copy = cast<ModuleOp>(module->clone(mapping));
    IRRewriter copyRewriter(op->getContext());
    if (!change(mapping.lookup(op), copyRewriter) ||
        tester.isInteresting(*copy).first != Tester::Interestingness::True)
      return failure();
    change(op, rewriter);
    return success();
  }

private:
  Change change;
  const Tester &tester;
};

struct HocketReduction : DialectReductionPatternInterface {
  explicit HocketReduction(Dialect *dialect) : DialectReductionPatternInterface(dialect) {}
  void populateReductionPatterns(RewritePatternSet &) const final {}
  void populateReductionPatternsWithTester(RewritePatternSet &patterns,
                                           Tester &tester) const final {
    unsigned benefit = 4;
    for (TestedChange::Change change :
         {eraseUnused, replaceByConstants, shortenConstant, dropCallDetails})
      patterns.add<TestedChange>(change, benefit--, patterns.getContext(), tester);
  }
};
} // namespace

void ::hocket::registerReductionPatterns(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, HocketDialect *dialect) {
    dialect->addInterfaces<HocketReduction>();
  });
}
