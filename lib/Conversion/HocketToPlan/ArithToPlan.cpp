// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scalar arithmetic as built-in functions. Where the two differ, a plan fails and
// arith goes on with some value: docs/PlanFormat.md lists the cases.
#include "RegionLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::hocket {
namespace {

/// Makes the tasks of one arith operation.
struct ArithLowering {
  RegionLowering &region;
  Operation *op;

  Value apply(Builtin function, ArrayRef<Value> operands) {
    auto set = [&](plan::ApplyOp::Properties &properties) {
      properties.function = BuiltinAttr::get(region.getContext(), function);
    };
    return region.task<plan::ApplyOp>(op, operands, {static_cast<int32_t>(operands.size())}, set).getResult();
  }
  Value operand(unsigned index) { return region.lookup(op->getOperand(index)); }
  Value constant(StringRef json) { return region.constant(op->getLoc(), json); }

  LogicalResult result(Value value) {
    region.map(op->getResult(0), value);
    return success();
  }
  LogicalResult simple(Builtin function) { return result(apply(function, region.lookup(op->getOperands()))); }
  LogicalResult unsupported(const Twine &what) { return op->emitOpError(what) << " has no counterpart in a plan"; }

  bool isBoolean() { return op->getOperand(op->getNumOperands() - 1).getType().isInteger(1); }
  /// Arithmetic on numbers: a plan's integers have 64 bits.
  LogicalResult number(Builtin function) {
    return isBoolean() ? unsupported("arithmetic modulo 2") : simple(function);
  }
  LogicalResult logic(Builtin function) {
    return isBoolean() ? simple(function) : unsupported("bitwise logic");
  }

  /// Rounds towards zero: |a| // |b|, negative if just one of a and b is.
  LogicalResult truncatingDivision() {
    if (isBoolean())
      return unsupported("arithmetic modulo 2");
    Value a = operand(0), b = operand(1), zero = constant("0");
    Value quotient = apply(Builtin::Floordiv, {apply(Builtin::Abs, a), apply(Builtin::Abs, b)});
    Value differ = apply(Builtin::Ne, {apply(Builtin::Lt, {a, zero}), apply(Builtin::Lt, {b, zero})});
    return result(apply(Builtin::Select, {differ, apply(Builtin::Neg, quotient), quotient}));
  }
  /// The remainder that goes with it has the sign of the dividend.
  LogicalResult truncatingRemainder() {
    if (isBoolean())
      return unsupported("arithmetic modulo 2");
    Value a = operand(0), b = operand(1);
    Value remainder = apply(Builtin::Mod, {apply(Builtin::Abs, a), apply(Builtin::Abs, b)});
    Value negative = apply(Builtin::Lt, {a, constant("0")});
    return result(apply(Builtin::Select, {negative, apply(Builtin::Neg, remainder), remainder}));
  }
  LogicalResult ceilingDivision() {
    if (isBoolean())
      return unsupported("arithmetic modulo 2");
    Value quotient = apply(Builtin::Floordiv, {apply(Builtin::Neg, operand(0)), operand(1)});
    return result(apply(Builtin::Neg, quotient));
  }

  LogicalResult compareIntegers(arith::CmpIPredicate predicate) {
    switch (predicate) {
    case arith::CmpIPredicate::eq:
      return simple(Builtin::Eq);
    case arith::CmpIPredicate::ne:
      return simple(Builtin::Ne);
    case arith::CmpIPredicate::slt:
      return order(Builtin::Lt);
    case arith::CmpIPredicate::sle:
      return order(Builtin::Le);
    case arith::CmpIPredicate::sgt:
      return order(Builtin::Gt);
    case arith::CmpIPredicate::sge:
      return order(Builtin::Ge);
    default:
      return unsupported("comparison of unsigned integers");
    }
  }
  LogicalResult order(Builtin function) {
    return isBoolean() ? unsupported("order of booleans") : simple(function);
  }

  /// JSON has no NaN, so that ordered and unordered comparisons are the same.
  LogicalResult compareFloats(arith::CmpFPredicate predicate) {
    using Predicate = arith::CmpFPredicate;
    switch (predicate) {
    case Predicate::AlwaysFalse:
    case Predicate::UNO:
      return result(constant("false"));
    case Predicate::AlwaysTrue:
    case Predicate::ORD:
      return result(constant("true"));
    case Predicate::OEQ:
    case Predicate::UEQ:
      return simple(Builtin::Eq);
    case Predicate::ONE:
    case Predicate::UNE:
      return simple(Builtin::Ne);
    case Predicate::OLT:
    case Predicate::ULT:
      return simple(Builtin::Lt);
    case Predicate::OLE:
    case Predicate::ULE:
      return simple(Builtin::Le);
    case Predicate::OGT:
    case Predicate::UGT:
      return simple(Builtin::Gt);
    case Predicate::OGE:
    case Predicate::UGE:
      return simple(Builtin::Ge);
    }
    llvm_unreachable("all predicates are listed");
  }

  LogicalResult choose(StringRef ifTrue, StringRef ifFalse) {
    if (!isBoolean())
      return unsupported("conversion of unsigned integers");
    return result(apply(Builtin::Select, {operand(0), constant(ifTrue), constant(ifFalse)}));
  }
  /// Between i64 and index, which are the same in a plan.
  LogicalResult same() { return isBoolean() ? unsupported("cast of i1") : result(operand(0)); }
};

} // namespace

LogicalResult lowerArith(RegionLowering &region, Operation *op) {
  ArithLowering to{region, op};
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case<arith::AddIOp, arith::AddFOp>([&](auto) { return to.number(Builtin::Add); })
      .Case<arith::SubIOp, arith::SubFOp>([&](auto) { return to.number(Builtin::Sub); })
      .Case<arith::MulIOp, arith::MulFOp>([&](auto) { return to.number(Builtin::Mul); })
      .Case<arith::DivFOp>([&](auto) { return to.simple(Builtin::Div); })
      .Case<arith::FloorDivSIOp>([&](auto) { return to.number(Builtin::Floordiv); })
      .Case<arith::CeilDivSIOp>([&](auto) { return to.ceilingDivision(); })
      .Case<arith::DivSIOp>([&](auto) { return to.truncatingDivision(); })
      .Case<arith::RemSIOp>([&](auto) { return to.truncatingRemainder(); })
      .Case<arith::NegFOp>([&](auto) { return to.simple(Builtin::Neg); })
      .Case<arith::MaxSIOp, arith::MaximumFOp, arith::MaxNumFOp>([&](auto) { return to.number(Builtin::Max); })
      .Case<arith::MinSIOp, arith::MinimumFOp, arith::MinNumFOp>([&](auto) { return to.number(Builtin::Min); })
      .Case<arith::AndIOp>([&](auto) { return to.logic(Builtin::And); })
      .Case<arith::OrIOp>([&](auto) { return to.logic(Builtin::Or); })
      .Case<arith::XOrIOp>([&](auto) { return to.logic(Builtin::Ne); })
      .Case<arith::CmpIOp>([&](auto cmp) { return to.compareIntegers(cmp.getPredicate()); })
      .Case<arith::CmpFOp>([&](auto cmp) { return to.compareFloats(cmp.getPredicate()); })
      .Case<arith::SelectOp>([&](auto) { return to.simple(Builtin::Select); })
      .Case<arith::SIToFPOp>([&](auto) { return to.isBoolean() ? to.choose("-1.0", "0.0") : to.simple(Builtin::Float); })
      .Case<arith::UIToFPOp>([&](auto) { return to.choose("1.0", "0.0"); })
      .Case<arith::FPToSIOp>([&](arith::FPToSIOp cast) {
        return cast.getType().isInteger(64) ? to.simple(Builtin::Int) : to.unsupported("conversion to i1");
      })
      .Case<arith::ExtSIOp>([&](auto) { return to.choose("-1", "0"); })
      .Case<arith::ExtUIOp>([&](auto) { return to.choose("1", "0"); })
      .Case<arith::IndexCastOp, arith::IndexCastUIOp>([&](auto) { return to.same(); })
      .Default([&](Operation *) { return op->emitOpError("has no counterpart in a plan"); });
}

} // namespace mlir::hocket
