// What upstream makes of branches keeps their indifference to the failures of what they do not
// come to (F4).
// RUN: hocket-opt %s --canonicalize --convert-hocket-to-plan --split-input-file | FileCheck %s

// A choice between results of unordered calls stays a branch: the failure of the other one does not count.
hocket.tool @left() -> !hocket.string
hocket.tool @right() -> !hocket.string
// CHECK-LABEL: plan.program @unordered
func.func @unordered(%c: i1) -> !hocket.string {
  // CHECK: %[[L:[0-9]+]]{{.*}} = plan.call @left()
  // CHECK: %[[R:[0-9]+]]{{.*}} = plan.call @right()
  // CHECK: plan.if %{{.*}} captures(%[[L]], %[[R]]) {
  // CHECK-NEXT: plan.yield %{{.*}}
  // CHECK-NEXT: } else {
  // CHECK-NEXT: plan.yield %{{.*}}
  %a = hocket.call @left() unordered : () -> !hocket.string
  %b = hocket.call @right() unordered : () -> !hocket.string
  %0 = scf.if %c -> !hocket.string {
    scf.yield %a : !hocket.string
  } else {
    scf.yield %b : !hocket.string
  }
  return %0 : !hocket.string
}

// -----

// In ordered code both are there, or the program has ended: a built-in does.
hocket.tool @left() -> !hocket.string
hocket.tool @right() -> !hocket.string
// CHECK-LABEL: plan.program @ordered
func.func @ordered(%c: i1) -> !hocket.string {
  // CHECK: plan.apply select
  %a = hocket.call @left() : () -> !hocket.string
  %b = hocket.call @right() : () -> !hocket.string
  %0 = scf.if %c -> !hocket.string {
    scf.yield %a : !hocket.string
  } else {
    scf.yield %b : !hocket.string
  }
  return %0 : !hocket.string
}

// -----

// The inner condition counts only where the outer one holds.
hocket.tool @inner() -> i1
hocket.tool @write() -> i64
// CHECK-LABEL: plan.program @nested
func.func @nested(%c: i1) {
  // CHECK: %[[I:[0-9]+]]{{.*}} = plan.call @inner()
  // CHECK: %[[B:[0-9]+]] = plan.if %{{.*}} captures(%[[I]]) {
  // CHECK-NEXT: plan.yield %{{.*}}
  // CHECK-NEXT: } else {
  // CHECK-NEXT: %[[F:.*]] = plan.constant false
  // CHECK-NEXT: plan.yield %[[F]]
  // CHECK: plan.if %[[B]]
  // CHECK: plan.call @write
  %i = hocket.call @inner() unordered : () -> i1
  scf.if %c {
    scf.if %i {
      %0 = hocket.call @write() : () -> i64
    }
  }
  return
}

// -----

// Of what cannot have failed a conjunction is a built-in.
// CHECK-LABEL: plan.program @certain
func.func @certain(%c: i1, %i: i1) -> i1 {
  // CHECK: plan.apply and
  %0 = arith.andi %c, %i : i1
  return %0 : i1
}
