// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The syntax of the tasks that own regions. A captured value keeps its name
// inside: the region's argument shadows it.
#include "Syntax.h"

#include "mlir/IR/Builders.h"

namespace mlir::hocket::plan {
namespace {

using Operand = OpAsmParser::UnresolvedOperand;
using Argument = OpAsmParser::Argument;

/// Collects what a task with regions is made of.
struct ControlParser {
  OpAsmParser &parser;
  OperationState &state;
  Type valueType = ValueType::get(parser.getContext());
  TaskClauses clauses = {};
  SmallVector<Operand> captures = {};

  ParseResult argument(SmallVectorImpl<Argument> &arguments) {
    if (parser.parseArgument(arguments.emplace_back()))
      return failure();
    arguments.back().type = valueType;
    return success();
  }

  ParseResult arguments(SmallVectorImpl<Argument> &list) {
    return parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, [&] { return argument(list); });
  }

  /// carry(%inner = %outer, ...)
  ParseResult carried(SmallVectorImpl<Argument> &inner, SmallVectorImpl<Operand> &outer) {
    if (failed(parser.parseOptionalKeyword("carry")))
      return success();
    return parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, [&] {
      return failure(argument(inner) || parser.parseEqual() || parser.parseOperand(outer.emplace_back()));
    });
  }

  /// What comes between the task's own part and its first region.
  ParseResult tail() {
    if (parseTaskClauses(parser, clauses))
      return failure();
    if (succeeded(parser.parseOptionalKeyword("captures")) &&
        parser.parseOperandList(captures, AsmParser::Delimiter::Paren))
      return failure();
    return parser.parseOptionalAttrDictWithKeyword(state.attributes);
  }

  ParseResult region(SmallVector<Argument> list) {
    for (const Operand &capture : captures) {
      Argument &inner = list.emplace_back();
      inner.ssaName = capture;
      inner.type = valueType;
    }
    return parser.parseRegion(*state.addRegion(), list, /*enableNameShadowing=*/true);
  }

  /// Number of values that the last region yields.
  size_t yielded() {
    Region &region = *state.regions.back();
    if (region.empty() || region.back().empty())
      return 0;
    return region.back().back().getNumOperands();
  }

  ParseResult values(ArrayRef<Operand> operands) {
    return parser.resolveOperands(operands, valueType, state.operands);
  }

  /// Resolves captures and tokens and sets the shared properties. Returns the
  /// number of tokens in `numTokens`.
  template <typename Properties>
  ParseResult finish(Properties &properties) {
    properties.priority = clauses.priority;
    properties.queue = clauses.queue;
    properties.ordered = clauses.ordered;
    properties.early = clauses.early;
    properties.cost = clauses.cost;
    properties.acquires = clauses.acquires;
    properties.label = clauses.label;
    return failure(values(captures) ||
                   parser.resolveOperands(clauses.after, TokenType::get(parser.getContext()), state.operands));
  }

  template <typename Op>
  void segments(std::initializer_list<size_t> own) {
    auto &sizes = state.getOrAddProperties<typename Op::Properties>().operandSegmentSizes;
    auto out = llvm::copy(llvm::map_range(own, [](size_t size) { return static_cast<int32_t>(size); }),
                          sizes.begin());
    *out++ = captures.size();
    *out = clauses.after.size();
  }

  /// Adds the results of a task whose number of values its region tells.
  template <typename Op>
  void results(size_t numValues) {
    state.addTypes(SmallVector<Type>(numValues, valueType));
    Type token = tokenType(parser, numValues);
    if (token)
      state.addTypes(token);
    auto &sizes = state.getOrAddProperties<typename Op::Properties>().resultSegmentSizes;
    sizes = {static_cast<int32_t>(numValues), token ? 1 : 0};
  }
};

void printCarried(OpAsmPrinter &printer, ValueRange inner, ValueRange outer) {
  if (outer.empty())
    return;
  printer << " carry(";
  llvm::interleaveComma(llvm::zip(inner, outer), printer, [&](auto pair) {
    printer << std::get<0>(pair) << " = " << std::get<1>(pair);
  });
  printer << ')';
}

/// Gives the captures inside the names that they have outside. Must come before
/// anything inside is printed.
void nameCaptures(OpAsmPrinter &printer, Region &region, OperandRange captures) {
  SmallVector<Value> names(region.getNumArguments() - captures.size());
  llvm::append_range(names, captures);
  printer.shadowRegionArgs(region, names);
}

void printTail(OpAsmPrinter &printer, TaskOpInterface task, OperandRange captures) {
  printTaskClauses(printer, task);
  if (!captures.empty())
    printer << " captures(" << captures << ')';
  printer.printOptionalAttrDictWithKeyword(task->getDiscardableAttrDictionary().getValue());
}

void printBody(OpAsmPrinter &printer, Region &region) {
  printer << ' ';
  printer.printRegion(region, /*printEntryBlockArgs=*/false);
}

} // namespace

ParseResult MapOp::parse(OpAsmParser &parser, OperationState &state) {
  ControlParser in{parser, state};
  auto &properties = state.getOrAddProperties<Properties>();
  SmallVector<Argument> arguments;
  Operand list;
  if (in.arguments(arguments) || parser.parseKeyword("in") || parser.parseOperand(list))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("width"))) {
    int64_t width;
    if (parser.parseInteger(width))
      return failure();
    properties.width = parser.getBuilder().getI64IntegerAttr(width);
  }
  if (in.tail() || in.region(arguments) || in.values(list) || in.finish(properties))
    return failure();
  in.segments<MapOp>({1});
  state.addTypes(in.valueType);
  if (Type token = tokenType(parser, 1))
    state.addTypes(token);
  return success();
}

void MapOp::print(OpAsmPrinter &printer) {
  nameCaptures(printer, getBody(), getCaptures());
  printer << " (" << getBody().getArgument(0) << ", " << getBody().getArgument(1) << ") in " << getList();
  if (std::optional<uint64_t> width = getWidth())
    printer << " width " << *width;
  printTail(printer, *this, getCaptures());
  printBody(printer, getBody());
}

ParseResult IfOp::parse(OpAsmParser &parser, OperationState &state) {
  ControlParser in{parser, state};
  Operand condition;
  if (parser.parseOperand(condition) || in.tail() || in.region({}))
    return failure();
  size_t numValues = in.yielded();
  if (succeeded(parser.parseOptionalKeyword("else"))) {
    if (in.region({}))
      return failure();
  } else {
    Location loc = parser.getEncodedSourceLoc(parser.getNameLoc());
    Block &block = state.addRegion()->emplaceBlock();
    for (size_t i = 0; i < in.captures.size(); ++i)
      block.addArgument(in.valueType, loc);
    OpBuilder builder(parser.getContext());
    builder.setInsertionPointToEnd(&block);
    YieldOp::create(builder, loc, ValueRange());
  }
  if (in.values(condition) || in.finish(state.getOrAddProperties<Properties>()))
    return failure();
  in.segments<IfOp>({1});
  in.results<IfOp>(numValues);
  return success();
}

void IfOp::print(OpAsmPrinter &printer) {
  nameCaptures(printer, getThenRegion(), getCaptures());
  nameCaptures(printer, getElseRegion(), getCaptures());
  printer << ' ' << getCondition();
  printTail(printer, *this, getCaptures());
  printBody(printer, getThenRegion());
  Block &otherwise = getElseRegion().front();
  if (otherwise.getOperations().size() == 1 && otherwise.front().getNumOperands() == 0)
    return;
  printer << " else";
  printBody(printer, getElseRegion());
}

ParseResult ForOp::parse(OpAsmParser &parser, OperationState &state) {
  ControlParser in{parser, state};
  SmallVector<Argument> arguments;
  Operand lower, upper, step;
  SmallVector<Operand> inits;
  if (in.argument(arguments) || parser.parseEqual() || parser.parseOperand(lower) ||
      parser.parseKeyword("to") || parser.parseOperand(upper) || parser.parseKeyword("step") ||
      parser.parseOperand(step) || in.carried(arguments, inits) || in.tail() || in.region(arguments) ||
      in.values({lower, upper, step}) || in.values(inits) ||
      in.finish(state.getOrAddProperties<Properties>()))
    return failure();
  in.segments<ForOp>({1, 1, 1, inits.size()});
  in.results<ForOp>(in.yielded());
  return success();
}

void ForOp::print(OpAsmPrinter &printer) {
  nameCaptures(printer, getBody(), getCaptures());
  printer << ' ' << getBody().getArgument(0) << " = " << getLower() << " to " << getUpper() << " step "
          << getStep();
  printCarried(printer, getBody().getArguments().drop_front(), getInits());
  printTail(printer, *this, getCaptures());
  printBody(printer, getBody());
}

ParseResult WhileOp::parse(OpAsmParser &parser, OperationState &state) {
  ControlParser in{parser, state};
  SmallVector<Argument> before, after;
  SmallVector<Operand> inits;
  if (in.carried(before, inits) || in.tail() || in.region(before))
    return failure();
  // The first value that the first region yields is the condition.
  size_t numValues = std::max<size_t>(in.yielded(), 1) - 1;
  if (parser.parseKeyword("do") || in.arguments(after) || in.region(after) || in.values(inits) ||
      in.finish(state.getOrAddProperties<Properties>()))
    return failure();
  in.segments<WhileOp>({inits.size()});
  in.results<WhileOp>(numValues);
  return success();
}

void WhileOp::print(OpAsmPrinter &printer) {
  nameCaptures(printer, getBefore(), getCaptures());
  nameCaptures(printer, getBody(), getCaptures());
  printCarried(printer, getBefore().getArguments(), getInits());
  printTail(printer, *this, getCaptures());
  printBody(printer, getBefore());
  printer << " do (" << getBody().getArguments().drop_back(getCaptures().size()) << ")";
  printBody(printer, getBody());
}

/// Names for the arguments that are no captures; those get their names when the
/// task is printed.
static void nameArguments(Region &region, size_t numCaptures, ArrayRef<StringRef> names,
                          OpAsmSetValueNameFn setNameFn) {
  for (auto [i, argument] : llvm::enumerate(region.getArguments().drop_back(numCaptures)))
    setNameFn(argument, names[std::min(i, names.size() - 1)]);
}

void MapOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setNameFn) {
  nameArguments(region, getCaptures().size(), {"item", "index"}, setNameFn);
}

void IfOp::getAsmBlockArgumentNames(Region &, OpAsmSetValueNameFn) {}

void ForOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setNameFn) {
  nameArguments(region, getCaptures().size(), {"i", "x"}, setNameFn);
}

void WhileOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setNameFn) {
  nameArguments(region, getCaptures().size(), {"x"}, setNameFn);
}

} // namespace mlir::hocket::plan
