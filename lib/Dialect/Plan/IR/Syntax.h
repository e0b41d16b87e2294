// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Custom directives of the plan dialect's assembly formats.
#ifndef HOCKET_LIB_DIALECT_PLAN_IR_SYNTAX_H
#define HOCKET_LIB_DIALECT_PLAN_IR_SYNTAX_H

#include "hocket/Dialect/Plan/IR/JsonText.h"
#include "hocket/Dialect/Plan/IR/Plan.h"

namespace mlir::hocket::plan {

using Operands = SmallVectorImpl<OpAsmParser::UnresolvedOperand>;

/// The clauses that all tasks share.
struct TaskClauses {
  SmallVector<OpAsmParser::UnresolvedOperand> after;
  FloatAttr priority, cost;
  QueueAttr queue;
  UnitAttr ordered, early;
  ArrayAttr acquires;
  StringAttr label;
};

ParseResult parseTaskClauses(OpAsmParser &parser, TaskClauses &clauses);
void printTaskClauses(OpAsmPrinter &printer, TaskOpInterface task);

/// The type of a task's token if the assembly declares one result more than the
/// task has values. Tokens leave no other trace in the text.
Type tokenType(OpAsmParser &parser, size_t numValues);

ParseResult parseClauses(OpAsmParser &parser, Operands &after, FloatAttr &priority, QueueAttr &queue,
                         UnitAttr &ordered, UnitAttr &early, FloatAttr &cost, ArrayAttr &acquires,
                         StringAttr &label, Type &token, size_t numValues);
void printClauses(OpAsmPrinter &printer, Operation *op, OperandRange after, FloatAttr priority,
                  QueueAttr queue, UnitAttr ordered, UnitAttr early, FloatAttr cost,
                  ArrayAttr acquires, StringAttr label, Type token, size_t numValues);

ParseResult parseArguments(OpAsmParser &parser, Operands &arguments, ArrayAttr &names);
void printArguments(OpAsmPrinter &printer, Operation *op, OperandRange arguments, ArrayAttr names);

ParseResult parseMembers(OpAsmParser &parser, Operands &values, ArrayAttr &names);
void printMembers(OpAsmPrinter &printer, Operation *op, OperandRange values, ArrayAttr names);

ParseResult parsePath(OpAsmParser &parser, ArrayAttr &path);
void printPath(OpAsmPrinter &printer, Operation *op, ArrayAttr path);

ParseResult parseNames(OpAsmParser &parser, ArrayAttr &names);
void printNames(OpAsmPrinter &printer, Operation *op, ArrayAttr names);

/// `-> type`, or nothing.
ParseResult parseResultType(OpAsmParser &parser, StringAttr &type);
void printResultType(OpAsmPrinter &printer, Operation *op, StringAttr type);

ParseResult parseAccess(OpAsmParser &parser, AccessAttr &access);
void printAccess(OpAsmPrinter &printer, Operation *op, AccessAttr access);

void printJson(OpAsmPrinter &printer, Operation *op, StringAttr json);

ParseResult parseLimits(OpAsmParser &parser, IntegerAttr &capacity, FloatAttr &rate);
void printLimits(OpAsmPrinter &printer, Operation *op, IntegerAttr capacity, FloatAttr rate);

ParseResult parseProgram(OpAsmParser &parser, ArrayAttr &params, ArrayAttr &types,
                         UnitAttr &failFast, FloatAttr &makespan, FloatAttr &lowerBound,
                         Region &body);
void printProgram(OpAsmPrinter &printer, Operation *op, ArrayAttr params, ArrayAttr types,
                  UnitAttr failFast, FloatAttr makespan, FloatAttr lowerBound, Region &body);

/// A keyword and a number after it, if the keyword is there.
ParseResult parseOptionalNumber(AsmParser &parser, StringRef keyword, FloatAttr &number);
void printOptionalNumber(AsmPrinter &printer, StringRef keyword, FloatAttr number);

} // namespace mlir::hocket::plan

#endif // HOCKET_LIB_DIALECT_PLAN_IR_SYNTAX_H
