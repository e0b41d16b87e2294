// Places in the user's files and the caller's ids survive the plan file.
// RUN: hocket-translate --mlir-to-plan %s | hocket-translate --plan-to-mlir --mlir-print-debuginfo - | FileCheck %s

plan.resource @web capacity 1 loc("tools.json":1:2)
plan.tool @t(x) reads provider "native" {} loc("tools.json":3:4)
plan.program @main(a = %a) {
  // CHECK: plan.call @t(%a) loc(#[[ID:.*]])
  %0 = plan.call @t(%a) loc("call_1"("plan.txt":7:8))
  // The innermost place of a call chain, and the outermost name.
  // CHECK: plan.call @t(%a) loc(#[[INNER:.*]])
  %1 = plan.call @t(%a) loc(callsite("outer"("inner"("a.py":1:1)) at "b.py":2:2))
  // The first place of several.
  // CHECK: plan.call @t(%a) loc(#[[FIRST:.*]])
  %2 = plan.call @t(%a) loc(fused["c.py":1:1, "d.py":2:2])
  // CHECK: plan.call @t(%a) loc(#[[NAME:.*]])
  %3 = plan.call @t(%a) loc("only a name")
  // CHECK: plan.call @t(%a) loc(#[[UNKNOWN:.*]])
  %4 = plan.call @t(%a) loc(unknown)
  // CHECK: plan.output "1" %{{.*}} loc(#[[ID]])
  plan.output "1" %0 loc("call_1"("plan.txt":7:8))
  plan.yield
}
// CHECK-DAG: #[[UNKNOWN]] = loc(unknown)
// CHECK-DAG: #[[PLAN:.*]] = loc("plan.txt":7:8)
// CHECK-DAG: #[[ID]] = loc("call_1"(#[[PLAN]]))
// CHECK-DAG: #[[A:.*]] = loc("a.py":1:1)
// CHECK-DAG: #[[INNER]] = loc("outer"(#[[A]]))
// CHECK-DAG: #[[FIRST]] = loc("c.py":1:1)
// CHECK-DAG: #[[NAME]] = loc("only a name")
