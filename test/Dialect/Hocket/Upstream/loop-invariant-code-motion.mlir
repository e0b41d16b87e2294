// Upstream's loop-invariant code motion, through the interfaces of the dialect: only what
// cannot fail and touches nothing leaves a loop that may not run (F7).
// RUN: hocket-opt %s --loop-invariant-code-motion | FileCheck %s

hocket.resource @fs
hocket.tool @total(x: i64) -> i64 pure total
hocket.tool @pure(x: i64) -> i64 pure
hocket.tool @read(x: i64) -> i64 effects [reads @fs] total
hocket.tool @write(x: i64) -> i64 effects [writes @fs] total

// A pure call that cannot fail leaves a counted loop.
// CHECK-LABEL: func.func @for_total
func.func @for_total(%x: i64, %n: index) {
  // CHECK: %[[A:.*]] = hocket.call @total
  // CHECK-NEXT: scf.for
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = hocket.call @total(%x) : (i64) -> i64
    // CHECK-NEXT: hocket.call @write(%[[A]])
    %1 = hocket.call @write(%0) : (i64) -> i64
  }
  return
}

// One that depends on the iteration stays.
// CHECK-LABEL: func.func @for_variant
func.func @for_variant(%x: i64, %n: index) {
  // CHECK: scf.for
  // CHECK: hocket.call @total
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%y = %x) -> i64 {
    %1 = hocket.call @total(%y) : (i64) -> i64
    scf.yield %1 : i64
  }
  hocket.output "1" %0 : i64
  return
}

// A call that may fail stays: the loop may run zero times. So do a read and a write, even
// if they cannot fail; reads are the business of --hocket-hoist-reads.
// CHECK-LABEL: func.func @for_stays
func.func @for_stays(%x: i64, %n: index) {
  // CHECK: scf.for
  // CHECK-NEXT: hocket.call @pure
  // CHECK-NEXT: hocket.call @read
  // CHECK-NEXT: hocket.call @write
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = hocket.call @pure(%x) : (i64) -> i64
    %1 = hocket.call @read(%x) : (i64) -> i64
    %2 = hocket.call @write(%x) : (i64) -> i64
  }
  return
}

// The same in a loop with a condition.
// CHECK-LABEL: func.func @while
func.func @while(%x: i64) {
  // CHECK: %[[A:.*]] = hocket.call @total
  // CHECK-NEXT: scf.while
  // CHECK: } do {
  // CHECK-NEXT: hocket.call @pure(%[[A]])
  scf.while : () -> () {
    %0 = hocket.call @read(%x) : (i64) -> i64
    %1 = hocket.apply truthy(%0) : (i64) -> i1
    scf.condition(%1)
  } do {
    %2 = hocket.call @total(%x) : (i64) -> i64
    %3 = hocket.call @pure(%2) : (i64) -> i64
    %4 = hocket.call @write(%3) : (i64) -> i64
    scf.yield
  }
  return
}

// The same in a map, and out of a map in a loop.
// CHECK-LABEL: func.func @map
func.func @map(%x: i64, %l: !hocket.list<i64>, %n: index) {
  // CHECK: %[[A:.*]] = hocket.call @total
  // CHECK-NEXT: scf.for
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.call @pure(%[[A]])
  // CHECK-NEXT: hocket.call @total(%{{.*}})
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %n step %c1 {
    %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<i64> {
      %1 = hocket.call @total(%x) : (i64) -> i64
      %2 = hocket.call @pure(%1) : (i64) -> i64
      %3 = hocket.call @total(%e) : (i64) -> i64
      hocket.yield %3 : i64
    }
  }
  return
}

// A map over a list does what its body does: this one cannot fail.
// CHECK-LABEL: func.func @whole_map
func.func @whole_map(%l: !hocket.list<i64>, %n: index) {
  // CHECK: hocket.map
  // CHECK: scf.for
  // CHECK-NEXT: hocket.approve
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %n step %c1 {
    %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<i64> {
      %1 = hocket.call @total(%e) : (i64) -> i64
      hocket.yield %1 : i64
    }
    %2 = hocket.format "{0}" (%0) : !hocket.list<i64>
    hocket.approve %2
  }
  return
}

// A map over a value that need not be a list may fail.
// CHECK-LABEL: func.func @json_map
func.func @json_map(%l: !hocket.json, %n: index) {
  // CHECK: scf.for
  // CHECK-NEXT: hocket.map
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %n step %c1 {
    %0 = hocket.map (%e, %i) in %l : !hocket.json -> !hocket.list<i64> {
      hocket.yield %i : i64
    }
  }
  return
}
