// What approvals and outputs refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// A question is text.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.approve' op operand #0 must be a Unicode string, but got 'i64'}}
  "hocket.approve"(%v) : (i64) -> ()
  return
}

// -----

// A name stands for one value; other operations may stand between.
func.func @f(%v: !hocket.json) {
  // expected-note @below {{the first output of that name is here}}
  hocket.output "a" %v : !hocket.json
  hocket.output "b" %v : !hocket.json
  %0 = hocket.cast %v : !hocket.json -> i64
  // expected-error @below {{'hocket.output' op name "a" is taken}}
  hocket.output "a" %0 : i64
  return
}

// -----

// An output is the function's own.
func.func @f(%v: !hocket.list<i64>) {
  %0 = hocket.map (%e, %i) in %v : !hocket.list<i64> -> !hocket.list<i64> {
    // expected-error @below {{'hocket.output' op expects parent op 'func.func'}}
    hocket.output "a" %e : i64
    hocket.yield %e : i64
  }
  return
}

// -----

// A name is text.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.output' op attribute 'name' failed to satisfy constraint: text in UTF-8}}
  hocket.output "\FF" %v : !hocket.json
  return
}

// -----

// So is a tool's name.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.output' op attribute 'tool' failed to satisfy constraint: text in UTF-8}}
  hocket.output "a" of "\FF" %v : !hocket.json
  return
}

// -----

// What is put out is a value.
func.func @f(%v: index) {
  // expected-error @below {{'hocket.output' op operand #0 must be json, string, list, record, i1, i64 or f64, but got 'index'}}
  hocket.output "a" %v : index
  return
}
