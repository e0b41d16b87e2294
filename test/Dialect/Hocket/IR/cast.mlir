// Casts read back as they were printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// CHECK-LABEL: func.func @cast
func.func @cast(%v: !hocket.json, %i: i64) {
  // Narrowing, checked at run time (T3).
  // CHECK: hocket.cast %{{.*}} : !hocket.json -> i64
  %0 = hocket.cast %v : !hocket.json -> i64
  // CHECK: hocket.cast %{{.*}} : !hocket.json -> !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>
  %1 = hocket.cast %v : !hocket.json -> !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>
  // Widening, which always succeeds (T1).
  // CHECK: hocket.cast %{{.*}} : i64 -> f64
  %2 = hocket.cast %i : i64 -> f64
  // CHECK: hocket.cast %{{.*}} : i64 -> !hocket.json
  %3 = hocket.cast %i : i64 -> !hocket.json
  // A cast that cannot succeed fails where it stands: it may stand where the program never comes.
  // CHECK: hocket.cast %{{.*}} : i64 -> !hocket.string
  %4 = hocket.cast %i : i64 -> !hocket.string
  return
}
