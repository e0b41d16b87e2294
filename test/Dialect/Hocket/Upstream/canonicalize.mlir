// Upstream's canonicalisation, through the interfaces of the dialect: what is dead goes,
// what does something stays.
// RUN: hocket-opt %s --canonicalize | FileCheck %s

hocket.resource @fs
hocket.tool @pure(x: i64) -> i64 pure
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string) -> !hocket.json effects [writes @fs[path]]
hocket.tool @both(path: !hocket.string) -> !hocket.json effects [reads @fs, writes @fs[path]]
hocket.tool @unknown() -> i64

// An unused pure call or read goes, and its failure with it (F5).
// CHECK-LABEL: func.func @dead
func.func @dead(%x: i64, %p: !hocket.string) {
  // CHECK-NEXT: return
  %0 = hocket.call @pure(%x) : (i64) -> i64
  %1 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %2 = hocket.call @read(%p) unordered : (!hocket.string) -> !hocket.string
  %3 = hocket.call @read(%p) early : (!hocket.string) -> !hocket.string
  return
}

// An unused write stays, and so does a call of which nothing is known (E4).
// CHECK-LABEL: func.func @alive
func.func @alive(%p: !hocket.string) {
  // CHECK-NEXT: hocket.call @write
  // CHECK-NEXT: hocket.call @write(%{{.*}}) unordered
  // CHECK-NEXT: hocket.call @both
  // CHECK-NEXT: hocket.call @unknown
  // CHECK-NEXT: return
  %0 = hocket.call @write(%p) : (!hocket.string) -> !hocket.json
  %1 = hocket.call @write(%p) unordered : (!hocket.string) -> !hocket.json
  %2 = hocket.call @both(%p) : (!hocket.string) -> !hocket.json
  %3 = hocket.call @unknown() : () -> i64
  return
}

// What is used stays, an approval and an output stay.
// CHECK-LABEL: func.func @used
func.func @used(%p: !hocket.string) {
  // CHECK-NEXT: %[[A:.*]] = hocket.call @read
  // CHECK-NEXT: hocket.approve %[[A]]
  // CHECK-NEXT: hocket.output "1" %[[A]]
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  hocket.approve %0
  hocket.output "1" %0 : !hocket.string
  return
}

// Unused values go, even those that might fail (F5).
// CHECK-LABEL: func.func @dead_values
func.func @dead_values(%v: !hocket.json, %x: i64) {
  // CHECK-NEXT: return
  %0 = hocket.get %v["a"] : !hocket.json -> !hocket.json
  %1 = hocket.cast %v : !hocket.json -> i64
  %2 = hocket.apply div(%x, %x) : (i64, i64) -> f64
  %3 = hocket.record {a = %x} : i64
  %4 = hocket.list [%x] : i64
  %5 = hocket.format "{0}" (%x) : i64
  %6 = hocket.constant "x"
  return
}

// A map has the effects of its body: one that only reads goes, one that writes stays.
// CHECK-LABEL: func.func @maps
func.func @maps(%l: !hocket.list<!hocket.string>) {
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.call @write
  // CHECK-NEXT: hocket.yield
  // CHECK-NEXT: }
  // CHECK-NEXT: return
  %0 = hocket.map (%e, %i) in %l : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %1 = hocket.call @read(%e) : (!hocket.string) -> !hocket.string
    hocket.yield %1 : !hocket.string
  }
  %2 = hocket.map (%e, %i) in %l : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
    %3 = hocket.call @write(%e) : (!hocket.string) -> !hocket.json
    hocket.yield %3 : !hocket.json
  }
  return
}

// A branch that is decided goes, with the write in it that never was; the other side stays.
// CHECK-LABEL: func.func @branch
func.func @branch(%p: !hocket.string) {
  // CHECK-NEXT: hocket.call @unknown
  // CHECK-NEXT: hocket.call @read
  // CHECK-NEXT: hocket.output
  %true = hocket.constant true
  %0 = hocket.apply not(%true) : (i1) -> i1
  scf.if %0 {
    %1 = hocket.call @write(%p) : (!hocket.string) -> !hocket.json
  } else {
    %1 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
    %2 = hocket.call @unknown() : () -> i64
  }
  %3 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  hocket.output "1" %3 : !hocket.string
  return
}
