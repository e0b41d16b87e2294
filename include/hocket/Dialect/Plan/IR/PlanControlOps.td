// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that own regions. Every region is isolated; `captures` lists the values
// from outside that it uses, and inside they keep their names.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANCONTROLOPS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANCONTROLOPS_TD

include "hocket/Dialect/Plan/IR/PlanInterfaces.td"

class Plan_ControlOp<string mnemonic, dag inputs, dag values, list<Trait> traits = []>
    : Plan_TaskOp<mnemonic, !con(inputs, (ins Variadic<Plan_Value>:$captures)), values,
        !listconcat([AttrSizedOperandSegments, IsolatedFromAbove, SingleBlock], traits),
        ["getAsmResultNames", "getAsmBlockArgumentNames"]> {
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

def Plan_MapOp : Plan_ControlOp<"map",
    (ins Plan_Value:$list, OptionalAttr<I64Attr>:$width), (outs Plan_Value:$result)> {
  let summary = "runs its region for every element of a list";
  let description = [{
    The region takes the element, its index and the captures, and yields one value;
    the result lists these values in the order of the elements. `width` limits how many
    elements are in flight at once.

    Example:

    ```mlir
    plan.tool @search(query, site) reads provider "native" {"name": "search"}
    plan.program @main(names = %names, site = %site) {
      %0 = plan.map (%name, %index) in %names width 8 captures(%site) {
        %1 = plan.call @search(%name, %site)
        plan.yield %1
      }
      plan.yield %0
    }
    ```
  }];
  let regions = (region SizedRegion<1>:$body);
  let hasVerifier = 1;
}

def Plan_IfOp : Plan_ControlOp<"if",
    (ins Plan_Value:$condition), (outs Variadic<Plan_Value>:$results), [AttrSizedResultSegments]> {
  let summary = "runs one of two regions";
  let description = [{
    Both regions take the captures and yield the results. An `else` that does and
    yields nothing is not written.

    Example:

    ```mlir
    plan.program @main(c = %c, a = %a, b = %b) {
      %0 = plan.if %c captures(%a, %b) {
        plan.yield %a
      } else {
        plan.yield %b
      }
      plan.yield %0
    }
    ```
  }];
  let regions = (region SizedRegion<1>:$then_region, SizedRegion<1>:$else_region);
}

def Plan_ForOp : Plan_ControlOp<"for",
    (ins Plan_Value:$lower, Plan_Value:$upper, Plan_Value:$step, Variadic<Plan_Value>:$inits),
    (outs Variadic<Plan_Value>:$results), [AttrSizedResultSegments]> {
  let summary = "runs its region for each integer of a range";
  let description = [{
    The region takes the integer, the values carried from one iteration to the next,
    and the captures, and yields the carried values; the last of them are the
    results. The upper bound is exclusive.

    Example:

    ```mlir
    plan.program @main(n = %n, k = %k) {
      %0 = plan.constant 0
      %1 = plan.constant 1
      %2 = plan.for %i = %0 to %n step %1 carry(%sum = %0) captures(%k) {
        %3 = plan.apply mul(%i, %k)
        %4 = plan.apply add(%sum, %3)
        plan.yield %4
      }
      plan.yield %2
    }
    ```
  }];
  let regions = (region SizedRegion<1>:$body);
}

def Plan_WhileOp : Plan_ControlOp<"while",
    (ins Variadic<Plan_Value>:$inits), (outs Variadic<Plan_Value>:$results), [AttrSizedResultSegments]> {
  let summary = "runs its regions in turn as long as a condition holds";
  let description = [{
    The first region takes the carried values and the captures, and yields the
    condition and then any values. If the condition is true, the second region
    takes those values and the captures, and yields the carried values for the
    next turn; else the values are the results.

    Example:

    ```mlir
    plan.program @main(n = %n) {
      %0 = plan.constant 1
      %1 = plan.while carry(%i = %0) captures(%n) {
        %2 = plan.apply lt(%i, %n)
        plan.yield %2, %i
      } do (%j) {
        %3 = plan.apply add(%j, %j)
        plan.yield %3
      }
      plan.yield %1
    }
    ```
  }];
  let regions = (region SizedRegion<1>:$before, SizedRegion<1>:$body);
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANCONTROLOPS_TD
