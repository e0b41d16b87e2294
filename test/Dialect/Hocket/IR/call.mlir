// Calls read back as they were printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

hocket.tool @ping() -> !hocket.json
hocket.tool @search(query: !hocket.string, limit?: i64, "on site"?: !hocket.string) -> !hocket.list<i64>

// CHECK-LABEL: func.func @positional
func.func @positional(%q: !hocket.string, %n: i64) {
  // No arguments.
  // CHECK: hocket.call @ping() : () -> !hocket.json
  %0 = hocket.call @ping() : () -> !hocket.json
  // Optional parameters at the end may be left out.
  // CHECK: hocket.call @search(%{{.*}}) : (!hocket.string) -> !hocket.list<i64>
  %1 = hocket.call @search(%q) : (!hocket.string) -> !hocket.list<i64>
  // CHECK: hocket.call @search(%{{.*}}, %{{.*}}) : (!hocket.string, i64) -> !hocket.list<i64>
  %2 = hocket.call @search(%q, %n) : (!hocket.string, i64) -> !hocket.list<i64>
  return
}

// CHECK-LABEL: func.func @named
func.func @named(%q: !hocket.string, %n: i64) {
  // Named arguments come in any order and leave out any optional parameter.
  // CHECK: hocket.call @search("on site" = %{{.*}}, query = %{{.*}}) : (!hocket.string, !hocket.string) -> !hocket.list<i64>
  %0 = hocket.call @search("on site" = %q, query = %q) : (!hocket.string, !hocket.string) -> !hocket.list<i64>
  return
}

// A result may be used as anything that it is assignable to (T1).
// CHECK-LABEL: func.func @wider
func.func @wider(%q: !hocket.string) {
  // CHECK: hocket.call @search(%{{.*}}) : (!hocket.string) -> !hocket.list<f64>
  %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.list<f64>
  // CHECK: hocket.call @search(%{{.*}}) : (!hocket.string) -> !hocket.json
  %1 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
  return
}

// CHECK-LABEL: func.func @marks
func.func @marks(%q: !hocket.string) {
  // A source without order says so (S3).
  // CHECK: hocket.call @ping() unordered : () -> !hocket.json
  %0 = hocket.call @ping() unordered : () -> !hocket.json
  // A call that was moved ahead of its place says so (F3).
  // CHECK: hocket.call @ping() early : () -> !hocket.json
  %1 = hocket.call @ping() early : () -> !hocket.json
  // Cost, policy and transfer times belong to this call alone.
  // CHECK: hocket.call @search(%{{.*}}) {cost = #hocket.cost<2.500000e+00>, policy = #hocket.policy<timeout = "1s">, transfer = array<f64: 5.000000e-01>} : (!hocket.string) -> !hocket.list<i64>
  %2 = hocket.call @search(%q) {cost = #hocket.cost<2.5>, policy = #hocket.policy<timeout = "1s">, transfer = array<f64: 0.5>} : (!hocket.string) -> !hocket.list<i64>
  return
}
