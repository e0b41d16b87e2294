// Access, construction and formatting read back as they were printed, from text,
// generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// CHECK-LABEL: func.func @get
func.func @get(%v: !hocket.json, %r: !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>, %l: !hocket.list<!hocket.json>, %i: i64, %k: !hocket.string) {
  // Names and indices, from the front and from the end.
  // CHECK: hocket.get %{{.*}}["items", 0, -1, "unit price"] : !hocket.json -> !hocket.json
  %0 = hocket.get %v["items", 0, -1, "unit price"] : !hocket.json -> !hocket.json
  // The result has the member's type, or one assignable to it (T1).
  // CHECK: hocket.get %{{.*}}["id"] : !hocket.record<{{.*}}> -> i64
  %1 = hocket.get %r["id"] : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}> -> i64
  // CHECK: hocket.get %{{.*}}["id"] : !hocket.record<{{.*}}> -> f64
  %2 = hocket.get %r["id"] : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}> -> f64
  // An optional field, and an element of it.
  // CHECK: hocket.get %{{.*}}["tags", 0] : !hocket.record<{{.*}}> -> !hocket.string
  %3 = hocket.get %r["tags", 0] : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}> -> !hocket.string
  // A member beyond those that the type mentions has any kind.
  // CHECK: hocket.get %{{.*}}["other"] : !hocket.record<{{.*}}> -> !hocket.json
  %4 = hocket.get %r["other"] : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}> -> !hocket.json
  // A last step that is known only at run time.
  // CHECK: hocket.get %{{.*}}["items"] at %{{.*}} : !hocket.json, i64 -> !hocket.json
  %5 = hocket.get %v["items"] at %i : !hocket.json, i64 -> !hocket.json
  // CHECK: hocket.get %{{.*}}[] at %{{.*}} : !hocket.record<{{.*}}>, !hocket.string -> !hocket.json
  %6 = hocket.get %r[] at %k : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>, !hocket.string -> !hocket.json
  // CHECK: hocket.get %{{.*}}[] at %{{.*}} : !hocket.list<!hocket.json>, !hocket.json -> !hocket.json
  %7 = hocket.get %l[] at %v : !hocket.list<!hocket.json>, !hocket.json -> !hocket.json
  return
}

// CHECK-LABEL: func.func @record
func.func @record(%a: !hocket.string, %b: i64) -> !hocket.record<{name: !hocket.string, "unit price": i64}> {
  // CHECK: hocket.record {}
  %0 = hocket.record {}
  // The type follows from names and values.
  // CHECK: hocket.record {name = %{{.*}}, "unit price" = %{{.*}}} : !hocket.string, i64
  %1 = hocket.record {name = %a, "unit price" = %b} : !hocket.string, i64
  return %1 : !hocket.record<{name: !hocket.string, "unit price": i64}>
}

// CHECK-LABEL: func.func @list
func.func @list(%a: !hocket.string, %b: i64, %c: f64) -> (!hocket.list<!hocket.json>, !hocket.list<!hocket.string>, !hocket.list<f64>, !hocket.list<!hocket.json>) {
  // The element type is the narrowest that all elements fit (T2).
  // CHECK: hocket.list[]
  %0 = hocket.list []
  // CHECK: hocket.list[%{{.*}}, %{{.*}}] : !hocket.string, !hocket.string
  %1 = hocket.list [%a, %a] : !hocket.string, !hocket.string
  // CHECK: hocket.list[%{{.*}}, %{{.*}}] : i64, f64
  %2 = hocket.list [%b, %c] : i64, f64
  // CHECK: hocket.list[%{{.*}}, %{{.*}}] : !hocket.string, i64
  %3 = hocket.list [%a, %b] : !hocket.string, i64
  return %0, %1, %2, %3 : !hocket.list<!hocket.json>, !hocket.list<!hocket.string>, !hocket.list<f64>, !hocket.list<!hocket.json>
}

// CHECK-LABEL: func.func @format
func.func @format(%a: !hocket.string, %b: i64) {
  // Placeholders in any order, more than once; braces are doubled (U2).
  // CHECK: hocket.format "{1} {0} {1} {{[{][{]}}0{{[}][}]}}"(%{{.*}}, %{{.*}}) : !hocket.string, i64
  %0 = hocket.format "{1} {0} {1} {{0}}" (%a, %b) : !hocket.string, i64
  // A text without placeholders.
  // CHECK: hocket.format "plain"
  %1 = hocket.format "plain"
  return
}
