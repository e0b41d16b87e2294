// Upstream's common-subexpression elimination, through the interfaces of the dialect.
// RUN: hocket-opt %s --cse | FileCheck %s

hocket.resource @fs
hocket.resource @web
hocket.tool @pure(x: i64) -> i64 pure
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string) -> !hocket.json effects [writes @fs[path]]
hocket.tool @unknown(x: i64) -> i64

// Two identical pure calls become one.
// CHECK-LABEL: func.func @pure_calls
func.func @pure_calls(%x: i64) -> (i64, i64) {
  // CHECK: %[[A:.*]] = hocket.call @pure
  // CHECK-NOT: hocket.call
  %0 = hocket.call @pure(%x) : (i64) -> i64
  %1 = hocket.call @pure(%x) : (i64) -> i64
  // CHECK: return %[[A]], %[[A]]
  return %0, %1 : i64, i64
}

// Even with a write between them.
// CHECK-LABEL: func.func @pure_across_write
func.func @pure_across_write(%x: i64, %p: !hocket.string) -> (i64, i64) {
  // CHECK: %[[A:.*]] = hocket.call @pure
  // CHECK-NEXT: hocket.call @write
  %0 = hocket.call @pure(%x) : (i64) -> i64
  %1 = hocket.call @write(%p) : (!hocket.string) -> !hocket.json
  %2 = hocket.call @pure(%x) : (i64) -> i64
  // CHECK-NEXT: return %[[A]], %[[A]]
  return %0, %2 : i64, i64
}

// Different arguments, names of arguments, policies or marks: different calls.
// CHECK-LABEL: func.func @different
func.func @different(%x: i64, %y: i64) {
  // CHECK-COUNT-5: hocket.call @pure
  %0 = hocket.call @pure(%x) : (i64) -> i64
  %1 = hocket.call @pure(%y) : (i64) -> i64
  %2 = hocket.call @pure(%x) {policy = #hocket.policy<timeout = "1s">} : (i64) -> i64
  %3 = hocket.call @pure(%x) unordered : (i64) -> i64
  %4 = hocket.call @pure(%x) early : (i64) -> i64
  %5 = hocket.list [%0, %1, %2, %3, %4] : i64, i64, i64, i64, i64
  hocket.output "all" %5 : !hocket.list<i64>
  return
}

// Two identical reads become one.
// CHECK-LABEL: func.func @reads
func.func @reads(%p: !hocket.string, %x: i64) -> (!hocket.string, !hocket.string) {
  // CHECK: %[[A:.*]] = hocket.call @read
  // CHECK-NEXT: %{{.*}} = hocket.call @pure
  // CHECK-NEXT: hocket.output
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @pure(%x) : (i64) -> i64
  %2 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  hocket.output "1" %1 : i64
  // CHECK-NEXT: return %[[A]], %[[A]]
  return %0, %2 : !hocket.string, !hocket.string
}

// But not across a write, whichever part of the resource it writes: upstream does not look at keys.
// CHECK-LABEL: func.func @reads_across_write
func.func @reads_across_write(%p: !hocket.string, %q: !hocket.string) -> (!hocket.string, !hocket.string) {
  // CHECK: hocket.call @read
  // CHECK-NEXT: hocket.call @write
  // CHECK-NEXT: hocket.call @read
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @write(%q) : (!hocket.string) -> !hocket.json
  %2 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  return %0, %2 : !hocket.string, !hocket.string
}

// Nor across something that may write anything (E4).
// CHECK-LABEL: func.func @reads_across_unknown
func.func @reads_across_unknown(%p: !hocket.string, %x: i64) -> (!hocket.string, !hocket.string) {
  // CHECK-COUNT-2: hocket.call @read
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @unknown(%x) : (i64) -> i64
  %2 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  return %0, %2 : !hocket.string, !hocket.string
}

// Nor across a person's decision (S5).
// CHECK-LABEL: func.func @reads_across_approval
func.func @reads_across_approval(%p: !hocket.string) -> (!hocket.string, !hocket.string) {
  // CHECK-COUNT-2: hocket.call @read
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  hocket.approve %0
  %2 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  return %0, %2 : !hocket.string, !hocket.string
}

// Nor across a map in which something is written.
// CHECK-LABEL: func.func @reads_across_map
func.func @reads_across_map(%p: !hocket.string, %l: !hocket.list<!hocket.string>) -> (!hocket.string, !hocket.string) {
  // CHECK-COUNT-2: hocket.call @read
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %1 = hocket.map (%e, %i) in %l : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
    %3 = hocket.call @write(%e) : (!hocket.string) -> !hocket.json
    hocket.yield %3 : !hocket.json
  }
  %2 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  return %0, %2 : !hocket.string, !hocket.string
}

// Two identical writes stay two, and so do two calls of which nothing is known.
// CHECK-LABEL: func.func @writes
func.func @writes(%p: !hocket.string, %x: i64) {
  // CHECK-COUNT-2: hocket.call @write
  %0 = hocket.call @write(%p) : (!hocket.string) -> !hocket.json
  %1 = hocket.call @write(%p) : (!hocket.string) -> !hocket.json
  // CHECK-COUNT-2: hocket.call @unknown
  %2 = hocket.call @unknown(%x) : (i64) -> i64
  %3 = hocket.call @unknown(%x) : (i64) -> i64
  return
}

// Without an order nothing changes: reads merge, writes do not (S3).
// CHECK-LABEL: func.func @unordered
func.func @unordered(%p: !hocket.string) {
  // CHECK: %[[A:.*]] = hocket.call @read(%{{.*}}) unordered
  // CHECK-NEXT: %[[B:.*]] = hocket.call @write(%{{.*}}) unordered
  // CHECK-NEXT: %[[C:.*]] = hocket.call @write(%{{.*}}) unordered
  // CHECK-NEXT: hocket.output "1" %[[A]]
  // CHECK-NEXT: hocket.output "2" %[[A]]
  // CHECK-NEXT: hocket.output "3" %[[B]]
  // CHECK-NEXT: hocket.output "4" %[[C]]
  %0 = hocket.call @read(%p) unordered : (!hocket.string) -> !hocket.string
  %1 = hocket.call @read(%p) unordered : (!hocket.string) -> !hocket.string
  %2 = hocket.call @write(%p) unordered : (!hocket.string) -> !hocket.json
  %3 = hocket.call @write(%p) unordered : (!hocket.string) -> !hocket.json
  hocket.output "1" %0 : !hocket.string
  hocket.output "2" %1 : !hocket.string
  hocket.output "3" %2 : !hocket.json
  hocket.output "4" %3 : !hocket.json
  return
}

// A pure call in a map is the one before the map.
// CHECK-LABEL: func.func @into_map
func.func @into_map(%x: i64, %l: !hocket.list<i64>) -> (i64, !hocket.list<i64>) {
  // CHECK: %[[A:.*]] = hocket.call @pure
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.yield %[[A]]
  %0 = hocket.call @pure(%x) : (i64) -> i64
  %1 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<i64> {
    %2 = hocket.call @pure(%x) : (i64) -> i64
    hocket.yield %2 : i64
  }
  return %0, %1 : i64, !hocket.list<i64>
}

// Values are merged like any pure operation.
// CHECK-LABEL: func.func @values
func.func @values(%v: !hocket.json, %x: i64) {
  // CHECK-COUNT-1: hocket.get
  // CHECK-COUNT-1: hocket.cast
  // CHECK-COUNT-1: hocket.apply
  // CHECK-COUNT-1: hocket.format
  // CHECK-NOT: hocket.{{get|cast|apply|format}}
  // CHECK: hocket.list
  %0 = hocket.get %v["a"] : !hocket.json -> !hocket.json
  %1 = hocket.get %v["a"] : !hocket.json -> !hocket.json
  %2 = hocket.cast %v : !hocket.json -> i64
  %3 = hocket.cast %v : !hocket.json -> i64
  %4 = hocket.apply add(%x, %x) : (i64, i64) -> i64
  %5 = hocket.apply add(%x, %x) : (i64, i64) -> i64
  %6 = hocket.format "{0}" (%x) : i64
  %7 = hocket.format "{0}" (%x) : i64
  %8 = hocket.list [%0, %1, %2, %3, %4, %5, %6, %7] : !hocket.json, !hocket.json, i64, i64, i64, i64, !hocket.string, !hocket.string
  hocket.output "all" %8 : !hocket.list<!hocket.json>
  return
}
