// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of the values that flow between calls.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETTYPES_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETTYPES_TD

include "hocket/Dialect/Hocket/IR/HocketBase.td"
include "mlir/IR/AttrTypeBase.td"

class Hocket_Type<string name, string typeMnemonic>
    : TypeDef<Hocket_Dialect, name> {
  let mnemonic = typeMnemonic;
}

def Hocket_JsonType : Hocket_Type<"Json", "json"> {
  let summary = "any JSON value";
  let description = [{
    A value whose kind is known only at run time. Every other value may be used
    as one (T1); the way back is a `hocket.cast`, checked at run time (T3).

    Example:

    ```mlir
    hocket.tool @show(value: !hocket.json) -> !hocket.json
    func.func @f(%count: i64) {
      %0 = hocket.call @show(%count) : (i64) -> !hocket.json
      return
    }
    ```
  }];
}

def Hocket_StringType : Hocket_Type<"String", "string"> {
  let summary = "a Unicode string";
  let description = [{
    Text in UTF-8 (U3). Its contents are data and are never parsed for references
    (U1).

    Example:

    ```mlir
    %0 = hocket.constant "$1 and {0} are just text" : !hocket.string
    ```
  }];
}

def Hocket_ListType : Hocket_Type<"List", "list"> {
  let summary = "a list of values of one type";
  let description = [{
    A JSON array whose elements have the element type.

    Example:

    ```mlir
    hocket.tool @rank(names: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.list<f64>>
    ```
  }];
  let parameters = (ins "::mlir::Type":$elementType);
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::Type":$elementType), [{
    return $_get(elementType.getContext(), elementType);
  }]>];
  let assemblyFormat = "`<` $elementType `>`";
  let genVerifyDecl = 1;
}

def Hocket_RecordType : Hocket_Type<"Record", "record"> {
  let summary = "an object with known fields";
  let description = [{
    A JSON object. A field marked `?` may be missing. Members beyond the listed
    ones are allowed and keep their values. A field name that is no identifier
    is written as a string.

    Example:

    ```mlir
    hocket.tool @buy(item: !hocket.record<{name: !hocket.string, "unit price"?: f64}>) -> i1
    ```
  }];
  let parameters = (ins ArrayRefParameter<"::mlir::hocket::RecordField">:$fields);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The field of this name, or null.
    const ::mlir::hocket::RecordField *lookup(::llvm::StringRef name) const;
  }];
}

/// The types that a value of a program can have.
def Hocket_Value : Type<
    CPred<"::mlir::hocket::isValueType($_self)">,
    "json, string, list, record, i1, i64 or f64">;

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETTYPES_TD
