// What maps refuse.
// RUN: hocket-opt %s --allow-unregistered-dialect -verify-diagnostics -split-input-file

// Only a list has elements.
func.func @f(%v: !hocket.string) {
  // expected-error @below {{'hocket.map' op expected a list, found '!hocket.string'}}
  %0 = hocket.map (%e, %i) in %v : !hocket.string -> !hocket.list<i64> {
    hocket.yield %i : i64
  }
  return
}

// -----

// Some element must be in flight (L3).
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.map' op width must be at least 1, found 0}}
  %0 = hocket.map (%e, %i) in %v width 0 : !hocket.json -> !hocket.list<i64> {
    hocket.yield %i : i64
  }
  return
}

// -----

// A width is a number.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{invalid kind of attribute specified}}
  %0 = hocket.map (%e, %i) in %v width "all" : !hocket.json -> !hocket.list<i64> {
    hocket.yield %i : i64
  }
  return
}

// -----

// The body gives a value.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.map' op body must yield one value, found 0}}
  %0 = hocket.map (%e, %i) in %v : !hocket.json -> !hocket.list<i64> {
  }
  return
}

// -----

// It gives one.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.map' op body must yield one value, found 2}}
  %0 = hocket.map (%e, %i) in %v : !hocket.json -> !hocket.list<i64> {
    hocket.yield %i, %i : i64, i64
  }
  return
}

// -----

// It gives one of the right type.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.map' op body must yield 'i64', found '!hocket.json'}}
  %0 = hocket.map (%e, %i) in %v : !hocket.json -> !hocket.list<i64> {
    hocket.yield %e : !hocket.json
  }
  return
}

// -----

// The result is a list.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.map' op result #0 must be a list of values of one type, but got '!hocket.json'}}
  %0 = hocket.map (%e, %i) in %v : !hocket.json -> !hocket.json {
    hocket.yield %e : !hocket.json
  }
  return
}

// -----

// In the generic form, too, the body takes an element of the list and an index.
func.func @f(%v: !hocket.list<!hocket.string>) {
  // expected-error @below {{'hocket.map' op body must take an element of type '!hocket.string' and an i64 index}}
  %0 = "hocket.map"(%v) ({
  ^bb0(%e: i64, %i: i64):
    "hocket.yield"(%i) : (i64) -> ()
  }) : (!hocket.list<!hocket.string>) -> !hocket.list<i64>
  return
}

// -----

// And it takes both.
func.func @f(%v: !hocket.list<i64>) {
  // expected-error @below {{'hocket.map' op body must take an element of type 'i64' and an i64 index}}
  %0 = "hocket.map"(%v) ({
  ^bb0(%e: i64):
    "hocket.yield"(%e) : (i64) -> ()
  }) : (!hocket.list<i64>) -> !hocket.list<i64>
  return
}

// -----

// A body has a block.
func.func @f(%v: !hocket.list<i64>) {
  // expected-error @below {{'hocket.map' op region #0 ('body') failed to verify constraint: region with 1 blocks}}
  %0 = "hocket.map"(%v) ({}) : (!hocket.list<i64>) -> !hocket.list<i64>
  return
}

// -----

// The block has an end.
func.func @f(%v: !hocket.list<i64>) {
  // expected-error @below {{'hocket.map' op expects a non-empty block}}
  %0 = "hocket.map"(%v) ({
  ^bb0(%e: i64, %i: i64):
  }) : (!hocket.list<i64>) -> !hocket.list<i64>
  return
}

// -----

// The end is a yield.
func.func @f(%v: !hocket.list<i64>) {
  // expected-error @below {{'hocket.map' op expects regions to end with 'hocket.yield', found 'test.end'}}
  // expected-note @below {{in custom textual format, the absence of terminator implies 'hocket.yield'}}
  %0 = "hocket.map"(%v) ({
  ^bb0(%e: i64, %i: i64):
    "test.end"() : () -> ()
  }) : (!hocket.list<i64>) -> !hocket.list<i64>
  return
}

// -----

// A yield ends nothing else.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.yield' op expects parent op 'hocket.map'}}
  hocket.yield %v : i64
}
