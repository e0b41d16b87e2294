// Nothing is left of what passes found out; what the source says stays.
// RUN: hocket-opt %s --hocket-forget | FileCheck %s --implicit-check-not='hocket.{{id|after|cost_s|queue|priority|processor|parallel|effects|makespan_s|lower_bound_s}} ='
// RUN: hocket-opt %s --hocket-forget --hocket-schedule --hocket-forget | hocket-opt --hocket-forget | FileCheck %s

hocket.tool @t(n: i64) -> i64

// CHECK-LABEL: func.func @f(
// CHECK-SAME: attributes {hocket.fail_fast, hocket.source_format = "plan-text"} {
func.func @f(%c: i1, %n: i64) attributes {
    hocket.source_format = "plan-text", hocket.parallel, hocket.fail_fast, hocket.effects = "world",
    hocket.makespan_s = 2.0, hocket.lower_bound_s = 1.5} {
  // CHECK: hocket.call @t(%{{.*}}) {other = 1 : i64} : (i64) -> i64
  %0 = hocket.call @t(%n) {other = 1, hocket.id = 0, hocket.queue = "io", hocket.cost_s = 1.0, hocket.processor = 1} : (i64) -> i64
  // CHECK: scf.if
  scf.if %c {
    // CHECK-NEXT: hocket.call @t(%{{.*}}) : (i64) -> i64
    %1 = hocket.call @t(%0) {hocket.id = 0, hocket.priority = 1.0} : (i64) -> i64
  // CHECK-NEXT: }{{$}}
  } {hocket.id = 1, hocket.after = array<i64: 0>}
  return
}
