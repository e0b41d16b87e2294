// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan dialect: graphs of tasks, as the runtime executes them.
#ifndef HOCKET_DIALECT_PLAN_IR_PLAN_H
#define HOCKET_DIALECT_PLAN_IR_PLAN_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket::plan {

class TaskOpInterface;
enum class Queue : uint32_t;
class QueueAttr;

/// Regions of a program nest at most this deep, the program's body being 1.
/// Readers of plan files refuse deeper ones.
constexpr unsigned maxRegionDepth = 32;

/// A type lies in at most this many others. Readers refuse deeper ones.
constexpr unsigned maxTypeDepth = 64;

/// A task takes at most this long, 31 years, so that sums of durations in
/// nanoseconds fit in 64 bits.
constexpr double maxSeconds = 1e9;

/// The module attribute that says which format the program was written in.
constexpr StringRef sourceFormatAttrName = "plan.source_format";

/// Where a task of this kind runs if it does not say so.
Queue getDefaultQueue(Operation *task);

/// True for the numbers of operands that the built-in function takes.
bool acceptsArity(Builtin function, unsigned count);

/// Checks a type of the plan schema, written as JSON; returns what is wrong.
std::optional<std::string> checkTypeSchema(StringRef schema);

/// Checks the placeholders of a template; returns what is wrong.
std::optional<std::string> checkTemplate(StringRef text, unsigned numValues);

namespace detail {
LogicalResult verifyTask(Operation *op);
LogicalResult verifyTaskSymbols(Operation *op, SymbolTableCollection &tables);
void nameToken(Value token, OpAsmSetValueNameFn setNameFn);
} // namespace detail

} // namespace mlir::hocket::plan

#include "hocket/Dialect/Plan/IR/PlanDialect.h.inc"
#include "hocket/Dialect/Plan/IR/PlanEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "hocket/Dialect/Plan/IR/PlanAttrs.h.inc"
#define GET_TYPEDEF_CLASSES
#include "hocket/Dialect/Plan/IR/PlanTypes.h.inc"

#include "hocket/Dialect/Plan/IR/PlanInterfaces.h.inc"
#define GET_OP_CLASSES
#include "hocket/Dialect/Plan/IR/PlanOps.h.inc"

#endif // HOCKET_DIALECT_PLAN_IR_PLAN_H
