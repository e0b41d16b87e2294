// RUN: hocket-opt --convert-hocket-to-plan %s -split-input-file -verify-diagnostics

// expected-note@+1 {{the function is declared here}}
func.func private @helper() {
  return
}
func.func @f() {
  // expected-error@+1 {{of @helper is still there: expected functions to be inlined}}
  func.call @helper() : () -> ()
  return
}

// -----

// expected-error@+1 {{expected a public function to make a program of}}
module {
  func.func private @f()
}

// -----

// expected-error@+1 {{expected at most one result of a program, found 2}}
func.func @f(%a: i64) -> (i64, i64) {
  return %a, %a : i64, i64
}

// -----

// expected-error@+1 {{has a parameter of type 'i32', which a plan cannot hold}}
func.func @f(%a: i32) {
  return
}

// -----

// expected-error@+1 {{expected structured control flow, found 2 blocks}}
func.func @f() {
  "cf.br"()[^bb1] : () -> ()
^bb1:
  return
}

// -----

module {
  // expected-error@+1 {{'builtin.module' op has no counterpart in a plan}}
  module @inner {
  }
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{has a value of type 'i32', which a plan cannot hold}}
  %0 = arith.trunci %a : i64 to i32
  return
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{'arith.divui' op has no counterpart in a plan}}
  %0 = arith.divui %a, %a : i64
  return
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{comparison of unsigned integers has no counterpart in a plan}}
  %0 = arith.cmpi ult, %a, %a : i64
  return
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{bitwise logic has no counterpart in a plan}}
  %0 = arith.andi %a, %a : i64
  return
}

// -----

func.func @f(%a: i1) {
  // expected-error@+1 {{arithmetic modulo 2 has no counterpart in a plan}}
  %0 = arith.addi %a, %a : i1
  return
}

// -----

func.func @f(%a: i1) {
  // expected-error@+1 {{order of booleans has no counterpart in a plan}}
  %0 = arith.cmpi slt, %a, %a : i1
  return
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{conversion of unsigned integers has no counterpart in a plan}}
  %0 = arith.uitofp %a : i64 to f64
  return
}

// -----

func.func @f(%a: f64) {
  // expected-error@+1 {{conversion to i1 has no counterpart in a plan}}
  %0 = arith.fptosi %a : f64 to i1
  return
}

// -----

func.func @f(%a: i1) {
  // expected-error@+1 {{cast of i1 has no counterpart in a plan}}
  %0 = arith.index_cast %a : i1 to index
  return
}

// -----

func.func @f() -> f64 {
  // expected-error@+1 {{'arith.constant' op has no counterpart in a plan}}
  %0 = arith.constant 0x7FF0000000000000 : f64
  return %0 : f64
}

// -----

func.func @f(%a: i64) {
  // expected-error@+1 {{with an unsigned comparison has no counterpart in a plan}}
  scf.for unsigned %i = %a to %a step %a : i64 {
  }
  return
}

// -----

func.func @f(%a: i64, %b: i1) {
  %0 = arith.index_cast %a : i64 to index
  // expected-error@+1 {{'scf.execute_region' op has no counterpart in a plan}}
  scf.execute_region {
    scf.yield
  }
  return
}
