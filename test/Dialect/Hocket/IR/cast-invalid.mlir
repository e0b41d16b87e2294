// What casts refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// A cast starts from a value.
func.func @f(%v: index) {
  // expected-error @below {{'hocket.cast' op operand #0 must be json, string, list, record, i1, i64 or f64, but got 'index'}}
  %0 = hocket.cast %v : index -> i64
  return
}

// -----

// And ends with one.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.cast' op result #0 must be json, string, list, record, i1, i64 or f64, but got 'f32'}}
  %0 = hocket.cast %v : !hocket.json -> f32
  return
}
