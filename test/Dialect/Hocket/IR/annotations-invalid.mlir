// What annotations refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// The dialect's attributes are known ones.
// expected-error @below {{unknown attribute 'hocket.speed' of the hocket dialect}}
func.func private @f() attributes {hocket.speed = 1}

// -----

// On arguments, too.
// expected-error @below {{unknown attribute 'hocket.speed' of the hocket dialect}}
func.func private @f(i64 {hocket.speed = 1})

// -----

// A parameter's name for callers is a name.
// expected-error @below {{attribute 'hocket.name' must be a string that is not empty, found ""}}
func.func private @f(i64 {hocket.name = ""})

// -----

// And on results.
// expected-error @below {{unknown attribute 'hocket.speed' of the hocket dialect}}
func.func private @f() -> (i64 {hocket.speed = 1})

// -----

// A source format belongs to a function.
func.func @f() {
  // expected-error @below {{attribute 'hocket.source_format' belongs on a function}}
  %0 = hocket.constant 1 {hocket.source_format = "plan-text"}
  return
}

// -----

// It is a name.
// expected-error @below {{attribute 'hocket.source_format' must be a string, found 1 : i64}}
func.func private @f() attributes {hocket.source_format = 1}

// -----

// A mark has no value.
// expected-error @below {{attribute 'hocket.parallel' must be a unit attribute, found true}}
func.func private @f() attributes {hocket.parallel = true}

// -----

// This mark, too.
// expected-error @below {{attribute 'hocket.fail_fast' must be a unit attribute, found true}}
func.func private @f() attributes {hocket.fail_fast = true}

// -----

// Effects are effects.
// expected-error @below {{attribute 'hocket.effects' must be "world" or an array of effects, found "none"}}
func.func private @f() attributes {hocket.effects = "none"}

// -----

// All of them.
// expected-error @below {{attribute 'hocket.effects' must be "world" or an array of effects, found [1]}}
func.func private @f() attributes {hocket.effects = [1]}

// -----

// A time is finite.
// expected-error @below {{attribute 'hocket.makespan_s' must be a finite non-negative f64, found 0x7FF0000000000000 : f64}}
func.func private @f() attributes {hocket.makespan_s = 0x7FF0000000000000 : f64}

// -----

// A time is an f64.
// expected-error @below {{attribute 'hocket.lower_bound_s' must be a finite non-negative f64, found 1.000000e+00 : f32}}
func.func private @f() attributes {hocket.lower_bound_s = 1.0 : f32}

// -----

// A number is not negative.
// expected-error @below {{attribute 'hocket.id' must be a non-negative i64, found -1 : i64}}
func.func private @f() attributes {hocket.id = -1}

// -----

// It is an i64.
// expected-error @below {{attribute 'hocket.processor' must be a non-negative i64, found 1 : ui64}}
func.func private @f() attributes {hocket.processor = 1 : ui64}

// -----

// A priority is not negative.
// expected-error @below {{attribute 'hocket.priority' must be a finite non-negative f64, found -1.000000e+00 : f64}}
func.func private @f() attributes {hocket.priority = -1.0}

// -----

// A cost is a number.
// expected-error @below {{attribute 'hocket.cost_s' must be a finite non-negative f64, found "1"}}
func.func private @f() attributes {hocket.cost_s = "1"}

// -----

// There are three queues.
// expected-error @below {{attribute 'hocket.queue' must be "inline", "cpu" or "io", found "gpu"}}
func.func private @f() attributes {hocket.queue = "gpu"}

// -----

// An order is a list of numbers.
// expected-error @below {{attribute 'hocket.after' must be an array of i64, found 1 : i64}}
func.func private @f() attributes {hocket.id = 1, hocket.after = 1}

// -----

// What has an order has a number.
// expected-error @below {{has 'hocket.after' but no valid 'hocket.id'}}
func.func private @f() attributes {hocket.after = array<i64: 0>}

// -----

// Even a number too large to be one.
// expected-error @below {{has 'hocket.after' but no valid 'hocket.id'}}
func.func private @f() attributes {hocket.after = array<i64: 0>, hocket.id = 170141183460469231731687303715884105727 : i128}

// -----

// Nothing waits for itself.
// expected-error @below {{'hocket.after' must name earlier operations of the same block, but none has the id 2}}
func.func private @f() attributes {hocket.id = 2, hocket.after = array<i64: 2>}

// -----

// Nor for what is not there.
// expected-error @below {{'hocket.after' must name earlier operations of the same block, but none has the id -1}}
func.func private @f() attributes {hocket.id = 2, hocket.after = array<i64: -1>}

// -----

// Nor for what comes later.
func.func @f() {
  // expected-error @below {{'hocket.after' must name earlier operations of the same block, but none has the id 1}}
  %0 = hocket.constant 1 {hocket.id = 2, hocket.after = array<i64: 1>}
  %1 = hocket.constant 1 {hocket.id = 1}
  return
}

// -----

// Nor for what is in another block.
func.func @f(%c: i1) {
  %0 = hocket.constant 1 {hocket.id = 1}
  scf.if %c {
    %1 = hocket.constant 1
    // expected-error @below {{'hocket.after' must name earlier operations of the same block, but none has the id 1}}
    %2 = hocket.constant 2 {hocket.id = 0, hocket.after = array<i64: 1>}
  }
  return
}

// -----

// An id is one operation's.
func.func @f() {
  // expected-note @below {{this operation has it, too}}
  %0 = hocket.constant 1 {hocket.id = 3}
  %1 = hocket.constant 2
  %2 = hocket.constant 3 {hocket.id = 4}
  // expected-error @below {{'hocket.id' must be unique in its block, but 3 is not}}
  %3 = hocket.constant 4 {hocket.id = 3}
  return
}

// -----

// A parameter has a name to itself.
// expected-error @below {{attribute 'hocket.name' must be unique among the parameters, but "a" is not}}
func.func private @f(i64, i64 {hocket.name = "a"}, i64 {hocket.name = "b"}, i64 {hocket.name = "a"}, i64 {hocket.name = "b"})
