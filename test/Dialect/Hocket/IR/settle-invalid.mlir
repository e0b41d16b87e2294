// RUN: hocket-opt %s --split-input-file --verify-diagnostics

func.func @result(%v: i64) {
  // expected-error @below {{'hocket.settle' op requires the same type for all operands and results}}
  %0 = "hocket.settle"(%v) : (i64) -> f64
  return
}

// -----

func.func @kind(%v: index) {
  // expected-error @below {{'hocket.settle' op operand #0 must be json, string, list, record, i1, i64 or f64, but got 'index'}}
  %0 = hocket.settle %v : index
  return
}
