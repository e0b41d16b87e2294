// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values: making them, taking them apart, computing with them.

#ifndef HOCKET_DIALECT_HOCKET_IR_HOCKETVALUEOPS_TD
#define HOCKET_DIALECT_HOCKET_IR_HOCKETVALUEOPS_TD

include "hocket/Dialect/Hocket/IR/HocketAttrs.td"
include "hocket/Dialect/Hocket/IR/HocketBuiltins.td"
include "hocket/Dialect/Hocket/IR/HocketTypes.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Hocket_ConstantOp : Hocket_Op<"constant", [ConstantLike, Pure]> {
  let summary = "a constant JSON value";
  let description = [{
    Strings, booleans, integers and floating-point numbers are builtin attributes,
    lists are arrays; inside them, objects and null are written `#hocket.object` and
    `#hocket.null`. The type is the value's own, or a wider one (T4), and can be
    left out if it is the value's own. Numbers come with their own type first.

    Example:

    ```mlir
    func.func @f() {
      %0 = hocket.constant "Oslo" : !hocket.string
      %1 = hocket.constant 3 : i64
      %2 = hocket.constant ["a", 1] : !hocket.list<!hocket.json>
      %3 = hocket.constant {city = "Oslo", zip = 150} : !hocket.record<{city: !hocket.string, zip: i64}>
      %4 = hocket.constant null : !hocket.json
      %5 = hocket.constant 3 : i64 : !hocket.json
      return
    }
    ```
  }];
  let arguments = (ins AnyAttr:$value);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = "custom<ConstantValue>($value, type($result)) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Hocket_GetOp : Hocket_Op<"get", [NoMemoryEffect, DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "takes a member or an element out of a value";
  let description = [{
    Follows a path of field names and indices; a negative index counts from the
    end. A last step that is known only at run time comes after `at`. The result
    has the member's type (T5). Fails if there is no such member.

    Example:

    ```mlir
    func.func @f(%v: !hocket.json, %r: !hocket.record<{id: i64}>, %i: i64) {
      %0 = hocket.get %v["items", 0, "unit price"] : !hocket.json -> !hocket.json
      %1 = hocket.get %r["id"] : !hocket.record<{id: i64}> -> i64
      %2 = hocket.get %v["items"] at %i : !hocket.json, i64 -> !hocket.json
      return
    }
    ```
  }];
  let arguments = (ins Hocket_Value:$base, ArrayAttr:$path, Optional<Hocket_Value>:$key);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = [{
    $base `` $path (`at` $key^)? attr-dict `:` type($base) (`,` type($key)^)? `->` type($result)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Hocket_RecordOp : Hocket_Op<"record", [Pure, InferTypeOpAdaptor]> {
  let summary = "makes an object of named values";
  let description = [{
    Example:

    ```mlir
    func.func @f(%a: !hocket.string, %b: i64) {
      %0 = hocket.record {name = %a, "unit price" = %b} : !hocket.string, i64
      %1 = hocket.record {}
      return
    }
    ```
  }];
  let arguments = (ins Variadic<Hocket_Value>:$values, StrArrayAttr:$names);
  let results = (outs Hocket_RecordType:$result);
  let assemblyFormat = "custom<NamedValues>($values, $names) attr-dict (`:` type($values)^)?";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Hocket_ListOp : Hocket_Op<"list", [Pure, InferTypeOpAdaptor]> {
  let summary = "makes a list of values";
  let description = [{
    The element type is the narrowest that all elements may be used as (T2).

    Example:

    ```mlir
    func.func @f(%a: !hocket.string, %b: i64) {
      %0 = hocket.list [%a, %a] : !hocket.string, !hocket.string
      %1 = hocket.list [%a, %b] : !hocket.string, i64
      return
    }
    ```
  }];
  let arguments = (ins Variadic<Hocket_Value>:$elements);
  let results = (outs Hocket_ListType:$result);
  let assemblyFormat = "`[` $elements `]` attr-dict (`:` type($elements)^)?";
  let hasFolder = 1;
}

def Hocket_FormatOp : Hocket_Op<"format", [Pure]> {
  let summary = "puts values into a text";
  let description = [{
    `{0}`, `{1}` … are replaced by the values: a string by itself, anything else by
    its JSON text. `{{` and `}}` stand for braces. What a value contains is never
    looked at: text from a tool stays data (U2).

    Example:

    ```mlir
    func.func @f(%a: !hocket.string, %b: i64) {
      %0 = hocket.format "{0} weighs {1} kg, {{really}}" (%a, %b) : !hocket.string, i64
      return
    }
    ```
  }];
  let arguments = (ins Hocket_TextAttr:$text, Variadic<Hocket_Value>:$values);
  let results = (outs Hocket_StringType:$result);
  let assemblyFormat = "$text (`(` $values^ `)`)? attr-dict (`:` type($values)^)?";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Hocket_CastOp : Hocket_Op<"cast", [NoMemoryEffect, DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "checks that a value has a type";
  let description = [{
    Widening always succeeds. Narrowing is checked at run time and fails with the
    path of the first member that does not fit. Numbers are converted: to `f64` an
    integer becomes a float, to `i64` an integral float an integer (T3).

    Example:

    ```mlir
    func.func @f(%v: !hocket.json) -> i64 {
      %0 = hocket.cast %v : !hocket.json -> !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>
      %1 = hocket.cast %v : !hocket.json -> i64
      return %1 : i64
    }
    ```
  }];
  let arguments = (ins Hocket_Value:$value);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` type($result)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Hocket_SettleOp : Hocket_Op<"settle", [NoMemoryEffect, SameOperandsAndResultType]> {
  let summary = "the place where an early call's failure counts";
  let description = [{
    The value itself. If it is the failure of an `early` call, that failure counts
    here, as if the call stood here (F3): what follows is not reached. A pass that
    moves a call ahead leaves this in its place if something that writes or may
    fail comes before the result is taken anyway.

    Example: the mail is not sent if the file cannot be read.

    ```mlir
    hocket.resource @fs
    hocket.resource @mail
    hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs]
    hocket.tool @send(to: !hocket.string) -> i64 effects [writes @mail]
    func.func @f(%path: !hocket.string, %people: !hocket.list<!hocket.string>) {
      %0 = hocket.call @read(%path) early : (!hocket.string) -> !hocket.string
      %1 = hocket.map (%person, %i) in %people : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
        %2 = hocket.settle %0 : !hocket.string
        %3 = hocket.call @send(%person) : (!hocket.string) -> i64
        %4 = hocket.format "{0}: {1}" (%3, %2) : i64, !hocket.string
        hocket.yield %4 : !hocket.string
      }
      return
    }
    ```
  }];
  let arguments = (ins Hocket_Value:$value);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Hocket_ApplyOp : Hocket_Op<"apply", [NoMemoryEffect, DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "computes a pure built-in function";
  let description = [{
    The functions follow Python's meaning; the plan schema lists them. Operand
    kinds are checked here as far as the types tell (T6), and at run time beyond
    that. Of a `json` operand nothing is known, so that the sum of two is `json`,
    but their difference a number, `f64`.

    Example:

    ```mlir
    func.func @f(%a: i64, %b: f64, %s: !hocket.string) {
      %0 = hocket.apply add(%a, %b) : (i64, f64) -> f64
      %1 = hocket.apply upper(%s) : (!hocket.string) -> !hocket.string
      %2 = hocket.apply len(%s) : (!hocket.string) -> i64
      return
    }
    ```
  }];
  let arguments = (ins Hocket_Builtin:$function, Variadic<Hocket_Value>:$inputs);
  let results = (outs Hocket_Value:$result);
  let assemblyFormat = [{
    $function `(` $inputs `)` attr-dict `:` functional-type($inputs, $result)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

#endif // HOCKET_DIALECT_HOCKET_IR_HOCKETVALUEOPS_TD
