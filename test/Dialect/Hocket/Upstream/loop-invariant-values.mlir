// Upstream's loop-invariant code motion of values: access, casts and built-ins leave a loop
// only if their types rule a failure out (F7).
// RUN: hocket-opt %s --loop-invariant-code-motion | FileCheck %s

hocket.tool @use(v: !hocket.json) -> !hocket.json

// A member that the type promises; one that may be missing stays.
// CHECK-LABEL: func.func @get
func.func @get(%r: !hocket.record<{a: i64, b?: i64}>, %l: !hocket.list<i64>) {
  // CHECK: hocket.get %{{.*}}["a"]
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.get %{{.*}}["b"]
  // CHECK-NEXT: hocket.get %{{.*}}["c"]
  // CHECK-NEXT: hocket.get %{{.*}}[0]
  %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<!hocket.json> {
    %1 = hocket.get %r["a"] : !hocket.record<{a: i64, b?: i64}> -> i64
    %2 = hocket.get %r["b"] : !hocket.record<{a: i64, b?: i64}> -> i64
    %3 = hocket.get %r["c"] : !hocket.record<{a: i64, b?: i64}> -> !hocket.json
    %4 = hocket.get %l[0] : !hocket.list<i64> -> i64
    %5 = hocket.list [%1, %2, %3, %4] : i64, i64, !hocket.json, i64
    %6 = hocket.call @use(%5) : (!hocket.list<!hocket.json>) -> !hocket.json
    hocket.yield %6 : !hocket.json
  }
  return
}

// A cast that only widens; one that checks stays.
// CHECK-LABEL: func.func @cast
func.func @cast(%x: i64, %v: !hocket.json, %l: !hocket.list<i64>) {
  // CHECK: hocket.cast %{{.*}} : i64 -> f64
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.cast %{{.*}} : !hocket.json -> i64
  %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<!hocket.json> {
    %1 = hocket.cast %x : i64 -> f64
    %2 = hocket.cast %v : !hocket.json -> i64
    %3 = hocket.list [%1, %2] : f64, i64
    %4 = hocket.call @use(%3) : (!hocket.list<f64>) -> !hocket.json
    hocket.yield %4 : !hocket.json
  }
  return
}

// Built-ins that are defined for every value of the type; those that may overflow, divide by
// zero or meet the wrong kind stay.
// CHECK-LABEL: func.func @apply
func.func @apply(%x: i64, %s: !hocket.string, %v: !hocket.json, %l: !hocket.list<i64>) {
  // CHECK: hocket.apply lt
  // CHECK-NEXT: hocket.apply upper
  // CHECK-NEXT: hocket.apply len
  // CHECK-NEXT: hocket.apply eq
  // CHECK-NEXT: hocket.map
  // CHECK-NEXT: hocket.apply add
  // CHECK-NEXT: hocket.apply lt
  // CHECK-NEXT: hocket.apply upper
  // CHECK-NEXT: hocket.apply len
  %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<!hocket.json> {
    %1 = hocket.apply add(%x, %x) : (i64, i64) -> i64
    %2 = hocket.apply lt(%x, %x) : (i64, i64) -> i1
    %3 = hocket.apply lt(%v, %x) : (!hocket.json, i64) -> i1
    %4 = hocket.apply upper(%s) : (!hocket.string) -> !hocket.string
    %5 = hocket.apply upper(%v) : (!hocket.json) -> !hocket.string
    %6 = hocket.apply len(%l) : (!hocket.list<i64>) -> i64
    %7 = hocket.apply len(%v) : (!hocket.json) -> i64
    %8 = hocket.apply eq(%v, %x) : (!hocket.json, i64) -> i1
    %9 = hocket.list [%e, %1, %2, %3, %4, %5, %6, %7, %8] : i64, i64, i1, i1, !hocket.string, !hocket.string, i64, i64, i1
    %10 = hocket.call @use(%9) : (!hocket.list<!hocket.json>) -> !hocket.json
    hocket.yield %10 : !hocket.json
  }
  return
}
