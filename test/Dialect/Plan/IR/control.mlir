// RUN: hocket-opt %s | FileCheck %s
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt -mlir-print-op-generic %s | hocket-opt | FileCheck %s

// Inside a region, captured values keep the names that they have outside.
// CHECK-LABEL: plan.program @map
// CHECK: %0 = plan.map (%item, %index) in %names width 8 ordered captures(%site) {
// CHECK-NEXT: %1 = plan.list [%item, %index, %site]
// CHECK-NEXT: plan.yield %1
// CHECK-NEXT: }
plan.program @map(names = %names, site = %site) {
  %0 = plan.map (%name, %index) in %names width 8 ordered captures(%site) {
    %1 = plan.list [%name, %index, %site]
    plan.yield %1
  }
  plan.yield %0
}

// CHECK-LABEL: plan.program @if
// CHECK: %0:2, %t = plan.if %c captures(%a, %b) {
// CHECK-NEXT: plan.yield %a, %b
// CHECK-NEXT: } else {
// CHECK-NEXT: plan.yield %b, %a
// CHECK-NEXT: }
// An else that does nothing is not written.
// CHECK-NEXT: plan.if %c after(%t) captures(%0#1) {
// CHECK-NEXT: %1 = plan.list [%0#1]
// CHECK-NEXT: plan.yield
// CHECK-NEXT: }
// CHECK-NEXT: plan.yield %0#0
plan.program @if(c = %c, a = %a, b = %b) {
  %0:3 = plan.if %c captures(%a, %b) {
    plan.yield %a, %b
  } else {
    plan.yield %b, %a
  }
  plan.if %c after(%0#2) captures(%0#1) {
    %1 = plan.list [%0#1]
    plan.yield
  } else {
    plan.yield
  }
  plan.yield %0#0
}

// CHECK-LABEL: plan.program @for
// CHECK: plan.for %i = %0 to %n step %1 carry(%x = %0, %x_0 = %n) priority 0.5 captures(%k) {
// CHECK-NEXT: plan.apply mul(%i, %k)
// CHECK: plan.for %i = %0 to %n step %1 {
// CHECK-NEXT: plan.yield
plan.program @for(n = %n, k = %k) {
  %zero = plan.constant 0
  %one = plan.constant 1
  %0:2 = plan.for %i = %zero to %n step %one carry(%sum = %zero, %last = %n) priority 0.5 captures(%k) {
    %1 = plan.apply mul(%i, %k)
    plan.yield %1, %sum
  }
  plan.for %i = %zero to %n step %one {
    plan.yield
  }
  plan.yield %0#1
}

// Regions within regions capture what the outer one captured.
// CHECK-LABEL: plan.program @while
// CHECK: plan.while carry(%x = %0) captures(%n) {
// CHECK-NEXT: %2 = plan.apply lt(%x, %n)
// CHECK-NEXT: plan.yield %2, %x
// CHECK-NEXT: } do (%x) {
// CHECK-NEXT: %2 = plan.apply add(%x, %n)
// CHECK-NEXT: plan.map (%item, %index) in %x captures(%2, %n) {
// CHECK-NEXT: plan.list [%n, %item, %2]
plan.program @while(n = %n) {
  %0 = plan.constant 1
  %1 = plan.while carry(%i = %0) captures(%n) {
    %2 = plan.apply lt(%i, %n)
    plan.yield %2, %i
  } do (%j) {
    %3 = plan.apply add(%j, %n)
    %4 = plan.map (%e, %k) in %j captures(%3, %n) {
      %5 = plan.list [%n, %e, %3]
      plan.yield %5
    }
    plan.yield %4
  }
  plan.while {
    %2 = plan.constant false
    plan.yield %2
  } do () {
    plan.yield
  }
  plan.yield %1
}
