// What access, construction and formatting refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// A path leads somewhere.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.get' op expected a path or a key}}
  %0 = hocket.get %v[] : !hocket.json -> !hocket.json
  return
}

// -----

// A step is a name or an index.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.get' op a step is a field name or an index, found 1.500000e+00 : f64}}
  %0 = hocket.get %v[1.5] : !hocket.json -> !hocket.json
  return
}

// -----

// A name is text.
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.get' op a step is a field name or an index, found "\FF"}}
  %0 = hocket.get %v["\FF"] : !hocket.json -> !hocket.json
  return
}

// -----

// A list has no fields.
func.func @f(%v: !hocket.list<i64>) {
  // expected-error @below {{'hocket.get' op a value of type '!hocket.list<i64>' has no member "a"}}
  %0 = hocket.get %v["a"] : !hocket.list<i64> -> i64
  return
}

// -----

// A record has no elements.
func.func @f(%v: !hocket.record<{a: i64}>) {
  // expected-error @below {{'hocket.get' op a value of type '!hocket.record<{a: i64}>' has no member 0 : i64}}
  %0 = hocket.get %v[0] : !hocket.record<{a: i64}> -> i64
  return
}

// -----

// A string has no members, wherever it stands on the path.
func.func @f(%v: !hocket.list<!hocket.string>) {
  // expected-error @below {{'hocket.get' op a value of type '!hocket.string' has no member "a"}}
  %0 = hocket.get %v[0, "a"] : !hocket.list<!hocket.string> -> !hocket.json
  return
}

// -----

// A key is a name or an index.
func.func @f(%v: !hocket.json, %k: i1) {
  // expected-error @below {{'hocket.get' op a key is a string or an i64, found 'i1'}}
  %0 = hocket.get %v[] at %k : !hocket.json, i1 -> !hocket.json
  return
}

// -----

// A list has no fields, even if the name is known only at run time.
func.func @f(%v: !hocket.list<i64>, %k: !hocket.string) {
  // expected-error @below {{'hocket.get' op a value of type '!hocket.list<i64>' has no member at a key of type '!hocket.string'}}
  %0 = hocket.get %v[] at %k : !hocket.list<i64>, !hocket.string -> i64
  return
}

// -----

// A record has no elements, whichever the index.
func.func @f(%v: !hocket.record<{a: i64}>, %k: i64) {
  // expected-error @below {{'hocket.get' op a value of type '!hocket.record<{a: i64}>' has no member at a key of type 'i64'}}
  %0 = hocket.get %v[] at %k : !hocket.record<{a: i64}>, i64 -> i64
  return
}

// -----

// The result is what the member is.
func.func @f(%v: !hocket.record<{a: i64}>) {
  // expected-error @below {{'hocket.get' op result must be 'i64', found '!hocket.string'}}
  %0 = hocket.get %v["a"] : !hocket.record<{a: i64}> -> !hocket.string
  return
}

// -----

// What a json value holds is json until a cast has looked (T3).
func.func @f(%v: !hocket.json) {
  // expected-error @below {{'hocket.get' op result must be '!hocket.json', found 'i64'}}
  %0 = hocket.get %v["a"] : !hocket.json -> i64
  return
}

// -----

// A field's name stands once.
func.func @f(%v: i64) {
  // expected-error @below {{duplicate field "a"}}
  %0 = hocket.record {a = %v, a = %v} : i64, i64
  return
}

// -----

// A record is made of names and values.
func.func @f(%v: i64) {
  // expected-error @below {{expected valid keyword or string}}
  %0 = hocket.record {%v} : i64
  return
}

// -----

// There is a name for each value, in the generic form, too.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.record' op expected a name for each of its 1 values, found 0}}
  %0 = "hocket.record"(%v) <{names = []}> : (i64) -> !hocket.record<{}>
  return
}

// -----

// The type of a record is that of its fields.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.record' op inferred type(s) '!hocket.record<{a: i64}>' are incompatible with return type(s) of operation '!hocket.record<{b: i64}>'}}
  // expected-error @below {{'hocket.record' op failed to infer returned types}}
  %0 = "hocket.record"(%v) <{names = ["a"]}> : (i64) -> !hocket.record<{b: i64}>
  return
}

// -----

// Elements are values.
func.func @f(%v: index) {
  // expected-error @below {{elements of a list must have a value type, found 'index'}}
  %0 = hocket.list [%v] : index
  return
}

// -----

// A placeholder's value is there (U2).
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.format' op template has no valid placeholder at offset 4: expected {0}, {{ or }}}}
  %0 = hocket.format "{0} {1}" (%v) : i64
  return
}

// -----

// A placeholder is closed.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.format' op template has no valid placeholder at offset 2: expected {0} to {1}, {{ or }}}}
  %0 = hocket.format "a {0" (%v, %v) : i64, i64
  return
}

// -----

// A brace alone stands for nothing.
func.func @f() {
  // expected-error @below {{'hocket.format' op template has no valid placeholder at offset 1: expected {{ or }}}}
  %0 = hocket.format "a}"
  return
}

// -----

// Placeholders are numbers.
func.func @f(%v: i64) {
  // expected-error @below {{'hocket.format' op template has no valid placeholder at offset 0: expected {0}, {{ or }}}}
  %0 = hocket.format "{name}" (%v) : i64
  return
}

// -----

// A template is text.
func.func @f() {
  // expected-error @below {{'hocket.format' op attribute 'text' failed to satisfy constraint: text in UTF-8}}
  %0 = hocket.format "\FF"
  return
}
