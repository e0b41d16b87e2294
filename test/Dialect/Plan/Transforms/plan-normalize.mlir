// RUN: hocket-opt --plan-normalize %s | FileCheck %s
// RUN: hocket-opt --plan-normalize %s | hocket-opt --plan-normalize | FileCheck %s

// Resources come first, then tools, then programs.
// CHECK: plan.resource @r
// CHECK-NEXT: plan.tool @log

// Edges that data or other edges imply go, and tokens that nothing uses.
// CHECK-NEXT: plan.program @edges
// CHECK-NEXT: %0 = plan.call @log(%a)
// CHECK-NEXT: %1, %t = plan.call @log(%0)
// CHECK-NEXT: %2, %t_0 = plan.call @log(%a) after(%t)
// CHECK-NEXT: %3, %t_1 = plan.call @log(%a) after(%t_0)
// CHECK-NEXT: %4, %t_2 = plan.call @log(%a) after(%t_0)
// CHECK-NEXT: %5 = plan.call @log(%a) after(%t_1, %t_2)
plan.program @edges(a = %a) {
  %0, %t0 = plan.call @log(%a)
  %1, %t1 = plan.call @log(%0) after(%t0)
  %2, %t2 = plan.call @log(%a) after(%t1, %t0)
  %3, %t3 = plan.call @log(%a) after(%t0, %t2)
  %4, %t4 = plan.call @log(%a) after(%t2)
  %5, %t5 = plan.call @log(%a) after(%t4, %t3, %t2, %t0, %t4)
  plan.yield
}

// Tasks with several results lose their tokens, too, and regions are tidied.
// CHECK-LABEL: @regions
// CHECK-NEXT: %0:2 = plan.if %a captures(%a) {
// CHECK-NEXT:   %1 = plan.constant 1
// CHECK-NEXT:   %2 = plan.constant 2
// CHECK-NEXT:   %3 = plan.list [%1, %2, %1]
// CHECK-NEXT:   plan.yield %3, %a
// CHECK: plan.yield %0#1
plan.program @regions(a = %a) {
  %0:3 = plan.if %a captures(%a) {
    %two = plan.constant 2
    %one = plan.constant 1
    %again = plan.constant 1
    %unused = plan.constant 3
    %1:2 = plan.list [%one, %two, %again]
    plan.yield %1#0, %a
  } else {
    plan.yield %a, %a
  }
  plan.yield %0#1
}

// CHECK-LABEL: @attributes(a = %a) {
// CHECK-NEXT: %0 = plan.call @log(%a){{$}}
// CHECK-NEXT: %1 = plan.call @log(level = %a){{$}}
// CHECK-NEXT: %2 = plan.call @log(%a, %a){{$}}
// CHECK-NEXT: %3 = plan.list [%a]{{$}}
// CHECK-NEXT: plan.output "1" %0
// CHECK-NEXT: plan.yield
plan.program @attributes(a = %a) makespan 0.0 lower_bound 0.0 {
  %0 = plan.call @log(text = %a) on io priority 0.0 cost 0.0 label ""
  plan.output "1" %0
  %1 = plan.call @log(level = %a)
  %2 = plan.call @log(text = %a, level = %a)
  %3 = plan.list [%a] on inline
  plan.yield
}

plan.tool @log(text, level) writes provider "native" {"name": "log"}
plan.resource @r
