// Every type reads back as it was printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// Scalars are json, string and three builtin types.
// CHECK-LABEL: func.func private @scalars(!hocket.json, !hocket.string, i1, i64, f64)
func.func private @scalars(!hocket.json, !hocket.string, i1, i64, f64)

// Lists nest.
// CHECK-LABEL: func.func private @lists(!hocket.list<i64>, !hocket.list<!hocket.list<!hocket.json>>)
func.func private @lists(!hocket.list<i64>, !hocket.list<!hocket.list<!hocket.json>>)

// A record may have no fields, optional fields, and names that are no identifiers.
// CHECK-LABEL: func.func private @records(
// CHECK-SAME: !hocket.record<{}>
// CHECK-SAME: !hocket.record<{a: i64, b?: !hocket.string}>
// CHECK-SAME: !hocket.record<{"unit price": f64, "": i1, "a\22b\\?"?: i64}>
// CHECK-SAME: !hocket.record<{inner: !hocket.record<{items: !hocket.list<!hocket.record<{id: i64}>>}>}>
func.func private @records(
  !hocket.record<{}>,
  !hocket.record<{a: i64, b?: !hocket.string}>,
  !hocket.record<{"unit price": f64, "": i1, "a\22b\\?"?: i64}>,
  !hocket.record<{inner: !hocket.record<{items: !hocket.list<!hocket.record<{id: i64}>>}>}>)

// Fields keep the order in which they were written: these two types differ.
// CHECK-LABEL: func.func private @order(!hocket.record<{b: i64, a: i64}>, !hocket.record<{a: i64, b: i64}>)
func.func private @order(!hocket.record<{b: i64, a: i64}>, !hocket.record<{a: i64, b: i64}>)

// Field names are any UTF-8 text.
// CHECK-LABEL: func.func private @unicode(!hocket.record<{"\C3\A9t\C3\A9": i64}>)
func.func private @unicode(!hocket.record<{"été": i64}>)
