// Folding: what is known is computed, and nothing that the run would do otherwise.
// RUN: hocket-opt %s --canonicalize --split-input-file | FileCheck %s

// A member of a constant, from the front and from the end.
// CHECK-LABEL: func.func @get_constant
func.func @get_constant() -> (i64, !hocket.string) {
  // CHECK-DAG: %[[A:.*]] = hocket.constant 2 : i64
  // CHECK-DAG: %[[B:.*]] = hocket.constant "z" : !hocket.string
  %0 = hocket.constant {a = [1, 2], b = ["x", "z"]}
  %1 = hocket.get %0["a", 1] : !hocket.record<{a: !hocket.list<i64>, b: !hocket.list<!hocket.string>}> -> i64
  %2 = hocket.get %0["b", -1] : !hocket.record<{a: !hocket.list<i64>, b: !hocket.list<!hocket.string>}> -> !hocket.string
  // CHECK: return %[[A]], %[[B]]
  return %1, %2 : i64, !hocket.string
}

// A member that is not there is an error of the run (F1).
// CHECK-LABEL: func.func @get_missing
func.func @get_missing() -> (!hocket.json, i64) {
  %0 = hocket.constant {a = 1}
  %1 = hocket.constant [1, 2]
  // CHECK: %[[A:.*]] = hocket.get %{{.*}}["b"]
  %2 = hocket.get %0["b"] : !hocket.record<{a: i64}> -> !hocket.json
  // CHECK: %[[B:.*]] = hocket.get %{{.*}}[-3]
  %3 = hocket.get %1[-3] : !hocket.list<i64> -> i64
  // CHECK: return %[[A]], %[[B]]
  return %2, %3 : !hocket.json, i64
}

// A path that leads through the wrong kind of value, too.
// CHECK-LABEL: func.func @get_wrong_kind
func.func @get_wrong_kind() -> (!hocket.json, !hocket.json) {
  %0 = hocket.constant {a = 1} : !hocket.json
  // CHECK: hocket.get %{{.*}}["a", "b", 0]
  %1 = hocket.get %0["a", "b", 0] : !hocket.json -> !hocket.json
  // CHECK: hocket.get %{{.*}}[0]
  %2 = hocket.get %0[0] : !hocket.json -> !hocket.json
  return %1, %2 : !hocket.json, !hocket.json
}

// A member of what has just been made is what was put in.
// CHECK-LABEL: func.func @get_made
// CHECK-SAME: (%[[A:.*]]: !hocket.string, %[[B:.*]]: i64)
func.func @get_made(%a: !hocket.string, %b: i64) -> (i64, !hocket.string) {
  %0 = hocket.record {a = %a, b = %b} : !hocket.string, i64
  %1 = hocket.get %0["b"] : !hocket.record<{a: !hocket.string, b: i64}> -> i64
  %2 = hocket.list [%a, %a] : !hocket.string, !hocket.string
  %3 = hocket.get %2[-2] : !hocket.list<!hocket.string> -> !hocket.string
  // CHECK: return %[[B]], %[[A]]
  return %1, %3 : i64, !hocket.string
}

// Unless it is used as another type, or is not there.
// CHECK-LABEL: func.func @get_made_not
func.func @get_made_not(%a: i64, %b: f64) -> (f64, f64) {
  %0 = hocket.list [%a, %b] : i64, f64
  // CHECK: hocket.get %{{.*}}[0]
  %1 = hocket.get %0[0] : !hocket.list<f64> -> f64
  // CHECK: hocket.get %{{.*}}[2]
  %2 = hocket.get %0[2] : !hocket.list<f64> -> f64
  return %1, %2 : f64, f64
}

// Records, lists and texts of constants are constants; braces are resolved.
// CHECK-LABEL: func.func @make
func.func @make() -> (!hocket.record<{a: i64, b: !hocket.string}>, !hocket.list<i64>, !hocket.string) {
  // CHECK-DAG: hocket.constant {a = 1 : i64, b = "x"}
  // CHECK-DAG: hocket.constant [1, 1]
  // CHECK-DAG: hocket.constant "x: 1 {x}"
  %1 = hocket.constant 1
  %x = hocket.constant "x"
  %0 = hocket.record {a = %1, b = %x} : i64, !hocket.string
  %2 = hocket.list [%1, %1] : i64, i64
  %3 = hocket.format "{0}: {1} {{{0}}}" (%x, %1) : !hocket.string, i64
  return %0, %2, %3 : !hocket.record<{a: i64, b: !hocket.string}>, !hocket.list<i64>, !hocket.string
}

// A text that contains braces stays what it is: values are data (U1, U2).
// CHECK-LABEL: func.func @format_data
func.func @format_data(%a: !hocket.string) -> (!hocket.string, !hocket.string) {
  // CHECK-DAG: %[[S:.*]] = hocket.constant "{0} $1 and {1}"
  // CHECK-DAG: %[[F:.*]] = hocket.format "{0}{1}"(%[[S]], %{{.*}})
  %0 = hocket.constant "{0} $1"
  %1 = hocket.constant "{1}"
  %2 = hocket.format "{0} and {1}" (%0, %1) : !hocket.string, !hocket.string
  %3 = hocket.format "{0}{1}" (%2, %a) : !hocket.string, !hocket.string
  // CHECK: return %[[S]], %[[F]]
  return %2, %3 : !hocket.string, !hocket.string
}

// Values other than texts are written as JSON, numbers as short as they can be.
// CHECK-LABEL: func.func @format_json
func.func @format_json() -> !hocket.string {
  // CHECK: hocket.constant "0.1 2.0 1e+100 true null [1,\22a\\n\22] {\22k\22:-0.0}"
  %0 = hocket.constant 0.1
  %1 = hocket.constant 2.0
  %2 = hocket.constant 1.0e100
  %3 = hocket.constant true
  %4 = hocket.constant null
  %5 = hocket.constant [1, "a\n"]
  %6 = hocket.constant {k = -0.0}
  %7 = hocket.format "{0} {1} {2} {3} {4} {5} {6}" (%0, %1, %2, %3, %4, %5, %6) : f64, f64, f64, i1, !hocket.json, !hocket.list<!hocket.json>, !hocket.record<{k: f64}>
  return %7 : !hocket.string
}

// Constants of other dialects that JSON cannot express are left to the run.
// CHECK-LABEL: func.func @infinite
func.func @infinite() -> (!hocket.string, !hocket.list<f64>, !hocket.record<{a: f64}>) {
  %inf = arith.constant 0x7FF0000000000000 : f64
  // CHECK: hocket.format
  %0 = hocket.format "{0}" (%inf) : f64
  // CHECK: hocket.list
  %1 = hocket.list [%inf] : f64
  // CHECK: hocket.record
  %2 = hocket.record {a = %inf} : f64
  return %0, %1, %2 : !hocket.string, !hocket.list<f64>, !hocket.record<{a: f64}>
}
