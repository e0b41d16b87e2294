// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan dialect and its types.

#ifndef HOCKET_DIALECT_PLAN_IR_PLANBASE_TD
#define HOCKET_DIALECT_PLAN_IR_PLANBASE_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def Plan_Dialect : Dialect {
  let name = "plan";
  let cppNamespace = "::mlir::hocket::plan";
  let summary = "Graphs of tasks, as the runtime executes them";
  let description = [{
    The lowered level of Hocket: one operation here is one record of a plan file.
    A `plan.program` holds a graph of *tasks*. A task starts when the tasks that
    make its operands, and those whose tokens it names in `after`, have ended;
    nothing else orders tasks. Regions are isolated: what they need from outside
    is an operand of the task that owns them.

    Values have one type: what is known statically has been checked before.
    `hocket-translate --mlir-to-plan` writes a module of this dialect as a plan
    file and `--plan-to-mlir` reads one back. docs/PlanFormat.md states the
    meaning of every task.
  }];
  let dependentDialects = ["::mlir::hocket::HocketDialect"];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let hasOperationAttrVerify = 1;
}

class Plan_Op<string mnemonic, list<Trait> traits = []>
    : Op<Plan_Dialect, mnemonic, traits>;

def Plan_Value : TypeDef<Plan_Dialect, "Value"> {
  let mnemonic = "value";
  let summary = "a JSON value";
  let description = [{
    What flows from task to task, or the failure of the task that should have made
    it.

    Example: `%0` and `%v` are values.

    ```mlir
    plan.tool @double(x) pure provider "native" {"name": "double"}
    plan.program @main(v = %v) {
      %0 = plan.call @double(%v)
      plan.yield %0
    }
    ```
  }];
}

def Plan_Token : TypeDef<Plan_Dialect, "Token"> {
  let mnemonic = "token";
  let summary = "the end of a task";
  let description = [{
    An order edge without data: a task that has a token among its `after`
    operands starts when the task that made the token has ended.

    Example: `%t` is a token.

    ```mlir
    plan.tool @log(text) writes provider "native" {"name": "log"}
    plan.program @main(a = %a) {
      %0, %t = plan.call @log(%a)
      %1 = plan.call @log(%a) after(%t)
      plan.yield
    }
    ```
  }];
}

#endif // HOCKET_DIALECT_PLAN_IR_PLANBASE_TD
