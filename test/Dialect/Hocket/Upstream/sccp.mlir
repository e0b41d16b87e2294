// Upstream's constant propagation, through folding and the interfaces of the dialect.
// RUN: hocket-opt %s --sccp | FileCheck %s

hocket.tool @pure(x: i64) -> i64 pure
hocket.tool @any() -> i1

// Through a branch of which one side is never taken.
// CHECK-LABEL: func.func @branch
func.func @branch(%s: !hocket.string) -> i64 {
  // CHECK: %[[A:.*]] = hocket.constant 4 : i64
  %a = hocket.constant "abc"
  %b = hocket.constant "abcd"
  %0 = hocket.apply eq(%a, %b) : (!hocket.string, !hocket.string) -> i1
  %1 = scf.if %0 -> !hocket.string {
    scf.yield %s : !hocket.string
  } else {
    scf.yield %b : !hocket.string
  }
  %2 = hocket.apply len(%1) : (!hocket.string) -> i64
  // CHECK: return %[[A]]
  return %2 : i64
}

// Through both sides, if they agree; not if they differ.
// CHECK-LABEL: func.func @sides
func.func @sides(%c: i1) -> (!hocket.string, !hocket.string) {
  %a = hocket.constant "a"
  %b = hocket.constant "b"
  // CHECK: %[[A:.*]] = hocket.constant "a" : !hocket.string
  // CHECK: %[[IF:.*]]:2 = scf.if
  %0:2 = scf.if %c -> (!hocket.string, !hocket.string) {
    scf.yield %a, %a : !hocket.string, !hocket.string
  } else {
    scf.yield %a, %b : !hocket.string, !hocket.string
  }
  // CHECK: %[[F:.*]] = hocket.format "{0}"(%[[IF]]#1)
  %1 = hocket.format "{0}" (%0#0) : !hocket.string
  %2 = hocket.format "{0}" (%0#1) : !hocket.string
  // CHECK: return %[[A]], %[[F]]
  return %1, %2 : !hocket.string, !hocket.string
}

// Into and out of a private function that is always called with the same value.
// CHECK-LABEL: func.func private @callee
func.func private @callee(%x: !hocket.json) -> i64 {
  // CHECK: %[[A:.*]] = hocket.constant 7 : i64
  // CHECK: return %[[A]]
  %0 = hocket.get %x["id"] : !hocket.json -> !hocket.json
  %1 = hocket.cast %0 : !hocket.json -> i64
  return %1 : i64
}
// CHECK-LABEL: func.func @caller
func.func @caller() -> i64 {
  // CHECK: %[[B:.*]] = hocket.constant 7 : i64
  %0 = hocket.constant {id = 7} : !hocket.json
  %1 = func.call @callee(%0) : (!hocket.json) -> i64
  // CHECK: return %[[B]]
  return %1 : i64
}

// Not through a tool, even if it is pure: what it gives is known at run time.
// CHECK-LABEL: func.func @tool
func.func @tool() -> i64 {
  %0 = hocket.constant 1
  // CHECK: %[[A:.*]] = hocket.call @pure
  %1 = hocket.call @pure(%0) : (i64) -> i64
  // CHECK: return %[[A]]
  return %1 : i64
}

// Nor into the elements and indices of a map; from outside constants come in.
// CHECK-LABEL: func.func @map
func.func @map() -> !hocket.list<!hocket.string> {
  // CHECK-DAG: %[[L:.*]] = hocket.constant ["a"]
  // CHECK-DAG: %[[B:.*]] = hocket.constant "b"
  %l = hocket.constant ["a"]
  %b = hocket.constant "b"
  // CHECK: hocket.map (%[[E:.*]], %{{.*}}) in %[[L]]
  %0 = hocket.map (%e, %i) in %l : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    // CHECK: %[[F:.*]] = hocket.format "{0}{1}"(%[[E]], %
    // CHECK: hocket.yield %[[F]]
    %1 = hocket.format "{0}" (%b) : !hocket.string
    %2 = hocket.format "{0}{1}" (%e, %1) : !hocket.string, !hocket.string
    hocket.yield %2 : !hocket.string
  }
  return %0 : !hocket.list<!hocket.string>
}
