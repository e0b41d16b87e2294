// Constants read back as they were printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// Without a type a constant has its own.
// CHECK-LABEL: func.func @own_type
func.func @own_type() {
  // CHECK: hocket.constant "Oslo" : !hocket.string
  %0 = hocket.constant "Oslo"
  // CHECK: hocket.constant true : i1
  %1 = hocket.constant true
  // CHECK: hocket.constant -3 : i64{{$}}
  %2 = hocket.constant -3
  // CHECK: hocket.constant 2.500000e+00 : f64{{$}}
  %3 = hocket.constant 2.5
  // CHECK: hocket.constant null : !hocket.json
  %4 = hocket.constant null
  // CHECK: hocket.constant [] : !hocket.list<!hocket.json>
  %5 = hocket.constant []
  // CHECK: hocket.constant {} : !hocket.record<{}>
  %6 = hocket.constant {}
  return
}

// A constant may have any wider type (T1).
// CHECK-LABEL: func.func @wider
func.func @wider() {
  // CHECK: hocket.constant 3 : i64 : !hocket.json
  %0 = hocket.constant 3 : i64 : !hocket.json
  // CHECK: hocket.constant 3 : i64 : f64
  %1 = hocket.constant 3 : i64 : f64
  // CHECK: hocket.constant "x" : !hocket.json
  %2 = hocket.constant "x" : !hocket.json
  // CHECK: hocket.constant true : !hocket.json
  %3 = hocket.constant true : !hocket.json
  // An empty list has elements of every type.
  // CHECK: hocket.constant [] : !hocket.list<!hocket.string>
  %4 = hocket.constant [] : !hocket.list<!hocket.string>
  // A constant record is known to lack an optional field.
  // CHECK: hocket.constant {a = 1 : i64} : !hocket.record<{a: i64, b?: !hocket.string}>
  %5 = hocket.constant {a = 1} : !hocket.record<{a: i64, b?: !hocket.string}>
  // Members that the type does not mention are kept.
  // CHECK: hocket.constant {a = 1 : i64} : !hocket.record<{}>
  %6 = hocket.constant {a = 1} : !hocket.record<{}>
  return
}

// Lists have the type that their elements share (T2).
// CHECK-LABEL: func.func @lists
func.func @lists() {
  // CHECK: hocket.constant ["a", "b"] : !hocket.list<!hocket.string>
  %0 = hocket.constant ["a", "b"]
  // CHECK: hocket.constant [1, 2.500000e+00] : !hocket.list<f64>
  %1 = hocket.constant [1, 2.5]
  // CHECK: hocket.constant [1, "a"] : !hocket.list<!hocket.json>
  %2 = hocket.constant [1, "a"]
  // CHECK: hocket.constant {{\[}}[], [1]] : !hocket.list<!hocket.list<!hocket.json>>
  %3 = hocket.constant [[], [1]]
  // CHECK: hocket.constant [#hocket.object<{a = 1 : i64, b = 2 : i64}>, #hocket.object<{a = 2.500000e+00 : f64}>] : !hocket.list<!hocket.record<{a: f64}>>
  %4 = hocket.constant [#hocket.object<{a = 1, b = 2}>, #hocket.object<{a = 2.5}>]
  return
}

// Objects keep the order of their members; nested ones are written as attributes.
// CHECK-LABEL: func.func @objects
func.func @objects() {
  // CHECK: hocket.constant {z = 1 : i64, a = "x", "b c" = #hocket.object<{d = [#hocket.null]}>} : !hocket.record<{z: i64, a: !hocket.string, "b c": !hocket.record<{d: !hocket.list<!hocket.json>}>}>
  %0 = hocket.constant {z = 1, a = "x", "b c" = #hocket.object<{d = [#hocket.null]}>}
  return
}

// Text is any Unicode; quotes, backslashes and control characters survive.
// CHECK-LABEL: func.func @text
func.func @text() {
  // CHECK: hocket.constant "say \22hi\22, \\ \0A \C3\A9\F0\9F\8E\B5" : !hocket.string
  %0 = hocket.constant "say \"hi\", \\ \n é🎵"
  return
}

// Attributes and discardable ones are kept.
// CHECK-LABEL: func.func @attributes
func.func @attributes() {
  // CHECK: hocket.constant 1 : i64 : !hocket.json {hocket.id = 0 : i64}
  // CHECK: hocket.constant "x" : !hocket.string {hocket.id = 1 : i64}
  %0 = hocket.constant 1 : i64 : !hocket.json {hocket.id = 0 : i64}
  %1 = hocket.constant "x" {hocket.id = 1 : i64}
  return
}
