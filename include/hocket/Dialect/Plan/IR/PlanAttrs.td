// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes and enumerations of the plan dialect.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANATTRS_TD
#define HOCKET_DIALECT_PLAN_IR_PLANATTRS_TD

include "hocket/Dialect/Plan/IR/PlanBase.td"
include "mlir/IR/CommonAttrConstraints.td"
include "mlir/IR/EnumAttr.td"

// Numbers are those of the plan schema (runtime/schema).
def Plan_QueueEnum : I32EnumAttr<"Queue", "where a task runs", [
    I32EnumAttrCase<"Inline", 0, "inline">,
    I32EnumAttrCase<"Cpu", 1, "cpu">,
    I32EnumAttrCase<"Io", 2, "io">]> {
  let cppNamespace = "::mlir::hocket::plan";
  let genSpecializedAttr = 0;
}

def Plan_QueueAttr : EnumAttr<Plan_Dialect, Plan_QueueEnum, "queue"> {
  let summary = "where a task runs";
  let description = [{
    `inline`: where it became ready, because it is only a few instructions; `cpu`: on
    a processor; `io`: on the event loop or a thread that may block.

    Example:

    ```mlir
    plan.tool @solve(x) pure provider "native" {"name": "solve"}
    plan.program @main(v = %v) {
      %0 = plan.call @solve(%v) on cpu
      plan.yield %0
    }
    ```
  }];
  let assemblyFormat = "`<` $value `>`";
}

def Plan_AccessEnum : I32EnumAttr<"Access", "what a tool may touch", [
    I32EnumAttrCase<"Pure", 0, "pure">,
    I32EnumAttrCase<"Reads", 1, "reads">,
    I32EnumAttrCase<"Writes", 2, "writes">]> {
  let cppNamespace = "::mlir::hocket::plan";
  let genSpecializedAttr = 0;
}

def Plan_AccessAttr : EnumAttr<Plan_Dialect, Plan_AccessEnum, "access"> {
  let summary = "what a tool may touch";
  let description = [{
    `pure`: nothing; `reads`: resources, without changing them; `writes`: it may
    change some.

    Example:

    ```mlir
    plan.tool @double(x) pure provider "native" {"name": "double"}
    plan.tool @search(query) reads provider "native" {"name": "search"}
    plan.tool @log(text) writes provider "native" {"name": "log"}
    ```
  }];
  let assemblyFormat = "`<` $value `>`";
}

def Plan_AcquireAttr : AttrDef<Plan_Dialect, "Acquire"> {
  let mnemonic = "acquire";
  let summary = "units of a resource that a task holds while it runs";
  let description = [{
    `#plan.acquire<@gpu0, 2>`; in a task it is written `@gpu0 : 2`, or `@gpu0` for
    one unit.

    Example:

    ```mlir
    plan.resource @gpu0 capacity 2
    plan.tool @train(x) pure provider "native" {"name": "train"}
    plan.program @main(v = %v) {
      %0 = plan.call @train(%v) acquires(@gpu0 : 2)
      plan.yield %0
    }
    ```
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$resource, "unsigned":$units);
  let assemblyFormat = "`<` $resource `,` $units `>`";
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANATTRS_TD
