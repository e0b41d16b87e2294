// Folding of casts and built-ins, and what must not be folded.
// RUN: hocket-opt %s --canonicalize | FileCheck %s

// A cast to the value's own type does nothing.
// CHECK-LABEL: func.func @same
// CHECK-SAME: (%[[A:.*]]: !hocket.list<i64>)
func.func @same(%a: !hocket.list<i64>) -> !hocket.list<i64> {
  %0 = hocket.cast %a : !hocket.list<i64> -> !hocket.list<i64>
  // CHECK: return %[[A]]
  return %0 : !hocket.list<i64>
}

// But an integer may stand for an f64, and a cast makes it one (T1, T3).
// CHECK-LABEL: func.func @same_float
func.func @same_float(%a: f64, %b: !hocket.list<f64>) -> (f64, !hocket.list<f64>) {
  // CHECK: hocket.cast %{{.*}} : f64 -> f64
  %0 = hocket.cast %a : f64 -> f64
  // CHECK: hocket.cast %{{.*}} : !hocket.list<f64> -> !hocket.list<f64>
  %1 = hocket.cast %b : !hocket.list<f64> -> !hocket.list<f64>
  return %0, %1 : f64, !hocket.list<f64>
}

// Constants that fit are cast now; an integer becomes the float that it stands for.
// CHECK-LABEL: func.func @constants
func.func @constants() -> (i64, f64, !hocket.json, !hocket.list<i64>) {
  // CHECK-DAG: %[[A:.*]] = hocket.constant 3 : i64{{$}}
  // CHECK-DAG: %[[B:.*]] = hocket.constant 3.000000e+00 : f64{{$}}
  // CHECK-DAG: %[[C:.*]] = hocket.constant 3 : i64 : !hocket.json
  // CHECK-DAG: %[[D:.*]] = hocket.constant [1] : !hocket.list<i64>
  %0 = hocket.constant 3 : i64 : !hocket.json
  %1 = hocket.cast %0 : !hocket.json -> i64
  %2 = hocket.cast %0 : !hocket.json -> f64
  %3 = hocket.cast %1 : i64 -> !hocket.json
  %4 = hocket.constant [1] : !hocket.json
  %5 = hocket.cast %4 : !hocket.json -> !hocket.list<i64>
  // CHECK: return %[[A]], %[[B]], %[[C]], %[[D]]
  return %1, %2, %3, %5 : i64, f64, !hocket.json, !hocket.list<i64>
}

// What does not fit, or would have to be converted inside, is left to the run.
// CHECK-LABEL: func.func @not_now
func.func @not_now() -> (!hocket.string, i64, !hocket.list<f64>) {
  %0 = hocket.constant 3.0 : f64 : !hocket.json
  %1 = hocket.constant [1] : !hocket.json
  // CHECK: hocket.cast %{{.*}} : !hocket.json -> !hocket.string
  %2 = hocket.cast %0 : !hocket.json -> !hocket.string
  // CHECK: hocket.cast %{{.*}} : !hocket.json -> i64
  %3 = hocket.cast %0 : !hocket.json -> i64
  // CHECK: hocket.cast %{{.*}} : !hocket.json -> !hocket.list<f64>
  %4 = hocket.cast %1 : !hocket.json -> !hocket.list<f64>
  return %2, %3, %4 : !hocket.string, i64, !hocket.list<f64>
}

// A detour through json is cut; a check on the way is kept.
// CHECK-LABEL: func.func @detour
// CHECK-SAME: (%[[A:.*]]: i64, %[[B:.*]]: !hocket.json)
func.func @detour(%a: i64, %b: !hocket.json) -> (i64, f64, !hocket.json) {
  %0 = hocket.cast %a : i64 -> !hocket.json
  %1 = hocket.cast %0 : !hocket.json -> i64
  // CHECK: %[[F:.*]] = hocket.cast %[[A]] : i64 -> f64
  %2 = hocket.cast %0 : !hocket.json -> f64
  // CHECK: %[[C:.*]] = hocket.cast %[[B]] : !hocket.json -> i64
  // CHECK: %[[J:.*]] = hocket.cast %[[C]] : i64 -> !hocket.json
  %3 = hocket.cast %b : !hocket.json -> i64
  %4 = hocket.cast %3 : i64 -> !hocket.json
  // CHECK: return %[[A]], %[[F]], %[[J]]
  return %1, %2, %4 : i64, f64, !hocket.json
}

// Connectives, equality, length and choice of constants.
// CHECK-LABEL: func.func @apply
// CHECK-SAME: (%[[S:.*]]: !hocket.string, %[[B:.*]]: i1)
func.func @apply(%s: !hocket.string, %b: i1) -> (i1, i1, i1, i64, i64, !hocket.string, !hocket.string, i1) {
  // CHECK-DAG: %[[T:.*]] = hocket.constant true
  // CHECK-DAG: %[[F:.*]] = hocket.constant false
  // CHECK-DAG: %[[TWO:.*]] = hocket.constant 2 : i64
  // CHECK-DAG: %[[FOUR:.*]] = hocket.constant 4 : i64
  %true = hocket.constant true
  %one = hocket.constant [1, #hocket.object<{a = 1, b = 0.0}>]
  %same = hocket.constant [1.0, #hocket.object<{b = -0.0, a = 1}>]
  %text = hocket.constant "été!"
  %0 = hocket.apply and(%true, %true) : (i1, i1) -> i1
  %1 = hocket.apply ne(%one, %same) : (!hocket.list<!hocket.json>, !hocket.list<!hocket.json>) -> i1
  %2 = hocket.apply eq(%true, %text) : (i1, !hocket.string) -> i1
  %3 = hocket.apply len(%one) : (!hocket.list<!hocket.json>) -> i64
  %4 = hocket.apply len(%text) : (!hocket.string) -> i64
  %5 = hocket.apply str(%s) : (!hocket.string) -> !hocket.string
  %6 = hocket.apply select(%true, %s, %text) : (i1, !hocket.string, !hocket.string) -> !hocket.string
  %7 = hocket.apply not(%b) : (i1) -> i1
  %8 = hocket.apply not(%7) : (i1) -> i1
  // CHECK: return %[[T]], %[[F]], %[[F]], %[[TWO]], %[[FOUR]], %[[S]], %[[S]], %[[B]]
  return %0, %1, %2, %3, %4, %5, %6, %8 : i1, i1, i1, i64, i64, !hocket.string, !hocket.string, i1
}

// Arithmetic is the runtime's; what may fail on the way is kept.
// CHECK-LABEL: func.func @apply_not
func.func @apply_not(%j: !hocket.json, %i: i64) -> (i64, !hocket.json, !hocket.string, !hocket.json) {
  %one = hocket.constant 1
  %true = hocket.constant true
  // CHECK: hocket.apply add
  %0 = hocket.apply add(%one, %one) : (i64, i64) -> i64
  // CHECK: hocket.apply not
  // CHECK: hocket.apply not
  %1 = hocket.apply not(%j) : (!hocket.json) -> i1
  %2 = hocket.apply not(%1) : (i1) -> !hocket.json
  // CHECK: hocket.apply str
  %3 = hocket.apply str(%i) : (i64) -> !hocket.string
  // CHECK: hocket.apply select
  %4 = hocket.apply select(%true, %i, %j) : (i1, i64, !hocket.json) -> !hocket.json
  return %0, %2, %3, %4 : i64, !hocket.json, !hocket.string, !hocket.json
}
