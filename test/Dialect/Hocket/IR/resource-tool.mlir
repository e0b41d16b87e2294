// Declarations read back as they were printed, from text, generic text and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// A resource without limits.
// CHECK: hocket.resource @fs{{$}}
hocket.resource @fs

// A capacity, a rate, both.
// CHECK: hocket.resource @gpu capacity 1{{$}}
hocket.resource @gpu capacity 1
// CHECK: hocket.resource @quota rate 5.000000e-01{{$}}
hocket.resource @quota rate 0.5
// CHECK: hocket.resource @web capacity 8 rate 5.000000e+00{{$}}
hocket.resource @web capacity 8 rate 5.0

// Visibility, and names that are no identifiers.
// CHECK: hocket.resource private @"my db" {note = "kept"}
hocket.resource private @"my db" {note = "kept"}

// A tool of which nothing is known touches everything.
// CHECK: hocket.tool @unknown() -> !hocket.json{{$}}
hocket.tool @unknown() -> !hocket.json

// Parameters: required, optional, limited, with any name.
// CHECK: hocket.tool @params(a: i64, "b c"?: !hocket.string in ["x", "y"], d?: f64) -> i1{{$}}
hocket.tool @params(a: i64, "b c"?: !hocket.string in ["x", "y"], d?: f64) -> i1

// An empty list of effects is the same as pure.
// CHECK: hocket.tool private @pure(x: f64) -> f64 pure total compute{{$}}
hocket.tool private @pure(x: f64) -> f64 effects [] total compute

// Effects on several resources, narrowed by keys (E1, E3).
// CHECK: hocket.tool @copy(from: !hocket.string, to: !hocket.string) -> !hocket.json effects [reads @fs[from], writes @fs[to], reads @web]{{$}}
hocket.tool @copy(from: !hocket.string, to: !hocket.string) -> !hocket.json effects [reads @fs[from], writes @fs[to], reads @web]

// Everything at once.
// CHECK: hocket.tool @all(q: !hocket.string) -> !hocket.string effects [reads @web] compute provider #hocket.mcp<server = "wiki", tool = "search"> policy <timeout = "5s", retry = 3, idempotent> cost <6.100000e-01> doc "finds" {note = 1 : i64}
hocket.tool @all(q: !hocket.string) -> !hocket.string effects [reads @web] compute provider #hocket.mcp<server = "wiki", tool = "search"> policy <timeout = "5s", retry = 3, idempotent> cost <0.61> doc "finds" {note = 1}

// Declarations live in nested modules, too, and see those of their own.
// CHECK: module @inner
module @inner {
  // CHECK: hocket.resource @fs
  hocket.resource @fs
  // CHECK: hocket.tool @list() -> !hocket.json effects [reads @fs]
  hocket.tool @list() -> !hocket.json effects [reads @fs]
}
