// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

// Whose failure ends the program. Values take part only if they can fail.
hocket.tool @log(text: !hocket.json) -> !hocket.json provider #hocket.native<"log">

// In ordered code, a value that cannot be had ends the program where it stands.
// CHECK-LABEL: plan.program @ordered_code
// CHECK: plan.call {{.*}} ordered
// CHECK: plan.get {{.*}} ordered
// CHECK: plan.cast {{.*}} ordered
// CHECK: plan.apply int({{.*}} ordered
// CHECK-NOT: ordered
// CHECK: plan.yield
func.func @ordered_code(%a: !hocket.json, %s: !hocket.string, %n: i64) {
  %0 = hocket.call @log(%a) : (!hocket.json) -> !hocket.json
  %1 = hocket.get %0["x"] : !hocket.json -> !hocket.json
  %2 = hocket.cast %1 : !hocket.json -> i64
  %3 = hocket.apply int(%s) : (!hocket.string) -> i64
  %4 = hocket.apply len(%s) : (!hocket.string) -> i64
  %5 = hocket.record {a = %a} : !hocket.json
  %6 = hocket.format "{0}" (%n) : i64
  // Where arith would wrap, a plan makes a failed value: bad only if it is used.
  %7 = arith.addi %n, %n : i64
  return
}

// Between unordered calls, it fails what uses it and nothing else.
// CHECK-LABEL: plan.program @unordered_calls
// CHECK-NOT: ordered
// CHECK: plan.yield
func.func @unordered_calls(%a: !hocket.json) {
  %0 = hocket.call @log(%a) unordered : (!hocket.json) -> !hocket.json
  %1 = hocket.get %0["x"] : !hocket.json -> !hocket.json
  %2 = hocket.cast %1 : !hocket.json -> !hocket.string
  %3 = hocket.call @log(%2) unordered : (!hocket.string) -> !hocket.json
  hocket.output "1" %3 : !hocket.json
  return
}

// A task with regions is ordered if something in them is.
// CHECK-LABEL: plan.program @regions
// CHECK-NEXT: plan.if %arg1 ordered captures
// CHECK-NEXT: plan.call {{.*}} ordered
// CHECK: plan.if %arg1 after({{.*}} captures(%arg0) {
// CHECK-NEXT: plan.call
// CHECK-NOT: ordered
// CHECK: plan.map {{.*}} in %arg0 after({{.*}}) ordered {
func.func @regions(%a: !hocket.json, %c: i1) {
  scf.if %c {
    %0 = hocket.call @log(%a) : (!hocket.json) -> !hocket.json
  }
  scf.if %c {
    %0 = hocket.call @log(%a) unordered : (!hocket.json) -> !hocket.json
  }
  // JSON may turn out to be no list.
  %1 = hocket.map (%e, %i) in %a : !hocket.json -> !hocket.list<!hocket.json> {
    hocket.yield %e : !hocket.json
  }
  return
}

// An early call's failure counts where it is settled, whoever takes the value.
// CHECK-LABEL: plan.program @settled
// CHECK-NEXT: %[[EARLY:.*]] = plan.call @log(%arg0) ordered early
// CHECK-NEXT: plan.cast %[[EARLY]] to "json" ordered
func.func @settled(%a: !hocket.json) {
  %0 = hocket.call @log(%a) early : (!hocket.json) -> !hocket.json
  %1 = hocket.settle %0 : !hocket.json
  %2 = hocket.call @log(%1) unordered : (!hocket.json) -> !hocket.json
  hocket.output "1" %2 : !hocket.json
  return
}

// What serves an unordered call alone, but takes nothing from one, stands where
// it stands, whoever else takes its value after a pass.
// CHECK-LABEL: plan.program @serves_an_unordered_call
// CHECK-NEXT: %[[GET:.*]] = plan.get %arg0["x"] ordered
// CHECK-NEXT: plan.call @log(%[[GET]])
// CHECK-NOT: ordered
// CHECK: plan.yield
func.func @serves_an_unordered_call(%a: !hocket.json) {
  %0 = hocket.get %a["x"] : !hocket.json -> !hocket.json
  %1 = hocket.call @log(%0) unordered : (!hocket.json) -> !hocket.json
  %2 = hocket.get %1["y"] : !hocket.json -> !hocket.json
  hocket.output "1" %2 : !hocket.json
  return
}

// A step that may not be positive is a failure: the call after the loop waits.
// CHECK-LABEL: plan.program @step
// CHECK: %[[LOOP:.*]] = plan.for {{.*}} ordered
// CHECK: plan.call @log(%arg0) after(%[[LOOP]]
func.func @step(%a: !hocket.json, %n: index, %step: index, %zero: index) {
  scf.for %i = %zero to %n step %step {
    scf.yield
  }
  %0 = hocket.call @log(%a) : (!hocket.json) -> !hocket.json
  return
}
