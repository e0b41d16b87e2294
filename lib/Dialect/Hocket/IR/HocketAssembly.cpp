// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "HocketAssembly.h"

#include "ConstantText.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::hocket;

FailureOr<EffectAttr> mlir::hocket::parseEffect(AsmParser &parser) {
  StringRef keyword;
  SMLoc loc = parser.getCurrentLocation();
  if (failed(parser.parseKeyword(&keyword)))
    return failure();
  std::optional<EffectKind> kind = symbolizeEffectKind(keyword);
  if (!kind) {
    parser.emitError(loc, "expected 'reads' or 'writes', found '") << keyword << "'";
    return failure();
  }
  FlatSymbolRefAttr resource;
  StringAttr key;
  if (failed(parser.parseAttribute(resource)))
    return failure();
  if (succeeded(parser.parseOptionalLSquare())) {
    std::string name;
    if (parser.parseKeywordOrString(&name) || parser.parseRSquare())
      return failure();
    key = parser.getBuilder().getStringAttr(name);
  }
  return EffectAttr::get(parser.getContext(), *kind, resource, key);
}

void mlir::hocket::printEffect(AsmPrinter &printer, EffectAttr effect) {
  printer << stringifyEffectKind(effect.getKind()) << ' ';
  printer.printAttributeWithoutType(effect.getResource());
  if (StringAttr key = effect.getKey()) {
    printer << '[';
    printer.printKeywordOrString(key.getValue());
    printer << ']';
  }
}

FailureOr<ParamAttr> mlir::hocket::parseParam(AsmParser &parser) {
  std::string name;
  Type type;
  ArrayAttr values;
  if (failed(parser.parseKeywordOrString(&name)))
    return failure();
  bool optional = succeeded(parser.parseOptionalQuestion());
  if (parser.parseColonType(type))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("in")) && parser.parseAttribute(values))
    return failure();
  return ParamAttr::get(parser.getContext(), parser.getBuilder().getStringAttr(name), type,
                        optional, values);
}

void mlir::hocket::printParam(AsmPrinter &printer, ParamAttr param) {
  printer.printKeywordOrString(param.getName().getValue());
  printer << (param.getOptional() ? "?: " : ": ") << param.getType();
  if (param.getValues())
    printer << " in " << param.getValues();
}

/// Parses the members and the closing brace of an object that starts at `loc`.
static FailureOr<ObjectAttr> parseMembersAfterBrace(AsmParser &parser, SMLoc loc) {
  SmallVector<ObjectMember> members;
  auto parseMember = [&]() -> ParseResult {
    std::string name;
    ObjectMember member;
    if (parser.parseKeywordOrString(&name) || parser.parseEqual() ||
        parser.parseAttribute(member.value))
      return failure();
    member.name = parser.getBuilder().getStringAttr(name);
    members.push_back(member);
    return success();
  };
  if (failed(parser.parseOptionalRBrace()) &&
      (parser.parseCommaSeparatedList(AsmParser::Delimiter::None, parseMember,
                                      " in the members of an object") ||
       parser.parseRBrace()))
    return failure();
  auto object =
      parser.getChecked<ObjectAttr>(loc, parser.getContext(), ArrayRef<ObjectMember>(members));
  if (!object)
    return failure();
  return object;
}

FailureOr<ObjectAttr> mlir::hocket::parseMembers(AsmParser &parser) {
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLBrace())
    return failure();
  return parseMembersAfterBrace(parser, loc);
}

void mlir::hocket::printMembers(AsmPrinter &printer, ObjectAttr object) {
  printer << '{';
  llvm::interleaveComma(object.getMembers(), printer, [&](const ObjectMember &member) {
    printer.printKeywordOrString(member.name.getValue());
    printer << " = " << member.value;
  });
  printer << '}';
}

ParseResult mlir::hocket::parseDeclared(OpAsmParser &parser, StringAttr &visibility,
                                        StringAttr &name) {
  StringRef keyword;
  if (succeeded(parser.parseOptionalKeyword(&keyword, {"public", "private", "nested"})))
    visibility = parser.getBuilder().getStringAttr(keyword);
  return parser.parseSymbolName(name);
}

void mlir::hocket::printDeclared(OpAsmPrinter &printer, Operation *, StringAttr visibility,
                                 StringAttr name) {
  if (visibility)
    printer << visibility.getValue() << ' ';
  printer.printSymbolName(name.getValue());
}

ParseResult mlir::hocket::parseParams(OpAsmParser &parser, ArrayAttr &params) {
  SmallVector<Attribute> parsed;
  auto parseOne = [&]() -> ParseResult {
    FailureOr<ParamAttr> param = parseParam(parser);
    if (failed(param))
      return failure();
    parsed.push_back(*param);
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, parseOne, " in parameters"))
    return failure();
  params = parser.getBuilder().getArrayAttr(parsed);
  return success();
}

void mlir::hocket::printParams(OpAsmPrinter &printer, Operation *, ArrayAttr params) {
  printer << '(';
  llvm::interleaveComma(params, printer,
                        [&](Attribute param) { printParam(printer, cast<ParamAttr>(param)); });
  printer << ')';
}

ParseResult mlir::hocket::parseEffects(OpAsmParser &parser, ArrayAttr &effects) {
  if (succeeded(parser.parseOptionalKeyword("pure"))) {
    effects = parser.getBuilder().getArrayAttr({});
    return success();
  }
  if (failed(parser.parseOptionalKeyword("effects")))
    return success();
  SmallVector<Attribute> parsed;
  auto parseOne = [&]() -> ParseResult {
    FailureOr<EffectAttr> effect = parseEffect(parser);
    if (failed(effect))
      return failure();
    parsed.push_back(*effect);
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseOne, " in effects"))
    return failure();
  effects = parser.getBuilder().getArrayAttr(parsed);
  return success();
}

void mlir::hocket::printEffects(OpAsmPrinter &printer, Operation *, ArrayAttr effects) {
  if (!effects)
    return;
  if (effects.empty()) {
    printer << " pure";
    return;
  }
  printer << " effects [";
  llvm::interleaveComma(effects, printer,
                        [&](Attribute effect) { printEffect(printer, cast<EffectAttr>(effect)); });
  printer << ']';
}

/// Parses `name = %value` pairs, or bare values if `namesRequired` is false and
/// the first entry has no name.
static ParseResult parseNamed(OpAsmParser &parser, AsmParser::Delimiter delimiter,
                              bool namesRequired,
                              SmallVectorImpl<OpAsmParser::UnresolvedOperand> &values,
                              ArrayAttr &names) {
  SmallVector<Attribute> parsed;
  auto parseOne = [&]() -> ParseResult {
    bool mayBeBare = !namesRequired && parsed.empty();
    if (mayBeBare) {
      OptionalParseResult bare = parser.parseOptionalOperand(values.emplace_back());
      if (bare.has_value())
        return *bare;
      values.pop_back();
      if (!values.empty())
        return parser.emitError(parser.getCurrentLocation(),
                                "expected either all arguments or none to be named");
    }
    std::string name;
    if (parser.parseKeywordOrString(&name) || parser.parseEqual() ||
        parser.parseOperand(values.emplace_back()))
      return failure();
    parsed.push_back(parser.getBuilder().getStringAttr(name));
    return success();
  };
  if (parser.parseCommaSeparatedList(delimiter, parseOne))
    return failure();
  if (namesRequired || !parsed.empty())
    names = parser.getBuilder().getArrayAttr(parsed);
  return success();
}

static void printNamed(OpAsmPrinter &printer, OperandRange values, ArrayAttr names) {
  llvm::interleaveComma(llvm::enumerate(values), printer, [&](auto entry) {
    if (names) {
      printer.printKeywordOrString(cast<StringAttr>(names[entry.index()]).getValue());
      printer << " = ";
    }
    printer << entry.value();
  });
}

ParseResult mlir::hocket::parseCallArguments(
    OpAsmParser &parser, SmallVectorImpl<OpAsmParser::UnresolvedOperand> &arguments,
    ArrayAttr &names) {
  return parseNamed(parser, AsmParser::Delimiter::Paren, /*namesRequired=*/false, arguments, names);
}

void mlir::hocket::printCallArguments(OpAsmPrinter &printer, Operation *, OperandRange arguments,
                                      ArrayAttr names) {
  printer << '(';
  printNamed(printer, arguments, names);
  printer << ')';
}

ParseResult
mlir::hocket::parseNamedValues(OpAsmParser &parser,
                               SmallVectorImpl<OpAsmParser::UnresolvedOperand> &values,
                               ArrayAttr &names) {
  return parseNamed(parser, AsmParser::Delimiter::Braces, /*namesRequired=*/true, values, names);
}

void mlir::hocket::printNamedValues(OpAsmPrinter &printer, Operation *, OperandRange values,
                                    ArrayAttr names) {
  printer << '{';
  printNamed(printer, values, names);
  printer << '}';
}

ParseResult mlir::hocket::parseConstantValue(OpAsmParser &parser, Attribute &value, Type &type) {
  SMLoc loc = parser.getCurrentLocation();
  std::string text;
  if (succeeded(parser.parseOptionalLBrace())) {
    FailureOr<ObjectAttr> object = parseMembersAfterBrace(parser, loc);
    if (failed(object))
      return failure();
    value = *object;
  } else if (succeeded(parser.parseOptionalKeyword("null"))) {
    value = NullAttr::get(parser.getContext());
  } else if (succeeded(parser.parseOptionalString(&text))) {
    // As an attribute it would take the type that follows for its own.
    value = parser.getBuilder().getStringAttr(text);
  } else if (parser.parseAttribute(value)) {
    return failure();
  }
  // Where the next token starts, or in the blanks before it.
  const char *end = parser.getCurrentLocation().getPointer();
  if (StringRef wide = findWideInteger(StringRef(loc.getPointer(), end - loc.getPointer())); !wide.empty())
    return parser.emitError(SMLoc::getFromPointer(wide.data()), "expected an integer that fits i64, found ")
           << wide;
  if (succeeded(parser.parseOptionalColon()))
    return parser.parseType(type);
  type = inferConstantType(value);
  if (!type)
    return parser.emitError(loc, "expected a JSON value, found ") << value;
  return success();
}

void mlir::hocket::printConstantValue(OpAsmPrinter &printer, Operation *, Attribute value,
                                      Type type) {
  if (auto object = dyn_cast<ObjectAttr>(value))
    printMembers(printer, object);
  else if (isa<NullAttr>(value))
    printer << "null";
  else
    printer << value;
  // Numbers print their own type.
  auto typed = dyn_cast<TypedAttr>(value);
  bool printed = isa<IntegerAttr, FloatAttr>(value) && !typed.getType().isInteger(1);
  if (!printed || typed.getType() != type)
    printer << " : " << type;
}
