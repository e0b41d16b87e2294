// Upstream's removal of unused symbols: declarations go if they are private and nothing
// names them.
// RUN: hocket-opt %s --symbol-dce | FileCheck %s

// An unused private resource goes, an unused public one stays.
// CHECK-NOT: @unused_resource
// CHECK: hocket.resource @public_resource
hocket.resource private @unused_resource
hocket.resource @public_resource

// A resource that only a tool's effects name stays as long as the tool does.
// CHECK: hocket.resource private @of_used_tool
// CHECK-NOT: @of_unused_tool
hocket.resource private @of_used_tool
hocket.resource private @of_unused_tool

// A resource that only a function's inferred effects name stays.
// CHECK: hocket.resource private @of_function
hocket.resource private @of_function

// An unused private tool goes; a public one and a called one stay.
// CHECK-NOT: @unused_tool
// CHECK: hocket.tool @public_tool
// CHECK: hocket.tool private @used_tool
hocket.tool private @unused_tool() -> i64 effects [reads @of_unused_tool]
hocket.tool @public_tool() -> i64 pure
hocket.tool private @used_tool(x: i64) -> i64 effects [writes @of_used_tool[x]]

// A tool that only a dead function calls goes with it.
// CHECK-NOT: @dead_tool
// CHECK-NOT: @dead_function
hocket.tool private @dead_tool() -> i64
func.func private @dead_function() {
  %0 = hocket.call @dead_tool() : () -> i64
  return
}

// CHECK: func.func @main
// CHECK: hocket.map
// CHECK: hocket.call @used_tool
func.func @main(%l: !hocket.list<i64>) attributes {hocket.effects = [#hocket.effect<reads @of_function>]} {
  %0 = hocket.map (%e, %i) in %l : !hocket.list<i64> -> !hocket.list<i64> {
    %1 = hocket.call @used_tool(%e) : (i64) -> i64
    hocket.yield %1 : i64
  }
  return
}
