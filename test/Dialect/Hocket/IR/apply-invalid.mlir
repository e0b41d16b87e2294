// What built-ins refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// There are these built-ins and no others.
func.func @f(%s: !hocket.string) {
  // expected-error-re @below {{expected string or keyword containing one of the following enum values for attribute 'function' [add, sub, {{.*}}, ceil]}}
  %0 = hocket.apply eval(%s) : (!hocket.string) -> !hocket.json
  return
}

// -----

// A number of operands.
func.func @f(%i: i64) {
  // expected-error @below {{'hocket.apply' op 'add' takes 2 operands, found 1}}
  %0 = hocket.apply add(%i) : (i64) -> i64
  return
}

// -----

// A range of numbers of operands.
func.func @f(%i: i64) {
  // expected-error @below {{'hocket.apply' op 'range' takes 1 to 3 operands, found 0}}
  %0 = hocket.apply range() : () -> !hocket.list<i64>
  return
}

// -----

// An open range.
func.func @f() {
  // expected-error @below {{'hocket.apply' op 'min' takes 1 or more operands, found 0}}
  %0 = hocket.apply min() : () -> i64
  return
}

// -----

// Arithmetic is for numbers.
func.func @f(%s: !hocket.string, %i: i64) {
  // expected-error @below {{'hocket.apply' op 'sub' takes no operands of type '!hocket.string', 'i64'}}
  %0 = hocket.apply sub(%s, %i) : (!hocket.string, i64) -> i64
  return
}

// -----

// Text and numbers do not add up.
func.func @f(%s: !hocket.string, %i: i64) {
  // expected-error @below {{'hocket.apply' op 'add' takes no operands of type '!hocket.string', 'i64'}}
  %0 = hocket.apply add(%s, %i) : (!hocket.string, i64) -> !hocket.string
  return
}

// -----

// Text has no repetitions of text.
func.func @f(%s: !hocket.string) {
  // expected-error @below {{'hocket.apply' op 'mul' takes no operands of type '!hocket.string', '!hocket.string'}}
  %0 = hocket.apply mul(%s, %s) : (!hocket.string, !hocket.string) -> !hocket.string
  return
}

// -----

// Text and numbers have no order.
func.func @f(%s: !hocket.string, %i: i64) {
  // expected-error @below {{'hocket.apply' op 'lt' takes no operands of type 'i64', '!hocket.string'}}
  %0 = hocket.apply lt(%i, %s) : (i64, !hocket.string) -> i1
  return
}

// -----

// Connectives are for booleans.
func.func @f(%i: i64, %b: i1) {
  // expected-error @below {{'hocket.apply' op 'and' takes no operands of type 'i1', 'i64'}}
  %0 = hocket.apply and(%b, %i) : (i1, i64) -> i1
  return
}

// -----

// Text functions are for text.
func.func @f(%i: i64) {
  // expected-error @below {{'hocket.apply' op 'upper' takes no operands of type 'i64'}}
  %0 = hocket.apply upper(%i) : (i64) -> !hocket.string
  return
}

// -----

// A number has no length.
func.func @f(%i: i64) {
  // expected-error @below {{'hocket.apply' op 'len' takes no operands of type 'i64'}}
  %0 = hocket.apply len(%i) : (i64) -> i64
  return
}

// -----

// Only numbers have a sum.
func.func @f(%l: !hocket.list<!hocket.string>) {
  // expected-error @below {{'hocket.apply' op 'sum' takes no operands of type '!hocket.list<!hocket.string>'}}
  %0 = hocket.apply sum(%l) : (!hocket.list<!hocket.string>) -> f64
  return
}

// -----

// Only records have keys.
func.func @f(%l: !hocket.list<i64>) {
  // expected-error @below {{'hocket.apply' op 'keys' takes no operands of type '!hocket.list<i64>'}}
  %0 = hocket.apply keys(%l) : (!hocket.list<i64>) -> !hocket.list<!hocket.string>
  return
}

// -----

// Only lists of lists can be joined to one list.
func.func @f(%l: !hocket.list<i64>) {
  // expected-error @below {{'hocket.apply' op 'concat' takes no operands of type '!hocket.list<i64>'}}
  %0 = hocket.apply concat(%l) : (!hocket.list<i64>) -> !hocket.list<i64>
  return
}

// -----

// The result is what the built-in gives (T6).
func.func @f(%s: !hocket.string) {
  // expected-error @below {{'hocket.apply' op 'len' gives 'i64', found '!hocket.string'}}
  %0 = hocket.apply len(%s) : (!hocket.string) -> !hocket.string
  return
}

// -----

// A quotient need not be an integer.
func.func @f(%i: i64) {
  // expected-error @below {{'hocket.apply' op 'div' gives 'f64', found 'i64'}}
  %0 = hocket.apply div(%i, %i) : (i64, i64) -> i64
  return
}
