// What declarations refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// Somebody must get in (L1).
// expected-error @below {{'hocket.resource' op capacity must be 1 to 4294967295, found 0}}
hocket.resource @gpu capacity 0

// -----

// A rate lets calls start, at some time (L2).
// expected-error @below {{'hocket.resource' op rate must be finite and positive, found 0}}
hocket.resource @web rate 0.0

// -----

// A rate is a number.
// expected-error @below {{'hocket.resource' op rate must be finite and positive, found nan}}
hocket.resource @web rate 0x7FF8000000000000

// -----

// Names go into the plan file.
// expected-error @below {{'hocket.resource' op name "\FF" is not UTF-8}}
hocket.resource @"\FF"

// -----

// An empty one would have no text form.
// expected-error @below {{'hocket.resource' op name is empty}}
"hocket.resource"() <{sym_name = ""}> : () -> ()

// -----

// So do the names of tools.
// expected-error @below {{'hocket.tool' op name "\FF" is not UTF-8}}
hocket.tool @"\FF"() -> i64

// -----

// And of parameters.
// expected-error @below {{'hocket.tool' op parameter name "\FF" is not UTF-8}}
hocket.tool @t("\FF": i64) -> i64

// -----

// And what is said about tools.
// expected-error @below {{'hocket.tool' op attribute 'doc' failed to satisfy constraint: text in UTF-8}}
hocket.tool @t() -> i64 doc "\FF"

// -----

// Declarations belong to the module.
func.func @f() {
  // expected-error @below {{'hocket.resource' op expects parent op 'builtin.module'}}
  hocket.resource @fs
  return
}

// -----

// Tools, too.
func.func @f() {
  // expected-error @below {{'hocket.tool' op expects parent op 'builtin.module'}}
  hocket.tool @t() -> i64
  return
}

// -----

// A name stands for one parameter.
// expected-error @below {{'hocket.tool' op duplicate parameter "a"}}
hocket.tool @t(a: i64, a: f64) -> i64

// -----

// Parameters are values.
// expected-error @below {{'hocket.tool' op parameter "a" must have a value type, found 'index'}}
hocket.tool @t(a: index) -> i64

// -----

// Results are values.
// expected-error @below {{'hocket.tool' op result must have a value type, found 'f32'}}
hocket.tool @t() -> f32

// -----

// An enumeration has values of the parameter's type.
// expected-error @below {{'hocket.tool' op parameter "a" of type 'i64' cannot have the value "x"}}
hocket.tool @t(a: i64 in [1, "x"]) -> i64

// -----

// An enumeration has values.
// expected-error @below {{'hocket.tool' op parameter "a" cannot have any value}}
hocket.tool @t(a: i64 in []) -> i64

// -----

// A key is a parameter (E3).
hocket.resource @fs
// expected-error @below {{'hocket.tool' op effect key "file" is not a parameter of the tool}}
hocket.tool @t(path: !hocket.string) -> i64 effects [reads @fs[file]]

// -----

// A resource is declared (E1).
// expected-error @below {{'hocket.tool' op effect names an unknown resource @fs}}
hocket.tool @t() -> i64 effects [reads @fs]

// -----

// A tool is no resource.
hocket.tool @fs() -> i64 pure
// expected-error @below {{'hocket.tool' op effect names an unknown resource @fs}}
hocket.tool @t() -> i64 effects [reads @fs]

// -----

// Names of declarations are unique.
// expected-note @below {{see existing symbol definition here}}
hocket.resource @fs
// expected-error @below {{redefinition of symbol named 'fs'}}
hocket.tool @fs() -> i64 pure

// -----

// A provider is a provider.
// expected-error @below {{invalid kind of attribute specified}}
hocket.tool @t() -> i64 provider "python"

// -----

// Parameters have types.
// expected-error @below {{expected ':'}}
hocket.tool @t(a) -> i64

// -----

// Parameters are separated by commas.
// expected-error @below {{expected ')' in parameters}}
hocket.tool @t(a: i64 b: i64) -> i64

// -----

// Effects are separated by commas.
hocket.resource @fs
// expected-error @below {{expected ']' in effects}}
hocket.tool @t() -> i64 effects [reads @fs writes @fs]

// -----

// In the generic form, too, parameters are parameters.
// expected-error @below {{'hocket.tool' op attribute 'params' failed to satisfy constraint: parameters}}
"hocket.tool"() <{sym_name = "t", params = [1], result_type = i64}> : () -> ()

// -----

// And effects are effects.
// expected-error @below {{'hocket.tool' op attribute 'effects' failed to satisfy constraint: effects}}
"hocket.tool"() <{sym_name = "t", params = [], effects = ["pure"], result_type = i64}> : () -> ()
