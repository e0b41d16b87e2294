// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that reach outside: calls, approvals; and the joint of order edges.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANTASKOPS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANTASKOPS_TD

include "hocket/Dialect/Hocket/IR/HocketAttrs.td"
include "hocket/Dialect/Plan/IR/PlanInterfaces.td"

def Plan_CallOp : Plan_TaskOp<"call",
    (ins FlatSymbolRefAttr:$callee, Variadic<Plan_Value>:$arguments,
         OptionalAttr<StrArrayAttr>:$arg_names, OptionalAttr<Hocket_PolicyAttr>:$policy),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "calls a tool";
  let description = [{
    Arguments are positional, or named, in which case parameters can be left out.
    `policy` replaces the tool's. Runs on the `io` queue unless `on` says otherwise.
    What follows is common to all tasks: `after` names the tokens of tasks to wait for
    besides those that make the operands; `priority` is the upward rank in seconds and
    `cost` the expected duration; `acquires` lists what the task holds while it
    runs; the failure of an `ordered` task ends the program at this point of the text,
    that of an `early` one counts only where its value is used.

    Example:

    ```mlir
    plan.resource @web capacity 8
    plan.tool @search(query, limit, site) reads provider "native" {"name": "search"}
    plan.program @main(q = %q) {
      %0, %t = plan.call @search(%q)
      %1 = plan.call @search(query = %q, site = %0) policy #hocket.policy<timeout = "5s">
          after(%t) on cpu ordered priority 1.5 cost 0.61 acquires(@web) label "second"
      plan.yield %1
    }
    ```
  }];
  let assemblyFormat = "$callee `` custom<Arguments>($arguments, $arg_names) (`policy` $policy^)?" # clauses;
  let hasVerifier = 1;
}

def Plan_ApproveOp : Plan_TaskOp<"approve",
    (ins Plan_Value:$question, Optional<Plan_Value>:$subject),
    (outs Plan_Value:$result), [AttrSizedOperandSegments]> {
  let summary = "asks a person";
  let description = [{
    The value is true; if the answer is no, the task fails.

    Example:

    ```mlir
    plan.program @main(question = %q, draft = %d) {
      %0 = plan.approve %q about %d ordered
      plan.yield %0
    }
    ```
  }];
  let assemblyFormat = "$question (`about` $subject^)?" # clauses;
}

def Plan_NopOp : Plan_TaskOp<"nop", (ins), (outs)> {
  let summary = "joins order edges";
  let description = [{
    Does nothing. Where each of m tasks precedes each of n tasks, a nop between
    them makes m + n edges of m · n.

    Example:

    ```mlir
    plan.tool @log(text) writes provider "native" {"name": "log"}
    plan.program @main(a = %a) {
      %0, %t = plan.call @log(%a)
      %1, %t_0 = plan.call @log(%a)
      %t_1 = plan.nop after(%t, %t_0)
      %2 = plan.call @log(%a) after(%t_1)
      plan.yield
    }
    ```
  }];
  let assemblyFormat = clauses;
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANTASKOPS_TD
