// Who declares a built-in tool has to say what it is.
// RUN: hocket-opt %s --hocket-check --verify-diagnostics --split-input-file

// Names and effects are free; types may say less, and more where that may be true;
// what may be left out need not be declared.
hocket.resource @disk
hocket.tool @load(path: !hocket.json) -> !hocket.json effects [writes @disk] provider #hocket.builtin<"fs.read">
hocket.tool @now() -> !hocket.record<{seconds: i64, "time zone"?: !hocket.string}> provider #hocket.builtin<"time.now">
hocket.tool @eval(expression: !hocket.string) -> i64 pure provider #hocket.builtin<"math.eval">
hocket.tool @own(x: f64) -> f64 pure provider #hocket.native<"time.now">
func.func @f(%path: !hocket.string, %x: f64) {
  %0 = hocket.call @load(%path) : (!hocket.string) -> !hocket.json
  %1 = hocket.call @now() : () -> !hocket.json
  %2 = hocket.call @eval(%path) : (!hocket.string) -> i64
  %3 = hocket.call @own(%x) : (f64) -> f64
  return
}

// -----

// expected-error @below {{built-in 'time.now' returns '!hocket.record<{seconds: f64, iso: !hocket.string}>', found the result type 'f64'}}
// expected-note @below {{the built-in is time.now() -> '!hocket.record<{seconds: f64, iso: !hocket.string}>'}}
// expected-warning @below {{tool 'now' is never called}}
hocket.tool @now() -> f64 pure provider #hocket.builtin<"time.now">

// -----

// A member that the built-in's records do not have, and one of another type.
// expected-error @below {{built-in 'fs.list' returns '!hocket.list<}}
// expected-note @below {{the built-in is fs.list(path?: '!hocket.string', max_entries?: 'i64') -> }}
// expected-warning @below {{never called}}
hocket.tool @list() -> !hocket.list<!hocket.record<{owner: !hocket.string}>> provider #hocket.builtin<"fs.list">
// expected-error @below {{built-in 'fs.glob' returns '!hocket.list<!hocket.string>', found the result type '!hocket.list<i64>'}}
// expected-note @below {{the built-in is}}
// expected-warning @below {{never called}}
hocket.tool @glob(pattern: !hocket.string) -> !hocket.list<i64> provider #hocket.builtin<"fs.glob">

// -----

// expected-error @below {{built-in 'fs.read' has no parameter 'pth'; did you mean 'path'?}}
// expected-error @below {{built-in 'fs.read' takes the parameter 'max_bytes' as 'i64', found '!hocket.string'}}
// expected-error @below {{built-in 'fs.read' needs the parameter 'path'}}
// expected-note @below {{the built-in is fs.read(path: '!hocket.string', encoding?: '!hocket.string', max_bytes?: 'i64') -> '!hocket.string'}}
// expected-warning @below {{never called}}
hocket.tool @read(pth: !hocket.string, max_bytes: !hocket.string) -> !hocket.string provider #hocket.builtin<"fs.read">

// -----

// expected-warning @below {{built-in 'json.parse' needs the parameter 'text', which calls of 'parse' may leave out}}
// expected-note @below {{the built-in is json.parse(text: '!hocket.string') -> '!hocket.json'}}
// expected-warning @below {{never called}}
hocket.tool @parse(text?: !hocket.string) -> !hocket.json provider #hocket.builtin<"json.parse">

// -----

// expected-error @below {{there is no built-in 'time.nwo'; did you mean 'time.now'?}}
// expected-warning @below {{never called}}
hocket.tool @now() -> !hocket.json provider #hocket.builtin<"time.nwo">
// expected-error @below {{there is no built-in 'unheard of'}}
// expected-warning @below {{never called}}
hocket.tool @unheard() -> !hocket.json provider #hocket.builtin<"unheard of">
