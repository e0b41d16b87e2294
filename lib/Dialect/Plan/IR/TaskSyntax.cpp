// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clauses that every task can have, and the syntax of calls and values.
#include "Syntax.h"

#include "mlir/IR/Builders.h"

namespace mlir::hocket::plan {

ParseResult parseOptionalNumber(AsmParser &parser, StringRef keyword, FloatAttr &number) {
  if (failed(parser.parseOptionalKeyword(keyword)))
    return success();
  double value;
  if (parser.parseFloat(value))
    return failure();
  number = parser.getBuilder().getF64FloatAttr(value);
  return success();
}

void printOptionalNumber(AsmPrinter &printer, StringRef keyword, FloatAttr number) {
  if (number)
    printer << ' ' << keyword << ' ' << formatNumber(number.getValueAsDouble());
}

static ParseResult parseAcquires(OpAsmParser &parser, ArrayAttr &acquires) {
  if (failed(parser.parseOptionalKeyword("acquires")))
    return success();
  SmallVector<Attribute> list;
  auto one = [&]() -> ParseResult {
    StringAttr resource;
    unsigned units = 1;
    if (parser.parseSymbolName(resource) ||
        (succeeded(parser.parseOptionalColon()) && parser.parseInteger(units)))
      return failure();
    list.push_back(AcquireAttr::get(parser.getContext(), FlatSymbolRefAttr::get(resource), units));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, one))
    return failure();
  acquires = parser.getBuilder().getArrayAttr(list);
  return success();
}

static void printAcquires(OpAsmPrinter &printer, ArrayAttr acquires) {
  if (!acquires)
    return;
  printer << " acquires(";
  llvm::interleaveComma(acquires.getAsRange<AcquireAttr>(), printer, [&](AcquireAttr acquire) {
    printer.printSymbolName(acquire.getResource().getValue());
    if (acquire.getUnits() != 1)
      printer << " : " << acquire.getUnits();
  });
  printer << ')';
}

ParseResult parseTaskClauses(OpAsmParser &parser, TaskClauses &clauses) {
  Builder &builder = parser.getBuilder();
  if (succeeded(parser.parseOptionalKeyword("after")) &&
      parser.parseOperandList(clauses.after, AsmParser::Delimiter::Paren))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("on"))) {
    SMLoc loc = parser.getCurrentLocation();
    StringRef name;
    if (parser.parseKeyword(&name))
      return failure();
    std::optional<Queue> queue = symbolizeQueue(name);
    if (!queue)
      return parser.emitError(loc, "expected inline, cpu or io, found ") << name;
    clauses.queue = QueueAttr::get(parser.getContext(), *queue);
  }
  if (succeeded(parser.parseOptionalKeyword("ordered")))
    clauses.ordered = builder.getUnitAttr();
  if (succeeded(parser.parseOptionalKeyword("early")))
    clauses.early = builder.getUnitAttr();
  if (parseOptionalNumber(parser, "priority", clauses.priority) ||
      parseOptionalNumber(parser, "cost", clauses.cost) || parseAcquires(parser, clauses.acquires))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("label"))) {
    std::string text;
    if (parser.parseString(&text))
      return failure();
    clauses.label = builder.getStringAttr(text);
  }
  return success();
}

void printTaskClauses(OpAsmPrinter &printer, TaskOpInterface task) {
  if (!task.getAfter().empty())
    printer << " after(" << task.getAfter() << ')';
  if (Queue queue = task.getQueueOrDefault(); queue != getDefaultQueue(task))
    printer << " on " << stringifyQueue(queue);
  if (task.getOrdered())
    printer << " ordered";
  if (task.getEarly())
    printer << " early";
  printOptionalNumber(printer, "priority", task.getPriorityAttr());
  printOptionalNumber(printer, "cost", task.getCostAttr());
  printAcquires(printer, task.getAcquiresAttr());
  if (StringAttr label = task.getLabelAttr())
    printer << " label " << label;
}

Type tokenType(OpAsmParser &parser, size_t numValues) {
  return parser.getNumResults() == numValues + 1 ? TokenType::get(parser.getContext()) : Type();
}

ParseResult parseClauses(OpAsmParser &parser, Operands &after, FloatAttr &priority, QueueAttr &queue,
                         UnitAttr &ordered, UnitAttr &early, FloatAttr &cost, ArrayAttr &acquires,
                         StringAttr &label, Type &token, size_t numValues) {
  TaskClauses clauses;
  if (parseTaskClauses(parser, clauses))
    return failure();
  after.append(clauses.after.begin(), clauses.after.end());
  priority = clauses.priority;
  queue = clauses.queue;
  ordered = clauses.ordered;
  early = clauses.early;
  cost = clauses.cost;
  acquires = clauses.acquires;
  label = clauses.label;
  token = tokenType(parser, numValues);
  return success();
}

void printClauses(OpAsmPrinter &printer, Operation *op, OperandRange, FloatAttr, QueueAttr, UnitAttr,
                  UnitAttr, FloatAttr, ArrayAttr, StringAttr, Type, size_t) {
  printTaskClauses(printer, cast<TaskOpInterface>(op));
}

ParseResult parseArguments(OpAsmParser &parser, Operands &arguments, ArrayAttr &names) {
  SmallVector<Attribute> list;
  auto one = [&]() -> ParseResult {
    std::string name;
    bool named = succeeded(parser.parseOptionalKeywordOrString(&name));
    if (named && parser.parseEqual())
      return failure();
    if (!arguments.empty() && named == list.empty())
      return parser.emitError(parser.getCurrentLocation(), "expected names for all arguments or for none");
    if (named)
      list.push_back(parser.getBuilder().getStringAttr(name));
    return parser.parseOperand(arguments.emplace_back());
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, one))
    return failure();
  if (!list.empty())
    names = parser.getBuilder().getArrayAttr(list);
  return success();
}

static void printNamedValues(OpAsmPrinter &printer, OperandRange values, ArrayAttr names) {
  llvm::interleaveComma(llvm::zip_equal(names.getAsRange<StringAttr>(), values), printer, [&](auto pair) {
    printer.printKeywordOrString(std::get<0>(pair).getValue());
    printer << " = " << std::get<1>(pair);
  });
}

void printArguments(OpAsmPrinter &printer, Operation *, OperandRange arguments, ArrayAttr names) {
  printer << '(';
  if (names)
    printNamedValues(printer, arguments, names);
  else
    printer << arguments;
  printer << ')';
}

ParseResult parseMembers(OpAsmParser &parser, Operands &values, ArrayAttr &names) {
  SmallVector<Attribute> list;
  auto one = [&]() -> ParseResult {
    std::string name;
    if (parser.parseKeywordOrString(&name) || parser.parseEqual())
      return failure();
    list.push_back(parser.getBuilder().getStringAttr(name));
    return parser.parseOperand(values.emplace_back());
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Braces, one))
    return failure();
  names = parser.getBuilder().getArrayAttr(list);
  return success();
}

void printMembers(OpAsmPrinter &printer, Operation *, OperandRange values, ArrayAttr names) {
  printer << '{';
  printNamedValues(printer, values, names);
  printer << '}';
}

ParseResult parsePath(OpAsmParser &parser, ArrayAttr &path) {
  SmallVector<Attribute> steps;
  auto one = [&]() -> ParseResult {
    std::string field;
    if (succeeded(parser.parseOptionalString(&field))) {
      steps.push_back(parser.getBuilder().getStringAttr(field));
      return success();
    }
    int64_t index;
    if (parser.parseInteger(index))
      return failure();
    steps.push_back(parser.getBuilder().getI64IntegerAttr(index));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, one))
    return failure();
  path = parser.getBuilder().getArrayAttr(steps);
  return success();
}

void printPath(OpAsmPrinter &printer, Operation *, ArrayAttr path) {
  printer << '[';
  llvm::interleaveComma(path, printer, [&](Attribute step) {
    if (auto index = dyn_cast<IntegerAttr>(step))
      printer << index.getInt();
    else
      printer << step;
  });
  printer << ']';
}

} // namespace mlir::hocket::plan
