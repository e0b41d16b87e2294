// RUN: hocket-opt %s | FileCheck %s
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt -mlir-print-op-generic %s | hocket-opt | FileCheck %s

plan.resource @web capacity 8
plan.resource @gpu0 capacity 2
plan.tool @search(query, "max results", site) reads provider "native" {"name": "search"}

// Calls and what all tasks share. A token is there only if it is named.
// CHECK-LABEL: plan.program @calls
plan.program @calls(q = %q) {
  // CHECK-NEXT: %0, %t = plan.call @search(%q)
  %0, %t = plan.call @search(%q)
  // CHECK-NEXT: %1, %t_0 = plan.call @search(query = %0, "max results" = %q) policy <timeout = "5s">
  // CHECK-SAME: after(%t) on cpu ordered early priority 1.5 cost 0.61 acquires(@web, @gpu0 : 2) label "a \22b\22"{{$}}
  %1:2 = plan.call @search(query = %0, "max results" = %q) policy #hocket.policy<timeout = "5s">
      after(%t) on cpu ordered early priority 1.5 cost 0.61 acquires(@web, @gpu0 : 2) label "a \"b\""
  // CHECK-NEXT: %t_1 = plan.nop after(%t, %t_0)
  %n = plan.nop after(%t, %1#1)
  // The default queue of a call is io: not written.
  // CHECK-NEXT: %2 = plan.call @search() after(%t_1){{$}}
  %2 = plan.call @search() after(%n) on io
  // CHECK-NEXT: plan.approve %q ordered
  %3 = plan.approve %q ordered
  // CHECK-NEXT: plan.approve %q about %3 after(%t_1)
  %4 = plan.approve %q about %3 after(%n)
  plan.yield
}

// CHECK-LABEL: plan.program @values
plan.program @values(a = %a, b = %b) {
  // CHECK-NEXT: plan.apply add(%a, %b) ordered
  %0 = plan.apply add(%a, %b) ordered
  // CHECK-NEXT: plan.format "{0} or {1}? {0} {{[{][{]}}}}"(%a, %b)
  %1 = plan.format "{0} or {1}? {0} {{}}"(%a, %b)
  // CHECK-NEXT: plan.format "plain"
  %2 = plan.format "plain"
  // CHECK-NEXT: plan.record {name = %a, "unit price" = %b}
  %3 = plan.record {name = %a, "unit price" = %b}
  // CHECK-NEXT: plan.record {}
  %4 = plan.record {}
  // CHECK-NEXT: plan.list [%a, %b]
  %5 = plan.list [%a, %b]
  // CHECK-NEXT: plan.list []
  %6 = plan.list []
  // CHECK-NEXT: plan.get %3["items", -1, "unit price"]
  %7 = plan.get %3["items", -1, "unit price"]
  // CHECK-NEXT: plan.get %3["items"] at %7 on cpu ordered
  %8 = plan.get %3["items"] at %7 on cpu ordered
  // CHECK-NEXT: plan.get %3[] at %7
  %9 = plan.get %3[] at %7
  // CHECK-NEXT: plan.cast %a to "int"
  %10 = plan.cast %a to "int"
  // CHECK-NEXT: plan.cast %a to {"record": {"id": "int", "tags?": {"list": {"optional": "string"}}, "k": {"enum": ["x", [1, {"y": 2}]]}}}
  %11 = plan.cast %a to {"record": {"id": "int", "tags?": {"list": {"optional": "string"}}, "k": {"enum": ["x", [1, {"y": 2}]]}}}
  plan.yield
}
