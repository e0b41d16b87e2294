// What calls refuse, with a note at the declaration where there is one.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// The callee is declared.
func.func @f() {
  // expected-error @below {{'hocket.call' op 'search' is not a declared tool}}
  %0 = hocket.call @search() : () -> i64
  return
}

// -----

// The callee is a tool, not a function.
func.func private @search() -> i64
func.func @f() {
  // expected-error @below {{'hocket.call' op 'search' is not a declared tool}}
  %0 = hocket.call @search() : () -> i64
  return
}

// -----

// Not more arguments than parameters.
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t(a: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op expected at most 1 arguments, found 2}}
  %1 = hocket.call @t(%0, %0) : (i64, i64) -> i64
  return
}

// -----

// What is required is there.
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t(a: i64, b: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op required argument "b" is missing}}
  %1 = hocket.call @t(%0) : (i64) -> i64
  return
}

// -----

// An argument's name is a parameter's.
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t(a?: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op tool has no parameter 'b'}}
  %1 = hocket.call @t(b = %0) : (i64) -> i64
  return
}

// -----

// An argument is given once.
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t(a: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op argument 'a' is given twice}}
  %1 = hocket.call @t(a = %0, a = %0) : (i64, i64) -> i64
  return
}

// -----

// An argument has the parameter's type, or one assignable to it (T1).
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t(a: i64) -> i64
func.func @f(%0: f64) {
  // expected-error @below {{'hocket.call' op argument "a" must be 'i64', found 'f64'}}
  %1 = hocket.call @t(%0) : (f64) -> i64
  return
}

// -----

// The result is what the tool gives.
// expected-note @below {{tool 't' is declared here}}
hocket.tool @t() -> !hocket.json
func.func @f() {
  // expected-error @below {{'hocket.call' op result must be '!hocket.json', found 'i64'}}
  %1 = hocket.call @t() : () -> i64
  return
}

// -----

// Arguments and results are values.
hocket.tool @t(a: !hocket.json) -> i64
func.func @f(%0: index) {
  // expected-error @below {{'hocket.call' op operand #0 must be variadic of json, string, list, record, i1, i64 or f64, but got 'index'}}
  %1 = hocket.call @t(%0) : (index) -> i64
  return
}

// -----

// Once named, always named.
hocket.tool @t(a: i64, b: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{expected either all arguments or none to be named}}
  %1 = hocket.call @t(%0, b = %0) : (i64, i64) -> i64
  return
}

// -----

// A name for each argument, in the generic form, too.
hocket.tool @t(a: i64, b: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op expected a name for each of its 2 arguments, found 1}}
  %1 = "hocket.call"(%0, %0) <{callee = @t, arg_names = ["a"]}> : (i64, i64) -> i64
  return
}

// -----

// A transfer time for each argument.
hocket.tool @t(a: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op expected a transfer time for each of its 1 arguments, found 2}}
  %1 = hocket.call @t(%0) {transfer = array<f64: 1.0, 2.0>} : (i64) -> i64
  return
}

// -----

// Moving data takes time.
hocket.tool @t(a: i64) -> i64
func.func @f(%0: i64) {
  // expected-error @below {{'hocket.call' op a transfer time must be finite and not negative, found -1}}
  %1 = hocket.call @t(%0) {transfer = array<f64: -1.0>} : (i64) -> i64
  return
}

// -----

// Without an order there is no early (S3, F3).
hocket.tool @t() -> i64
func.func @f() {
  // expected-error @below {{'hocket.call' op an unordered call has no place to be early for}}
  %1 = hocket.call @t() unordered early : () -> i64
  return
}
