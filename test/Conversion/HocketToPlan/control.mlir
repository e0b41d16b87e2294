// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

hocket.tool @log(text: !hocket.json) -> !hocket.json provider #hocket.native<"log">

// Constants are made again in each region; other values are captured, once.
// CHECK-LABEL: plan.program @map
// CHECK: %0 = plan.map (%item, %index) in %arg0 width 3 ordered captures(%arg1) {
// CHECK-NEXT: %1 = plan.constant 2
// CHECK-NEXT: %2 = plan.list [%item, %index, %1, %arg1, %arg1]
// CHECK-NEXT: plan.yield %2
func.func @map(%l: !hocket.json, %x: !hocket.json) -> !hocket.list<!hocket.list<!hocket.json>> attributes {hocket.parallel} {
  %two = hocket.constant 2 : i64
  %0 = hocket.map (%e, %i) in %l width 3 : !hocket.json -> !hocket.list<!hocket.list<!hocket.json>> {
    %1 = hocket.list [%e, %i, %two, %x, %x] : !hocket.json, i64, i64, !hocket.json, !hocket.json
    hocket.yield %1 : !hocket.list<!hocket.json>
  }
  return %0 : !hocket.list<!hocket.list<!hocket.json>>
}

// Both regions of an if take what either of them uses.
// CHECK-LABEL: plan.program @if
// CHECK: %0:2 = plan.if %arg0 captures(%arg1, %arg2) {
// CHECK-NEXT: plan.yield %arg1, %arg1
// CHECK-NEXT: } else {
// CHECK-NEXT: plan.yield %arg2, %arg1
// CHECK-NEXT: }
// CHECK-NEXT: plan.if %arg0 ordered captures(%0#1) {
// CHECK-NEXT: plan.call @log(%0#1)
// CHECK-NEXT: plan.yield
// CHECK-NEXT: }
// CHECK-NEXT: plan.yield %0#0
func.func @if(%c: i1, %a: !hocket.json, %b: !hocket.json) -> !hocket.json attributes {hocket.parallel} {
  %0:2 = scf.if %c -> (!hocket.json, !hocket.json) {
    scf.yield %a, %a : !hocket.json, !hocket.json
  } else {
    scf.yield %b, %a : !hocket.json, !hocket.json
  }
  scf.if %c {
    %1 = hocket.call @log(%0#1) : (!hocket.json) -> !hocket.json
  }
  return %0#0 : !hocket.json
}

// What a region within a region uses, the outer one captures, too.
// CHECK-LABEL: plan.program @for
// CHECK-NEXT: %0 = plan.constant 0
// CHECK-NEXT: %1 = plan.constant 1
// CHECK-NEXT: %2 = plan.for %i = %0 to %arg0 step %1 carry(%x = %0) ordered captures(%arg1) {
// CHECK-NEXT: %3 = plan.for %i_1 = %i to %x step %arg1 carry(%x_2 = %x) ordered captures(%arg1) {
// CHECK-NEXT: %4 = plan.apply add(%x_2, %arg1)
// CHECK-NEXT: plan.yield %4
// CHECK: plan.yield %3
func.func @for(%n: i64, %k: i64) -> i64 attributes {hocket.parallel} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%sum = %c0) -> (i64) : i64 {
    // A step that may be zero can fail.
    %1 = scf.for %j = %i to %sum step %k iter_args(%inner = %sum) -> (i64) : i64 {
      %2 = arith.addi %inner, %k : i64
      scf.yield %2 : i64
    }
    scf.yield %1 : i64
  }
  return %0 : i64
}

// CHECK-LABEL: plan.program @while
// CHECK: %1:2 = plan.while carry(%x = %0) captures(%arg0) {
// CHECK-NEXT: %2 = plan.apply lt(%x, %arg0)
// CHECK-NEXT: plan.yield %2, %x, %arg0
// CHECK-NEXT: } do (%x, %x_0) {
// CHECK-NEXT: %2 = plan.apply add(%x, %arg0)
// CHECK-NEXT: plan.yield %2
func.func @while(%n: i64) -> i64 attributes {hocket.parallel} {
  %c0 = arith.constant 0 : index
  %m = arith.index_cast %n : i64 to index
  %0:2 = scf.while (%i = %c0) : (index) -> (index, i64) {
    %1 = arith.cmpi slt, %i, %m : index
    scf.condition(%1) %i, %n : index, i64
  } do {
  ^bb0(%i: index, %x: i64):
    %2 = arith.addi %i, %m : index
    scf.yield %2 : index
  }
  return %0#1 : i64
}
