// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes over the plan dialect.

#ifndef HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_TD
#define HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def PlanNormalize : Pass<"plan-normalize", "::mlir::ModuleOp"> {
  let summary = "bring plans into the form in which they are read back from a file";
  let description = [{
    Leaves out the order edges that operands or other edges imply, and the tokens
    that nothing uses then; sorts the tokens that a task waits for; puts one copy of
    each constant that a region uses at its start, in the order of first use;
    names the arguments of calls only where some are left out; and moves outputs to
    the end of their program. What the program means does not change.

    Example: in

    ```mlir
    plan.tool @log(text) writes provider "native" {"name": "log"}
    plan.program @main(a = %a) {
      %0, %t0 = plan.call @log(%a)
      %1, %t1 = plan.call @log(text = %0) after(%t0)
      %2 = plan.call @log(%a) after(%t1, %t0)
      plan.yield
    }
    ```

    the second call waits for the first anyhow, because it takes its result, and so
    does the third, which comes after the second; one edge is left.
  }];
  let dependentDialects = ["::mlir::hocket::plan::PlanDialect"];
}

#endif // HOCKET_DIALECT_PLAN_TRANSFORMS_PASSES_TD
