// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that compute values: a few instructions each, run where they become ready.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANVALUEOPS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANVALUEOPS_TD

include "hocket/Dialect/Hocket/IR/HocketBuiltins.td"
include "hocket/Dialect/Plan/IR/PlanInterfaces.td"

def Plan_ApplyOp : Plan_TaskOp<"apply",
    (ins Hocket_Builtin:$function, Variadic<Plan_Value>:$inputs),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "computes a pure built-in function";
  let description = [{
    The plan schema lists the functions and how each can fail.

    Example:

    ```mlir
    plan.program @main(a = %a) {
      %0 = plan.constant 1
      %1 = plan.apply add(%a, %0) ordered
      plan.yield %1
    }
    ```
  }];
  let assemblyFormat = "$function `` `(` $inputs `)`" # clauses;
  let hasVerifier = 1;
}

def Plan_FormatOp : Plan_TaskOp<"format",
    (ins StrAttr:$text, Variadic<Plan_Value>:$inputs),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "puts values into a text";
  let description = [{
    `{0}`, `{1}` … stand for the values, `{{` and `}}` for braces.

    Example:

    ```mlir
    plan.program @main(a = %a, b = %b) {
      %0 = plan.format "{0} or {1}?"(%a, %b)
      plan.yield %0
    }
    ```
  }];
  let assemblyFormat = "$text (`` `(` $inputs^ `)`)?" # clauses;
  let hasVerifier = 1;
}

def Plan_RecordOp : Plan_TaskOp<"record",
    (ins Variadic<Plan_Value>:$inputs, StrArrayAttr:$names),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "makes an object of named values";
  let description = [{
    Example:

    ```mlir
    plan.program @main(a = %a) {
      %0 = plan.record {name = %a, "unit price" = %a}
      plan.yield %0
    }
    ```
  }];
  let assemblyFormat = "custom<Members>($inputs, $names)" # clauses;
  let hasVerifier = 1;
}

def Plan_ListOp : Plan_TaskOp<"list",
    (ins Variadic<Plan_Value>:$inputs), (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "makes a list of values";
  let description = [{
    Example:

    ```mlir
    plan.program @main(a = %a) {
      %0 = plan.list [%a, %a]
      plan.yield %0
    }
    ```
  }];
  let assemblyFormat = "` ` `[` $inputs `]`" # clauses;
}

def Plan_GetOp : Plan_TaskOp<"get",
    (ins Plan_Value:$base, ArrayAttr:$path, Optional<Plan_Value>:$key),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "takes a member or an element out of a value";
  let description = [{
    Follows field names and indices, a negative index counting from the end, and
    then the key after `at`, known only at run time. Fails if there is no such member.

    Example:

    ```mlir
    plan.program @main(v = %v, i = %i) {
      %0 = plan.get %v["items", -1, "unit price"]
      %1 = plan.get %v["items"] at %i ordered
      plan.yield %1
    }
    ```
  }];
  let assemblyFormat = "$base `` custom<Path>($path) (`at` $key^)?" # clauses;
  let hasVerifier = 1;
}

def Plan_CastOp : Plan_TaskOp<"cast",
    (ins Plan_Value:$input, StrAttr:$schema), (outs Plan_Value:$result)> {
  let summary = "checks that a value has a type";
  let description = [{
    The type is written as in the plan schema, in JSON. Fails with the path of the
    first member that does not fit.

    Example:

    ```mlir
    plan.program @main(v = %v) {
      %0 = plan.cast %v to "int"
      %1 = plan.cast %v to {"record": {"id": "int", "tags?": {"list": "string"}}}
      plan.yield %1
    }
    ```
  }];
  let assemblyFormat = "$input `to` custom<Json>($schema)" # clauses;
  let hasVerifier = 1;
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANVALUEOPS_TD
