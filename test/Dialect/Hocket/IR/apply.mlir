// Every built-in reads back as it was printed, from text, generic text and bytecode.
// RUN: hocket-opt %s > %t && hocket-opt %t | diff %t -
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | diff %t -
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | diff %t -
// RUN: FileCheck %s < %t

// Arithmetic: integers stay integers, anything else is a number of either kind (T6).
// CHECK-LABEL: func.func @arithmetic
func.func @arithmetic(%i: i64, %f: f64, %j: !hocket.json) {
  // CHECK: hocket.apply add(%{{.*}}, %{{.*}}) : (i64, i64) -> i64
  %0 = hocket.apply add(%i, %i) : (i64, i64) -> i64
  %1 = hocket.apply sub(%i, %f) : (i64, f64) -> f64
  %2 = hocket.apply mul(%f, %f) : (f64, f64) -> f64
  %3 = hocket.apply div(%i, %i) : (i64, i64) -> f64
  %4 = hocket.apply floordiv(%i, %i) : (i64, i64) -> i64
  %5 = hocket.apply mod(%j, %i) : (!hocket.json, i64) -> f64
  %6 = hocket.apply pow(%i, %i) : (i64, i64) -> f64
  %7 = hocket.apply neg(%i) : (i64) -> i64
  %8 = hocket.apply abs(%j) : (!hocket.json) -> f64
  %9 = hocket.apply sqrt(%i) : (i64) -> f64
  %10 = hocket.apply floor(%f) : (f64) -> i64
  %11 = hocket.apply ceil(%f) : (f64) -> i64
  %12 = hocket.apply round(%f) : (f64) -> i64
  %13 = hocket.apply round(%f, %i) : (f64, i64) -> f64
  %14 = hocket.apply add(%i, %j) : (i64, !hocket.json) -> f64
  %15 = hocket.apply add(%j, %j) : (!hocket.json, !hocket.json) -> !hocket.json
  return
}

// Comparisons, connectives and choice.
// CHECK-LABEL: func.func @logic
func.func @logic(%b: i1, %i: i64, %f: f64, %s: !hocket.string, %j: !hocket.json) {
  // CHECK: hocket.apply eq(%{{.*}}, %{{.*}}) : (!hocket.json, i64) -> i1
  %0 = hocket.apply eq(%j, %i) : (!hocket.json, i64) -> i1
  %1 = hocket.apply ne(%s, %i) : (!hocket.string, i64) -> i1
  %2 = hocket.apply lt(%i, %f) : (i64, f64) -> i1
  %3 = hocket.apply le(%s, %s) : (!hocket.string, !hocket.string) -> i1
  %4 = hocket.apply gt(%j, %s) : (!hocket.json, !hocket.string) -> i1
  %5 = hocket.apply ge(%j, %j) : (!hocket.json, !hocket.json) -> i1
  %6 = hocket.apply and(%b, %j) : (i1, !hocket.json) -> i1
  %7 = hocket.apply or(%b, %b) : (i1, i1) -> i1
  %8 = hocket.apply not(%b) : (i1) -> !hocket.json
  %9 = hocket.apply select(%b, %i, %f) : (i1, i64, f64) -> f64
  %10 = hocket.apply truthy(%s) : (!hocket.string) -> i1
  %11 = hocket.apply min(%i, %f, %i) : (i64, f64, i64) -> f64
  %12 = hocket.apply max(%s, %j) : (!hocket.string, !hocket.json) -> !hocket.string
  return
}

// Lists and records.
// CHECK-LABEL: func.func @containers
func.func @containers(%l: !hocket.list<i64>, %ll: !hocket.list<!hocket.list<i64>>, %r: !hocket.record<{a: i64}>, %i: i64, %b: i1, %j: !hocket.json) {
  // CHECK: hocket.apply len(%{{.*}}) : (!hocket.list<i64>) -> i64
  %0 = hocket.apply len(%l) : (!hocket.list<i64>) -> i64
  %1 = hocket.apply contains(%l, %i) : (!hocket.list<i64>, i64) -> i1
  %2 = hocket.apply sorted(%l) : (!hocket.list<i64>) -> !hocket.list<i64>
  %3 = hocket.apply sorted(%j, %b) : (!hocket.json, i1) -> !hocket.list<!hocket.json>
  %4 = hocket.apply reversed(%l) : (!hocket.list<i64>) -> !hocket.list<i64>
  %5 = hocket.apply unique(%l) : (!hocket.list<i64>) -> !hocket.list<i64>
  %6 = hocket.apply range(%i, %i, %i) : (i64, i64, i64) -> !hocket.list<i64>
  %7 = hocket.apply keys(%r) : (!hocket.record<{a: i64}>) -> !hocket.list<!hocket.string>
  %8 = hocket.apply values(%r) : (!hocket.record<{a: i64}>) -> !hocket.list<!hocket.json>
  %9 = hocket.apply concat(%ll) : (!hocket.list<!hocket.list<i64>>) -> !hocket.list<i64>
  %10 = hocket.apply slice(%l, %i, %j) : (!hocket.list<i64>, i64, !hocket.json) -> !hocket.list<i64>
  %11 = hocket.apply sum(%l) : (!hocket.list<i64>) -> i64
  %12 = hocket.apply sum(%j) : (!hocket.json) -> f64
  %13 = hocket.apply min(%l) : (!hocket.list<i64>) -> i64
  %14 = hocket.apply add(%l, %l) : (!hocket.list<i64>, !hocket.list<i64>) -> !hocket.list<i64>
  return
}

// Text and conversions.
// CHECK-LABEL: func.func @text
func.func @text(%s: !hocket.string, %l: !hocket.list<!hocket.string>, %i: i64, %j: !hocket.json) {
  // CHECK: hocket.apply upper(%{{.*}}) : (!hocket.string) -> !hocket.string
  %0 = hocket.apply upper(%s) : (!hocket.string) -> !hocket.string
  %1 = hocket.apply lower(%s) : (!hocket.string) -> !hocket.string
  %2 = hocket.apply strip(%j) : (!hocket.json) -> !hocket.string
  %3 = hocket.apply split(%s) : (!hocket.string) -> !hocket.list<!hocket.string>
  %4 = hocket.apply split(%s, %s) : (!hocket.string, !hocket.string) -> !hocket.list<!hocket.string>
  %5 = hocket.apply join(%s, %l) : (!hocket.string, !hocket.list<!hocket.string>) -> !hocket.string
  %6 = hocket.apply replace(%s, %s, %s) : (!hocket.string, !hocket.string, !hocket.string) -> !hocket.string
  %7 = hocket.apply startswith(%s, %s) : (!hocket.string, !hocket.string) -> i1
  %8 = hocket.apply endswith(%s, %s) : (!hocket.string, !hocket.string) -> i1
  %9 = hocket.apply str(%i) : (i64) -> !hocket.string
  %10 = hocket.apply int(%s) : (!hocket.string) -> i64
  %11 = hocket.apply float(%i) : (i64) -> f64
  %12 = hocket.apply bool(%j) : (!hocket.json) -> i1
  %13 = hocket.apply json_parse(%s) : (!hocket.string) -> !hocket.json
  %14 = hocket.apply json_dump(%j) : (!hocket.json) -> !hocket.string
  %15 = hocket.apply add(%s, %s) : (!hocket.string, !hocket.string) -> !hocket.string
  %16 = hocket.apply mul(%s, %i) : (!hocket.string, i64) -> !hocket.string
  %17 = hocket.apply contains(%s, %s) : (!hocket.string, !hocket.string) -> i1
  %18 = hocket.apply slice(%s, %i, %i) : (!hocket.string, i64, i64) -> !hocket.string
  return
}
