// RUN: hocket-opt %s --hocket-limit-inlining=max-operations=10 --split-input-file --verify-diagnostics

// As long as the limit: the function, its two calls and its end, and twice three.
hocket.tool @now() -> i64 pure
func.func private @three() {
  %0 = hocket.call @now() : () -> i64
  return
}
func.func @f() {
  func.call @three() : () -> ()
  func.call @three() : () -> ()
  return
}

// -----

// One operation more.
hocket.tool @now() -> i64 pure
// expected-note @below {{'three' brings 3 with each call}}
func.func private @three() {
  %0 = hocket.call @now() : () -> i64
  return
}
func.func @f() {
  %0 = hocket.call @now() : () -> i64
  %1 = hocket.call @now() : () -> i64
  func.call @three() : () -> ()
  // expected-error @below {{function 'f' has more than 10 operations once the functions that it calls are inlined}}
  func.call @three() : () -> ()
  return
}
// Its callers are not to blame.
func.func @g() {
  func.call @f() : () -> ()
  return
}

// -----

// What calls nothing may be of any length; functions that call themselves are the check's business.
hocket.tool @now() -> i64 pure
func.func @long() {
  %0 = hocket.call @now() : () -> i64
  %1 = hocket.call @now() : () -> i64
  %2 = hocket.call @now() : () -> i64
  %3 = hocket.call @now() : () -> i64
  %4 = hocket.call @now() : () -> i64
  %5 = hocket.call @now() : () -> i64
  %6 = hocket.call @now() : () -> i64
  %7 = hocket.call @now() : () -> i64
  %8 = hocket.call @now() : () -> i64
  %9 = hocket.call @now() : () -> i64
  return
}
func.func @again() {
  func.call @again() : () -> ()
  return
}
