// Maps read back as they were printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

hocket.tool @search(query: !hocket.string) -> !hocket.json

// Over a list, with and without a limit; the body sees values from outside.
// CHECK-LABEL: func.func @lists
func.func @lists(%names: !hocket.list<!hocket.string>, %q: !hocket.string) -> !hocket.list<!hocket.json> {
  // CHECK: %[[R:.*]] = hocket.map (%[[NAME:.*]], %[[I:.*]]) in %{{.*}} : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
  // CHECK-NEXT: hocket.call @search(%[[NAME]])
  // CHECK: hocket.yield %{{.*}} : !hocket.json
  // CHECK-NEXT: }
  %0 = hocket.map (%name, %i) in %names : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
    %1 = hocket.call @search(%name) : (!hocket.string) -> !hocket.json
    %2 = hocket.call @search(%q) : (!hocket.string) -> !hocket.json
    hocket.yield %2 : !hocket.json
  }
  // CHECK: hocket.map (%{{.*}}, %{{.*}}) in %[[R]] width 4 : !hocket.list<!hocket.json> -> !hocket.list<i64> {
  // CHECK: } {note = "kept"}
  %3 = hocket.map (%v, %i) in %0 width 4 : !hocket.list<!hocket.json> -> !hocket.list<i64> {
    hocket.yield %i : i64
  } {note = "kept"}
  return %0 : !hocket.list<!hocket.json>
}

// Over a json value, of which only the run will tell whether it is a list.
// CHECK-LABEL: func.func @json
func.func @json(%v: !hocket.json) {
  // CHECK: hocket.map (%[[E:.*]], %{{.*}}) in %{{.*}} : !hocket.json -> !hocket.list<!hocket.json> {
  // CHECK-NEXT: hocket.yield %[[E]] : !hocket.json
  %0 = hocket.map (%e, %i) in %v : !hocket.json -> !hocket.list<!hocket.json> {
    hocket.yield %e : !hocket.json
  }
  return
}

// The yielded type may be narrower than the element type of the result (T1).
// CHECK-LABEL: func.func @wider
func.func @wider(%names: !hocket.list<!hocket.string>) {
  // CHECK: hocket.map {{.*}} -> !hocket.list<f64> {
  // CHECK-NEXT: hocket.yield %{{.*}} : i64
  %0 = hocket.map (%name, %i) in %names : !hocket.list<!hocket.string> -> !hocket.list<f64> {
    hocket.yield %i : i64
  }
  return
}

// Maps nest.
// CHECK-LABEL: func.func @nested
func.func @nested(%rows: !hocket.list<!hocket.list<i64>>) {
  // CHECK: hocket.map
  // CHECK-NEXT: hocket.map
  %0 = hocket.map (%row, %i) in %rows : !hocket.list<!hocket.list<i64>> -> !hocket.list<!hocket.list<i64>> {
    %1 = hocket.map (%cell, %j) in %row : !hocket.list<i64> -> !hocket.list<i64> {
      hocket.yield %cell : i64
    }
    hocket.yield %1 : !hocket.list<i64>
  }
  return
}
