// What attributes refuse.
// RUN: hocket-opt %s --allow-unregistered-dialect -verify-diagnostics -split-input-file

// A member's name stands once.
// expected-error @below {{duplicate member "a"}}
"test.op"() {a = #hocket.object<{a = 1, a = 2}>} : () -> ()

// -----

// A member is a JSON value; a builtin dictionary is none.
// expected-error @below {{member "a" is not a JSON value: {b = 1 : i64}}}
"test.op"() {a = #hocket.object<{a = {b = 1}}>} : () -> ()

// -----

// JSON has no infinity.
// expected-error @below {{member "a" is not a JSON value: 0x7FF0000000000000 : f64}}
"test.op"() {a = #hocket.object<{a = 0x7FF0000000000000 : f64}>} : () -> ()

// -----

// Text is UTF-8.
// expected-error @below {{member "a" is not a JSON value: "\FF"}}
"test.op"() {a = #hocket.object<{a = "\FF"}>} : () -> ()

// -----

// Names are text, too.
// expected-error @below {{member name "\FF" is not UTF-8}}
"test.op"() {a = #hocket.object<{"\FF" = 1}>} : () -> ()

// -----

// Members are separated by commas and end with a brace.
// expected-error @below {{expected '}'}}
"test.op"() {a = #hocket.object<{a = 1 b = 2}>} : () -> ()

// -----

// A tool reads or writes.
// expected-error @below {{expected 'reads' or 'writes', found 'touches'}}
"test.op"() {a = #hocket.effect<touches @web>} : () -> ()

// -----

// A policy has three items.
// expected-error @below {{expected 'timeout', 'retry' or 'idempotent', found 'deadline'}}
"test.op"() {a = #hocket.policy<deadline = "5s">} : () -> ()

// -----

// A duration has a unit.
// expected-error @below {{expected a duration such as "5s" or "250ms", found "5"}}
"test.op"() {a = #hocket.policy<timeout = "5">} : () -> ()

// -----

// A unit is one of six.
// expected-error @below {{expected a duration such as "5s" or "250ms", found "5 days"}}
"test.op"() {a = #hocket.policy<timeout = "5 days">} : () -> ()

// -----

// No time at all is no timeout that a call could meet.
// expected-error @below {{expected a duration such as "5s" or "250ms", found "0s"}}
"test.op"() {a = #hocket.policy<timeout = "0s">} : () -> ()

// -----

// A duration fits in 64 bits of nanoseconds.
// expected-error @below {{expected a duration such as "5s" or "250ms", found "99999999999h"}}
"test.op"() {a = #hocket.policy<timeout = "99999999999h">} : () -> ()

// -----

// An item stands once.
// expected-error @below {{'timeout' is given twice}}
"test.op"() {a = #hocket.policy<timeout = "5s", timeout = "6s">} : () -> ()

// -----

// A count is not negative.
// expected-error @below {{retry must be 0 to 4294967295, found -1}}
"test.op"() {a = #hocket.policy<retry = -1, idempotent>} : () -> ()

// -----

// Only what may be done twice is done twice (L5).
// expected-error @below {{retry needs an idempotent call: a second attempt could do it twice}}
"test.op"() {a = #hocket.policy<retry = 1>} : () -> ()

// -----

// A cost has a duration.
// expected-error @below {{a cost needs at least one duration}}
"test.op"() {a = #hocket.cost<[]>} : () -> ()

// -----

// A duration is a number.
// expected-error @below {{expected floating point literal}}
"test.op"() {a = #hocket.cost<"1s">} : () -> ()

// -----

// Time does not run backwards.
// expected-error @below {{a duration must be finite and not negative, found -1}}
"test.op"() {a = #hocket.cost<-1.0>} : () -> ()

// -----

// Nothing takes a lifetime.
// expected-error @below {{a duration must be at most 1e9 seconds, found 2.000000e+09}}
"test.op"() {a = #hocket.cost<2.0e9>} : () -> ()

// -----

// A process is started by a command.
// expected-error @below {{command needs at least the name of a program}}
"test.op"() {a = #hocket.process<command = []>} : () -> ()

// -----

// A command is made of words.
// expected-error @below {{command must be strings, found 3 : i64}}
"test.op"() {a = #hocket.process<command = ["tool", 3]>} : () -> ()

// -----

// The configuration becomes JSON text.
// expected-error @below {{command word "\FF" is not UTF-8}}
"test.op"() {a = #hocket.process<command = ["\FF"]>} : () -> ()

// -----

// So does the folder.
// expected-error @below {{cwd "\FF" is not UTF-8}}
"test.op"() {a = #hocket.process<command = ["tool"], cwd = "\FF">} : () -> ()

// -----

// A variable has a name that the operating system can take.
// expected-error @below {{"A=B" cannot be the name of a variable}}
"test.op"() {a = #hocket.process<command = ["tool"], env = {"A=B" = "x"}>} : () -> ()

// -----

// Its value is a text.
// expected-error @below {{variable "A" must be a string, found 1 : i64}}
"test.op"() {a = #hocket.process<command = ["tool"], env = {A = 1}>} : () -> ()

// -----

// expected-error @below {{value of a variable "\FF" is not UTF-8}}
"test.op"() {a = #hocket.process<command = ["tool"], env = {A = "\FF"}>} : () -> ()

// -----

// expected-error @below {{inherit_env must be strings, found 3 : i64}}
"test.op"() {a = #hocket.process<command = ["tool"], inherit_env = [3]>} : () -> ()

// -----

// Limits are not negative.
// expected-error @below {{max_output_bytes must be at least 0, found -1}}
"test.op"() {a = #hocket.process<command = ["tool"], max_output_bytes = -1>} : () -> ()

// -----

// expected-error @below {{kill_grace_ms must be at least 0, found -5}}
"test.op"() {a = #hocket.process<command = ["tool"], kill_grace_ms = -5>} : () -> ()

// -----

// So does a built-in tool's name.
// expected-error @below {{name "\FF" is not UTF-8}}
"test.op"() {a = #hocket.builtin<"\FF">} : () -> ()

// -----

// So does a native function's.
// expected-error @below {{name "\FF" is not UTF-8}}
"test.op"() {a = #hocket.native<"\FF">} : () -> ()

// -----

// So does a server's name.
// expected-error @below {{server "\FF" is not UTF-8}}
"test.op"() {a = #hocket.mcp<server = "\FF", tool = "t">} : () -> ()

// -----

// So does the name of a tool of a server.
// expected-error @below {{tool "\FF" is not UTF-8}}
"test.op"() {a = #hocket.mcp<server = "s", tool = "\FF">} : () -> ()
