// What passes leave on operations reads back as it was printed, and verifies.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

hocket.resource @web
hocket.tool @t() -> i64 effects [reads @web]

// On a function: where it came from, and what analyses found.
// CHECK-LABEL: func.func @function
// CHECK-SAME: hocket.effects = [#hocket.effect<reads @web>]
// CHECK-SAME: hocket.fail_fast
// CHECK-SAME: hocket.lower_bound_s = 1.500000e+00 : f64
// CHECK-SAME: hocket.makespan_s = 2.000000e+00 : f64
// CHECK-SAME: hocket.parallel
// CHECK-SAME: hocket.source_format = "plan-text"
func.func @function() attributes {
    hocket.source_format = "plan-text", hocket.parallel, hocket.fail_fast,
    hocket.effects = [#hocket.effect<reads @web>],
    hocket.makespan_s = 2.0, hocket.lower_bound_s = 1.5} {
  // On operations of any dialect: their number, their order, their place.
  // CHECK: hocket.call @t() {hocket.cost_s = 6.100000e-01 : f64, hocket.id = 0 : i64, hocket.priority = 1.000000e+00 : f64, hocket.queue = "io"}
  %0 = hocket.call @t() {hocket.id = 0, hocket.priority = 1.0, hocket.queue = "io", hocket.cost_s = 0.61} : () -> i64
  // CHECK: arith.constant {hocket.after = array<i64>, hocket.id = 1 : i64, hocket.queue = "inline"} true
  %true = arith.constant {hocket.id = 1, hocket.queue = "inline", hocket.after = array<i64>} true
  scf.if %true {
    // Each block counts for itself.
    // CHECK: hocket.call @t() {hocket.id = 0 : i64, hocket.processor = 3 : i64, hocket.queue = "cpu"}
    %1 = hocket.call @t() {hocket.id = 0, hocket.processor = 3, hocket.queue = "cpu"} : () -> i64
  // CHECK: } {hocket.after = array<i64: 0, 1>, hocket.id = 2 : i64}
  } {hocket.id = 2, hocket.after = array<i64: 0, 1>}
  // Any number can be an id; they need not ascend.
  // CHECK: hocket.id = 9223372036854775807 : i64
  // CHECK: hocket.after = array<i64: 9223372036854775807>, hocket.id = 9223372036854775806 : i64
  %2 = arith.constant {hocket.id = 9223372036854775807} 1 : i64
  %3 = arith.constant {hocket.id = 9223372036854775806, hocket.after = array<i64: 9223372036854775807>} 2 : i64
  return
}

// A function of which nothing is known touches the world (E4).
// CHECK-LABEL: func.func @world() attributes {hocket.effects = "world"}
func.func @world() attributes {hocket.effects = "world"} {
  return
}
