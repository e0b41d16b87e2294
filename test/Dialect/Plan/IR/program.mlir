// RUN: hocket-opt %s | FileCheck %s
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt -mlir-print-op-generic %s | hocket-opt | FileCheck %s

// The module says what the program was written in.
// CHECK: module attributes {plan.source_format = "plan-text"} {
module attributes {plan.source_format = "plan-text"} {

// CHECK-NEXT: plan.resource @web capacity 8 rate 5.0
plan.resource @web capacity 8 rate 5.0
// CHECK-NEXT: plan.resource @gpu0 capacity 1
plan.resource @gpu0 capacity 1
// CHECK-NEXT: plan.resource @slow rate 0.25
plan.resource @slow rate 0.25

// CHECK-NEXT: plan.tool @search(query, "max results") reads provider "mcp" {"server": "wiki", "tool": "search"} policy <timeout = "5s", retry = 3, idempotent>
plan.tool @search(query, "max results") reads provider "mcp" {"server": "wiki", "tool": "search"}
    policy #hocket.policy<timeout = "5s", retry = 3, idempotent>
// CHECK-NEXT: plan.tool @eval(expression) pure compute provider "builtin" {"name": "math.eval"}
plan.tool @eval(expression) pure compute provider "builtin" {"name": "math.eval"}
// CHECK-NEXT: plan.tool @now() writes provider "native" {}
plan.tool @now() writes provider "native" {}

// What results must fit, as in a cast.
// CHECK-NEXT: plan.tool @sqrt(x) -> "float" pure compute provider "native" {}
plan.tool @sqrt(x) -> "float" pure compute provider "native" {}
// CHECK-NEXT: plan.tool @find() -> {"list": {"record": {"id": "int", "unit?": {"enum": ["km", 1]}}}} reads provider "native" {}
plan.tool @find() -> {"list": {"record": {"id": "int", "unit?": {"enum": ["km", 1]}}}} reads provider "native" {}
// CHECK-NEXT: plan.tool @any() -> "json" reads provider "native" {}
plan.tool @any() -> "json" reads provider "native" {}

// Parameters name the arguments, whatever these were called in the input.
// CHECK-NEXT: plan.program @main(city = %city, "unit price" = %unit_price) fail_fast makespan 1.5 lower_bound 0.75 {
// CHECK-NEXT:   plan.output "call_1" of "search" %city
// CHECK-NEXT:   plan.output "2" %unit_price
// CHECK-NEXT:   plan.yield %city
plan.program @main(city = %a, "unit price" = %b) fail_fast makespan 1.5 lower_bound 0.75 {
  plan.output "call_1" of "search" %a
  plan.output "2" %b
  plan.yield %a
}

// CHECK: plan.program @empty() {
// CHECK-NEXT: plan.yield
plan.program @empty() {
  plan.yield
}

// Constants are JSON: order of members, the difference between 1 and 1.0, and
// every character survive.
// CHECK: plan.program @constants() {
plan.program @constants() {
  // CHECK-NEXT: plan.constant {"z": 1, "a": 1.0, "a b": [], "{": {}}
  %0 = plan.constant {"z": 1, "a": 1.0, "a b": [], "{": {}}
  // CHECK-NEXT: plan.constant [true, false, null, -9223372036854775808, -2.5e-07, 1.0e+100]
  %1 = plan.constant [true, false, null, -9223372036854775808, -2.5e-7, 1.0e100]
  // CHECK-NEXT: plan.constant "a \"b\" \\ \n\t\00\1F é 😀"
  %2 = plan.constant "a \"b\" \\ \n\t\00\1F é 😀"
  plan.yield
}
}
