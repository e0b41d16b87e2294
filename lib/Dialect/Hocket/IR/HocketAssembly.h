// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pieces of syntax that attributes and operations share.
#ifndef HOCKET_LIB_DIALECT_HOCKET_IR_HOCKETASSEMBLY_H
#define HOCKET_LIB_DIALECT_HOCKET_IR_HOCKETASSEMBLY_H

#include "hocket/Dialect/Hocket/IR/Hocket.h"

namespace mlir::hocket {

/// `reads @fs[path]`.
FailureOr<EffectAttr> parseEffect(AsmParser &parser);
void printEffect(AsmPrinter &printer, EffectAttr effect);

/// `unit?: !hocket.string in ["km", "mi"]`.
FailureOr<ParamAttr> parseParam(AsmParser &parser);
void printParam(AsmPrinter &printer, ParamAttr param);

/// `{city = "Oslo", "zip code" = 150}`.
FailureOr<ObjectAttr> parseMembers(AsmParser &parser);
void printMembers(AsmPrinter &printer, ObjectAttr object);

// Directives of the declarative formats.

/// `@name`, `private @name`, `nested @name` or `public @name`.
ParseResult parseDeclared(OpAsmParser &parser, StringAttr &visibility, StringAttr &name);
void printDeclared(OpAsmPrinter &printer, Operation *, StringAttr visibility, StringAttr name);

/// `(query: !hocket.string, limit?: i64)`.
ParseResult parseParams(OpAsmParser &parser, ArrayAttr &params);
void printParams(OpAsmPrinter &printer, Operation *, ArrayAttr params);

/// Nothing, `pure`, or `effects [reads @web, writes @fs[path]]`.
ParseResult parseEffects(OpAsmParser &parser, ArrayAttr &effects);
void printEffects(OpAsmPrinter &printer, Operation *, ArrayAttr effects);

/// `(%a, %b)` or `(query = %a, "max price" = %b)`.
ParseResult parseCallArguments(OpAsmParser &parser,
                               SmallVectorImpl<OpAsmParser::UnresolvedOperand> &arguments,
                               ArrayAttr &names);
void printCallArguments(OpAsmPrinter &printer, Operation *, OperandRange arguments,
                        ArrayAttr names);

/// `{query = %a, "max price" = %b}`.
ParseResult parseNamedValues(OpAsmParser &parser,
                             SmallVectorImpl<OpAsmParser::UnresolvedOperand> &values,
                             ArrayAttr &names);
void printNamedValues(OpAsmPrinter &printer, Operation *, OperandRange values, ArrayAttr names);

/// A JSON value and the type to give it: `"Oslo" : !hocket.string`, `3 : i64`.
ParseResult parseConstantValue(OpAsmParser &parser, Attribute &value, Type &type);
void printConstantValue(OpAsmPrinter &printer, Operation *, Attribute value, Type type);

} // namespace mlir::hocket

#endif // HOCKET_LIB_DIALECT_HOCKET_IR_HOCKETASSEMBLY_H
