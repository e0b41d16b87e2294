// RUN: hocket-opt %s --hocket-check --verify-diagnostics --split-input-file

// expected-warning @below {{tool 'idle' is never called}}
hocket.tool @idle() -> i64 pure

// -----

// expected-warning @below {{the limits of resource 'gpu' have no effect: no tool touches it}}
hocket.resource @gpu capacity 1

// -----

hocket.resource @fs
// expected-note @below {{tool is declared here}}
hocket.tool @append(text: !hocket.string) -> i64 effects [writes @fs]
func.func @f(%a: !hocket.string) {
  // expected-warning @below {{call is said to be idempotent, but tool 'append' writes and does not say so itself}}
  %0 = hocket.call @append(%a) {policy = #hocket.policy<retry = 2, idempotent>} : (!hocket.string) -> i64
  return
}

// -----

hocket.tool @slow() -> i64 pure policy #hocket.policy<timeout = "500ms"> cost #hocket.cost<2.0>
func.func @f() {
  // expected-warning @below {{time limit of 0.500 s is shorter than the expected duration of 2.000 s}}
  %0 = hocket.call @slow() : () -> i64
  %1 = hocket.call @slow() {policy = #hocket.policy<timeout = "3s">} : () -> i64
  // What a call does not ask for is as its tool has it.
  // expected-warning @below {{time limit of 0.500 s is shorter than the expected duration of 2.000 s}}
  %2 = hocket.call @slow() {policy = #hocket.policy<idempotent>} : () -> i64
  return
}

// -----

hocket.resource @api capacity 4
hocket.tool @ask(q: !hocket.string) -> !hocket.string effects [reads @api]
func.func @f(%l: !hocket.list<!hocket.string>) {
  // expected-warning @below {{width 8 exceeds the capacity 4 of resource 'api'}}
  %0 = hocket.map (%q, %i) in %l width 8 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    // expected-note @below {{which this call holds}}
    %1 = hocket.call @ask(%q) : (!hocket.string) -> !hocket.string
    hocket.yield %1 : !hocket.string
  }
  return
}

// -----

// expected-note @below {{function is defined here}}
func.func @f() {
  func.call @g() : () -> ()
  return
}
func.func @g() {
  // expected-error @below {{function 'f' calls itself through other functions, but a plan is finite}}
  func.call @f() : () -> ()
  return
}

// -----

hocket.tool @a() -> i64 pure cost #hocket.cost<[1.0, 2.0]>
hocket.tool @b() -> i64 pure cost #hocket.cost<[1.0, 2.0, 3.0]>
func.func @f() {
  // expected-note @below {{as many costs are given here}}
  %0 = hocket.call @a() : () -> i64
  // expected-error @below {{expected a cost for each of 2 processors, found 3}}
  %1 = hocket.call @b() : () -> i64
  return
}

// -----

// A constant argument is one of the values that the parameter is limited to; 1 is 1.0.
// expected-note @below {{tool is declared here}}
hocket.tool @convert(unit: !hocket.string in ["km", "mi"], factor?: f64 in [1.0, 2.0]) -> i64 pure
func.func @f(%any: !hocket.string) {
  %km = hocket.constant "km"
  %one = hocket.constant 1
  %parsec = hocket.constant "parsec"
  %0 = hocket.call @convert(%km, %one) : (!hocket.string, i64) -> i64
  %1 = hocket.call @convert(%any) : (!hocket.string) -> i64
  // expected-error @below {{argument "unit" must be one of ["km", "mi"], found "parsec"}}
  %2 = hocket.call @convert(%parsec) : (!hocket.string) -> i64
  return
}

// -----

// Values are shown as JSON.
// expected-note @below {{tool is declared here}}
hocket.tool @convert(unit: !hocket.json in ["km", #hocket.null]) -> i64 pure
func.func @f() {
  %null = hocket.constant null
  %object = hocket.constant {unit = "km"}
  %0 = hocket.call @convert(%null) : (!hocket.json) -> i64
  // expected-error @below {{argument "unit" must be one of ["km", null], found {"unit":"km"}}}
  %1 = hocket.call @convert(%object) : (!hocket.record<{unit: !hocket.string}>) -> i64
  return
}
