// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a plan file consists of: resources, tools, programs, and what is in a
// region besides tasks.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANPROGRAMOPS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANPROGRAMOPS_TD

include "hocket/Dialect/Hocket/IR/HocketAttrs.td"
include "hocket/Dialect/Plan/IR/PlanAttrs.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Plan_ResourceOp : Plan_Op<"resource", [Symbol, HasParent<"::mlir::ModuleOp">]> {
  let summary = "something of which tasks hold units while they run";
  let description = [{
    `capacity` is the number of units, 1 being mutual exclusion; `rate` is how many
    units may be acquired per second. Without one or the other there is no such limit.

    Example:

    ```mlir
    plan.resource @web capacity 8 rate 5.0
    plan.resource @gpu0 capacity 1
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       OptionalAttr<I64Attr>:$capacity,
                       OptionalAttr<F64Attr>:$rate);
  let assemblyFormat = "$sym_name `` custom<Limits>($capacity, $rate) attr-dict";
  let hasVerifier = 1;
}

def Plan_ToolOp : Plan_Op<"tool", [Symbol, HasParent<"::mlir::ModuleOp">]> {
  let summary = "a tool and who carries out its calls";
  let description = [{
    Names the parameters in the order of their declaration, says what the tool may
    touch (`pure`, `reads` or `writes`), whether it computes rather than waits, which
    provider carries out its calls, and the JSON object that configures the provider.
    Behind `->` stands the type that its results must fit, written as in `plan.cast`; a
    call whose result does not fit fails (T8). Without one, any value is a result.

    Example:

    ```mlir
    plan.tool @search(query, limit) reads provider "mcp" {"server": "wiki", "tool": "search"}
        policy #hocket.policy<timeout = "5s", retry = 3, idempotent>
    plan.tool @eval(expression) -> {"optional": "float"} pure compute
        provider "builtin" {"name": "math.eval"}
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       StrArrayAttr:$params,
                       OptionalAttr<StrAttr>:$result_type,
                       Plan_AccessAttr:$access,
                       UnitAttr:$compute,
                       StrAttr:$provider,
                       StrAttr:$config,
                       OptionalAttr<Hocket_PolicyAttr>:$policy);
  let assemblyFormat = [{
    $sym_name `` custom<Names>($params) `` custom<ResultType>($result_type)
    custom<Access>($access) (`compute` $compute^)?
    `provider` $provider custom<Json>($config) (`policy` $policy^)? attr-dict
  }];
  let hasVerifier = 1;
}

def Plan_ProgramOp : Plan_Op<"program", [
    Symbol, HasParent<"::mlir::ModuleOp">, IsolatedFromAbove, SingleBlock,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>]> {
  let summary = "a graph of tasks that a caller can run";
  let description = [{
    Takes named parameters and yields at most one value. A parameter may say, as JSON
    text, which type its arguments must fit. `fail_fast` ends the
    program at the first failure of any task. `makespan` and `lower_bound` are the
    cost model's estimates in seconds.

    Example:

    ```mlir
    plan.tool @search(query) reads provider "native" {"name": "search"}
    plan.program @main(city = %city, limit: "int" = %limit) fail_fast makespan 1.5 lower_bound 0.75 {
      %0 = plan.call @search(%city)
      plan.output "1" of "search" %0
      plan.yield %0
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       StrArrayAttr:$params,
                       OptionalAttr<StrArrayAttr>:$param_types,
                       UnitAttr:$fail_fast,
                       OptionalAttr<F64Attr>:$makespan,
                       OptionalAttr<F64Attr>:$lower_bound);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `` custom<Program>($params, $param_types, $fail_fast, $makespan, $lower_bound, $body) attr-dict
  }];
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def Plan_ConstantOp : Plan_Op<"constant", [ConstantLike, Pure]> {
  let summary = "a constant JSON value";
  let description = [{
    The value is written as JSON, with the escapes of MLIR strings. A plan file
    holds equal constants once.

    Example:

    ```mlir
    plan.program @main() {
      %0 = plan.constant "Oslo"
      %1 = plan.constant {"city": "Oslo", "limits": [1, 2.5, null], "exact": true}
      plan.yield %1
    }
    ```
  }];
  let arguments = (ins StrAttr:$json);
  let results = (outs Plan_Value:$result);
  let assemblyFormat = "custom<Json>($json) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Plan_OutputOp : Plan_Op<"output", [HasParent<"ProgramOp">]> {
  let summary = "makes a value, or its failure, visible to the program's caller";
  let description = [{
    Reported under the caller's own name for it. `of` names the tool whose result it is.

    Example:

    ```mlir
    plan.program @main(v = %v) {
      plan.output "call_8Xw3" of "search" %v
      plan.output "answer" %v
      plan.yield
    }
    ```
  }];
  let arguments = (ins StrAttr:$name, OptionalAttr<StrAttr>:$tool, Plan_Value:$value);
  let assemblyFormat = "$name (`of` $tool^)? $value attr-dict";
}

def Plan_YieldOp : Plan_Op<"yield", [
    Terminator, Pure, ParentOneOf<["ProgramOp", "MapOp", "IfOp", "ForOp", "WhileOp"]>]> {
  let summary = "ends a region with its values";
  let description = [{
    Example:

    ```mlir
    plan.program @main(a = %a) {
      plan.yield %a
    }
    ```
  }];
  let arguments = (ins Variadic<Plan_Value>:$values);
  let assemblyFormat = "($values^)? attr-dict";
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANPROGRAMOPS_TD
