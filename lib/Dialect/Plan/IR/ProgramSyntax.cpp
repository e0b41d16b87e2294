// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The syntax of resources, tools and programs.
#include "Syntax.h"

#include "mlir/IR/Builders.h"

namespace mlir::hocket::plan {

ParseResult parseNames(OpAsmParser &parser, ArrayAttr &names) {
  SmallVector<Attribute> list;
  auto one = [&]() -> ParseResult {
    std::string name;
    if (parser.parseKeywordOrString(&name))
      return failure();
    list.push_back(parser.getBuilder().getStringAttr(name));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, one))
    return failure();
  names = parser.getBuilder().getArrayAttr(list);
  return success();
}

void printNames(OpAsmPrinter &printer, Operation *, ArrayAttr names) {
  printer << '(';
  llvm::interleaveComma(names.getAsRange<StringAttr>(), printer,
                        [&](StringAttr name) { printer.printKeywordOrString(name.getValue()); });
  printer << ')';
}

ParseResult parseResultType(OpAsmParser &parser, StringAttr &type) {
  if (failed(parser.parseOptionalArrow()))
    return success();
  return parseJson(parser, type);
}

void printResultType(OpAsmPrinter &printer, Operation *op, StringAttr type) {
  if (!type)
    return;
  printer << " -> ";
  printJson(printer, op, type);
}

ParseResult parseAccess(OpAsmParser &parser, AccessAttr &access) {
  SMLoc loc = parser.getCurrentLocation();
  StringRef name;
  if (parser.parseKeyword(&name))
    return failure();
  std::optional<Access> value = symbolizeAccess(name);
  if (!value)
    return parser.emitError(loc, "expected pure, reads or writes, found ") << name;
  access = AccessAttr::get(parser.getContext(), *value);
  return success();
}

void printAccess(OpAsmPrinter &printer, Operation *, AccessAttr access) {
  printer << stringifyAccess(access.getValue());
}

void printJson(OpAsmPrinter &printer, Operation *, StringAttr json) {
  printJson(printer, json.getValue());
}

ParseResult parseLimits(OpAsmParser &parser, IntegerAttr &capacity, FloatAttr &rate) {
  if (succeeded(parser.parseOptionalKeyword("capacity"))) {
    int64_t value;
    if (parser.parseInteger(value))
      return failure();
    capacity = parser.getBuilder().getI64IntegerAttr(value);
  }
  return parseOptionalNumber(parser, "rate", rate);
}

void printLimits(OpAsmPrinter &printer, Operation *, IntegerAttr capacity, FloatAttr rate) {
  if (capacity)
    printer << " capacity " << capacity.getInt();
  printOptionalNumber(printer, "rate", rate);
}

ParseResult parseProgram(OpAsmParser &parser, ArrayAttr &params, ArrayAttr &types,
                         UnitAttr &failFast, FloatAttr &makespan, FloatAttr &lowerBound,
                         Region &body) {
  SmallVector<Attribute> names, typeList;
  bool typed = false;
  SmallVector<OpAsmParser::Argument> arguments;
  auto one = [&]() -> ParseResult {
    std::string name;
    if (parser.parseKeywordOrString(&name))
      return failure();
    StringAttr type = parser.getBuilder().getStringAttr("");
    if (succeeded(parser.parseOptionalColon())) {
      if (parseJson(parser, type))
        return failure();
      typed = true;
    }
    if (parser.parseEqual() || parser.parseArgument(arguments.emplace_back()))
      return failure();
    typeList.push_back(type);
    arguments.back().type = ValueType::get(parser.getContext());
    names.push_back(parser.getBuilder().getStringAttr(name));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, one))
    return failure();
  params = parser.getBuilder().getArrayAttr(names);
  if (typed)
    types = parser.getBuilder().getArrayAttr(typeList);
  if (succeeded(parser.parseOptionalKeyword("fail_fast")))
    failFast = parser.getBuilder().getUnitAttr();
  return failure(parseOptionalNumber(parser, "makespan", makespan) ||
                 parseOptionalNumber(parser, "lower_bound", lowerBound) ||
                 parser.parseRegion(body, arguments));
}

void printProgram(OpAsmPrinter &printer, Operation *op, ArrayAttr params, ArrayAttr types,
                  UnitAttr failFast, FloatAttr makespan, FloatAttr lowerBound, Region &body) {
  printer << '(';
  llvm::interleaveComma(llvm::enumerate(body.getArguments()), printer, [&](auto argument) {
    size_t index = argument.index();
    printer.printKeywordOrString(cast<StringAttr>(params[index]).getValue());
    if (StringAttr type = types ? cast<StringAttr>(types[index]) : nullptr; type && !type.empty()) {
      printer << ": ";
      printJson(printer, op, type);
    }
    printer << " = " << argument.value();
  });
  printer << ')';
  if (failFast)
    printer << " fail_fast";
  printOptionalNumber(printer, "makespan", makespan);
  printOptionalNumber(printer, "lower_bound", lowerBound);
  printer << ' ';
  printer.printRegion(body, /*printEntryBlockArgs=*/false);
}

} // namespace mlir::hocket::plan
