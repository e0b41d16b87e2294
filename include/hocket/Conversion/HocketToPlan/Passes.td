// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From programs to plans.

#ifndef HOCKET_CONVERSION_HOCKETTOPLAN_PASSES_TD
#define HOCKET_CONVERSION_HOCKETTOPLAN_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertHocketToPlan : Pass<"convert-hocket-to-plan", "::mlir::ModuleOp"> {
  let summary = "turn programs of tool calls into plans";
  let description = [{
    Every public function becomes a `plan.program`, its operations become tasks, and
    the regions of `scf` operations and of `hocket.map` become isolated regions that
    name what they capture. Tools and resources that no task uses are left out.

    In a function marked `hocket.parallel`, tasks wait for what makes their operands
    and for what `hocket.after` says. In any other, every task waits for the one
    before it in the text.

    Functions must have been inlined. An operation that has no task fails the pass
    with an error at its place.

    Example:

    ```mlir
    hocket.tool @search(query: !hocket.string) -> !hocket.string effects [] provider #hocket.native<"search">
    func.func @main(%q: !hocket.string) -> !hocket.string {
      %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.string
      hocket.output "1" of "search" %0 : !hocket.string
      return %0 : !hocket.string
    }
    ```

    becomes

    ```mlir
    plan.tool @search(query) pure provider "native" {"name": "search"}
    plan.program @main(arg0 = %q) {
      %0 = plan.call @search(%q) ordered
      plan.output "1" of "search" %0
      plan.yield %0
    }
    ```
  }];
  let dependentDialects = ["::mlir::hocket::plan::PlanDialect"];
}

#endif // HOCKET_CONVERSION_HOCKETTOPLAN_PASSES_TD
