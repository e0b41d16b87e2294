// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

hocket.tool @log(text: !hocket.string) -> !hocket.string provider #hocket.native<"log">

// Without hocket.parallel, the order is the text. Where a task takes the result
// of the one before it, no further edge is needed.
// CHECK-LABEL: plan.program @sequential
// CHECK-NEXT: %0, %t = plan.call @log(%arg0)
// CHECK-NEXT: %1 = plan.call @log(%arg0) after(%t)
// CHECK-NEXT: %2, %t_0 = plan.format "{0}"(%1){{$}}
// CHECK-NEXT: %3 = plan.call @log(%0) after(%t_0)
// CHECK-NEXT: plan.if %arg1 {{.*}}captures(%3)
func.func @sequential(%a: !hocket.string, %c: i1) {
  %0 = hocket.call @log(%a) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @log(%a) : (!hocket.string) -> !hocket.string
  %2 = hocket.format "{0}" (%1) : !hocket.string
  hocket.output "1" %2 : !hocket.string
  %3 = hocket.call @log(%0) : (!hocket.string) -> !hocket.string
  scf.if %c {
    %4 = hocket.call @log(%3) : (!hocket.string) -> !hocket.string
  }
  return
}

// With it, hocket.after gives the edges that data does not imply.
// CHECK-LABEL: plan.program @parallel
// CHECK-NEXT: %0, %t = plan.call @log(%arg0)
// CHECK-NEXT: %1, %t_0 = plan.call @log(%arg0)
// CHECK-NEXT: %2, %t_1 = plan.format "{0}"(%1){{$}}
// CHECK-NEXT: %3 = plan.call @log(%arg0) after(%t, %t_1)
// CHECK-NEXT: %4 = plan.call @log(%arg0) after(%t_0)
func.func @parallel(%a: !hocket.string, %c: i1) attributes {hocket.parallel} {
  %0 = hocket.call @log(%a) {hocket.id = 0} : (!hocket.string) -> !hocket.string
  %1 = hocket.call @log(%a) {hocket.id = 1} : (!hocket.string) -> !hocket.string
  %2 = hocket.format "{0}" (%1) {hocket.id = 2} : !hocket.string
  %3 = hocket.call @log(%a) {hocket.id = 7, hocket.after = array<i64: 0, 2>} : (!hocket.string) -> !hocket.string
  %4 = hocket.call @log(%a) {hocket.id = 9, hocket.after = array<i64: 1>} : (!hocket.string) -> !hocket.string
  return
}

// Whoever waits for an operation that needs no task waits for what that needs.
// CHECK-LABEL: plan.program @no_task
// CHECK-NEXT: %0, %t = plan.call @log(%arg0)
// CHECK-NEXT: %1, %t_0 = plan.call @log(%arg0)
// CHECK-NEXT: %2 = plan.call @log(%arg0) after(%t, %t_0)
func.func @no_task(%a: !hocket.string) attributes {hocket.parallel} {
  %0 = hocket.call @log(%a) {hocket.id = 0} : (!hocket.string) -> !hocket.string
  %1 = hocket.call @log(%a) {hocket.id = 1} : (!hocket.string) -> !hocket.string
  %2 = hocket.cast %0 {hocket.id = 2, hocket.after = array<i64: 1>} : !hocket.string -> !hocket.json
  %3 = hocket.call @log(%a) {hocket.id = 3, hocket.after = array<i64: 2>} : (!hocket.string) -> !hocket.string
  return
}

// An operation that becomes several tasks: all wait, and the last is waited for.
// CHECK-LABEL: plan.program @several_tasks
// CHECK: %[[CALL:.*]], %t = plan.call @log(%arg0)
// CHECK-NEXT: %[[A:.*]] = plan.apply abs(%arg1) after(%t)
// CHECK-NEXT: %[[B:.*]] = plan.apply abs(%arg1) after(%t)
// CHECK-NEXT: %[[MOD:.*]] = plan.apply mod(%[[A]], %[[B]])
// CHECK-NEXT: plan.apply lt(%arg1, {{.*}}) after(%t)
// CHECK: %{{.*}}, %[[LAST:.*]] = plan.apply select
// CHECK-NEXT: plan.call @log(%arg0) after(%[[LAST]])
func.func @several_tasks(%a: !hocket.string, %n: i64) attributes {hocket.parallel} {
  %0 = hocket.call @log(%a) {hocket.id = 0} : (!hocket.string) -> !hocket.string
  %1 = arith.remsi %n, %n {hocket.id = 1, hocket.after = array<i64: 0>} : i64
  %2 = hocket.call @log(%a) {hocket.id = 2, hocket.after = array<i64: 1>} : (!hocket.string) -> !hocket.string
  return
}
