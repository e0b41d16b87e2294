// Upstream's inliner: functions are inlined with the dialect's operations in them, tools are not.
// RUN: hocket-opt %s --inline="default-pipeline=''" | FileCheck %s

hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> !hocket.json effects [writes @fs[path]]

func.func private @helper(%path: !hocket.string, %more: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.json> {
  %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  hocket.approve %0
  %1 = hocket.map (%p, %i) in %more width 2 : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
    %2 = hocket.format "{0}{1}" (%0, %i) : !hocket.string, i64
    %3 = hocket.call @write(%p, %2) unordered : (!hocket.string, !hocket.string) -> !hocket.json
    hocket.yield %3 : !hocket.json
  }
  return %1 : !hocket.list<!hocket.json>
}

// A function's operations take the place of its call; calls of tools stay calls.
// CHECK-LABEL: func.func @inlined
// CHECK-SAME: (%[[P:.*]]: !hocket.string, %[[L:.*]]: !hocket.list<!hocket.string>)
func.func @inlined(%path: !hocket.string, %more: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.json> {
  // CHECK-NEXT: %[[A:.*]] = hocket.call @read(%[[P]])
  // CHECK-NEXT: hocket.approve %[[A]]
  // CHECK-NEXT: %[[M:.*]] = hocket.map (%[[E:.*]], %{{.*}}) in %[[L]] width 2
  // CHECK-NEXT: %[[T:.*]] = hocket.format "{0}{1}"(%[[A]], %{{.*}})
  // CHECK-NEXT: hocket.call @write(%[[E]], %[[T]]) unordered
  // CHECK: return %[[M]]
  %0 = func.call @helper(%path, %more) : (!hocket.string, !hocket.list<!hocket.string>) -> !hocket.list<!hocket.json>
  return %0 : !hocket.list<!hocket.json>
}

// Into the regions of the dialect, too.
// CHECK-LABEL: func.func @into_map
func.func @into_map(%paths: !hocket.list<!hocket.string>, %more: !hocket.list<!hocket.string>) -> !hocket.list<!hocket.list<!hocket.json>> {
  // CHECK: hocket.map
  // CHECK-NEXT: hocket.call @read
  // CHECK-NOT: call @helper
  %0 = hocket.map (%p, %i) in %paths : !hocket.list<!hocket.string> -> !hocket.list<!hocket.list<!hocket.json>> {
    %1 = func.call @helper(%p, %more) : (!hocket.string, !hocket.list<!hocket.string>) -> !hocket.list<!hocket.json>
    hocket.yield %1 : !hocket.list<!hocket.json>
  }
  return %0 : !hocket.list<!hocket.list<!hocket.json>>
}

// Outputs belong to the program that its caller knows: a function that has one is not inlined.
// CHECK-LABEL: func.func @has_output
func.func @has_output(%path: !hocket.string) -> !hocket.string {
  %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  hocket.output "text" %0 : !hocket.string
  return %0 : !hocket.string
}
// CHECK-LABEL: func.func @not_inlined
func.func @not_inlined(%path: !hocket.string) -> !hocket.string {
  // CHECK-NEXT: call @has_output
  %0 = func.call @has_output(%path) : (!hocket.string) -> !hocket.string
  return %0 : !hocket.string
}
