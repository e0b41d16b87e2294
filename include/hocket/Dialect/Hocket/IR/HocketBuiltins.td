// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pure functions of hocket.apply. Numbers and meaning are those of the plan
// schema (runtime/schema).

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETBUILTINS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETBUILTINS_TD

include "mlir/IR/EnumAttr.td"

def Hocket_Builtin : I32EnumAttr<"Builtin", "a pure function", [
    I32EnumAttrCase<"Add", 1, "add">,
    I32EnumAttrCase<"Sub", 2, "sub">,
    I32EnumAttrCase<"Mul", 3, "mul">,
    I32EnumAttrCase<"Div", 4, "div">,
    I32EnumAttrCase<"Floordiv", 5, "floordiv">,
    I32EnumAttrCase<"Mod", 6, "mod">,
    I32EnumAttrCase<"Pow", 7, "pow">,
    I32EnumAttrCase<"Neg", 8, "neg">,
    I32EnumAttrCase<"Abs", 9, "abs">,
    I32EnumAttrCase<"Min", 10, "min">,
    I32EnumAttrCase<"Max", 11, "max">,
    I32EnumAttrCase<"Sum", 12, "sum">,
    I32EnumAttrCase<"Round", 13, "round">,
    I32EnumAttrCase<"Eq", 14, "eq">,
    I32EnumAttrCase<"Ne", 15, "ne">,
    I32EnumAttrCase<"Lt", 16, "lt">,
    I32EnumAttrCase<"Le", 17, "le">,
    I32EnumAttrCase<"Gt", 18, "gt">,
    I32EnumAttrCase<"Ge", 19, "ge">,
    I32EnumAttrCase<"And", 20, "and">,
    I32EnumAttrCase<"Or", 21, "or">,
    I32EnumAttrCase<"Not", 22, "not">,
    I32EnumAttrCase<"Select", 23, "select">,
    I32EnumAttrCase<"Len", 24, "len">,
    I32EnumAttrCase<"Contains", 25, "contains">,
    I32EnumAttrCase<"Sorted", 26, "sorted">,
    I32EnumAttrCase<"Reversed", 27, "reversed">,
    I32EnumAttrCase<"Range", 28, "range">,
    I32EnumAttrCase<"Keys", 29, "keys">,
    I32EnumAttrCase<"Values", 30, "values">,
    I32EnumAttrCase<"Str", 31, "str">,
    I32EnumAttrCase<"Int", 32, "int">,
    I32EnumAttrCase<"Float", 33, "float">,
    I32EnumAttrCase<"Bool", 34, "bool">,
    I32EnumAttrCase<"Upper", 35, "upper">,
    I32EnumAttrCase<"Lower", 36, "lower">,
    I32EnumAttrCase<"Strip", 37, "strip">,
    I32EnumAttrCase<"Split", 38, "split">,
    I32EnumAttrCase<"Join", 39, "join">,
    I32EnumAttrCase<"Replace", 40, "replace">,
    I32EnumAttrCase<"Startswith", 41, "startswith">,
    I32EnumAttrCase<"Endswith", 42, "endswith">,
    I32EnumAttrCase<"Concat", 43, "concat">,
    I32EnumAttrCase<"Slice", 44, "slice">,
    I32EnumAttrCase<"JsonParse", 45, "json_parse">,
    I32EnumAttrCase<"JsonDump", 46, "json_dump">,
    I32EnumAttrCase<"Unique", 47, "unique">,
    I32EnumAttrCase<"Truthy", 48, "truthy">,
    I32EnumAttrCase<"Sqrt", 49, "sqrt">,
    I32EnumAttrCase<"Floor", 50, "floor">,
    I32EnumAttrCase<"Ceil", 51, "ceil">]> {
  let cppNamespace = "::mlir::hocket";
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETBUILTINS_TD
