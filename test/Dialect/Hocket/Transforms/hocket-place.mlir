// RUN: hocket-opt %s --hocket-parallelize --hocket-place=processors=2 --split-input-file | FileCheck %s
// RUN: hocket-opt %s --hocket-parallelize --hocket-place=processors=2 --split-input-file --remarks-filter=hocket-place -o %t 2>&1 | FileCheck %s --check-prefix=REMARK

// A tool that computes needs a processor, others wait for something outside; the
// upward rank is the longest way to the end.

// CHECK-LABEL: func.func @queues
// CHECK-SAME: hocket.lower_bound_s = 3.500000e+00 : f64, hocket.makespan_s = 3.500000e+00 : f64
// CHECK: @search({{.*}}hocket.cost_s = 1.500000e+00 : f64{{.*}}hocket.priority = 3.500000e+00 : f64, hocket.queue = "io"
// CHECK: @think({{.*}}hocket.cost_s = 2.000000e+00 : f64{{.*}}hocket.priority = 2.000000e+00 : f64, hocket.queue = "cpu"
// CHECK: hocket.list{{.*}}hocket.queue = "inline"
// REMARK: hocket-place.mlir:[[@LINE+4]]:1: remark: [Analysis] schedule {{.*}}Function=queues {{.*}}predicted 3.500 s on 2 processors, at best 3.500 s: critical path; one after another 3.500 s
hocket.resource @web
hocket.tool @search(query: !hocket.string) -> !hocket.string effects [reads @web] cost #hocket.cost<1.5>
hocket.tool @think(text: !hocket.string) -> !hocket.string pure compute cost #hocket.cost<2.0>
func.func @queues(%q: !hocket.string) -> !hocket.string {
  %0 = hocket.call @search(%q) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @think(%0) : (!hocket.string) -> !hocket.string
  %2 = hocket.list [%q, %q] : !hocket.string, !hocket.string
  return %1 : !hocket.string
}

// -----

// Three computations on two processors; the bound is the work.
// REMARK: predicted 2.000 s on 2 processors, at best 1.500 s: processors; one after another 3.000 s
hocket.tool @think(n: i64) -> i64 pure compute cost #hocket.cost<1.0>
func.func @work(%n: i64) {
  %0 = hocket.call @think(%n) : (i64) -> i64
  %1 = hocket.call @think(%n) : (i64) -> i64
  %2 = hocket.call @think(%n) : (i64) -> i64
  return
}

// -----

// One holder at a time: mutual exclusion.
// REMARK: predicted 3.000 s on 2 processors, at best 3.000 s: capacity of @gpu; one after another 3.000 s
hocket.resource @gpu capacity 1
hocket.tool @infer(n: i64) -> i64 effects [reads @gpu] cost #hocket.cost<1.0>
func.func @capacity(%n: i64) {
  %0 = hocket.call @infer(%n) : (i64) -> i64
  %1 = hocket.call @infer(%n) : (i64) -> i64
  %2 = hocket.call @infer(%n) : (i64) -> i64
  return
}

// -----

// Two starts per second.
// REMARK: predicted 1.250 s on 2 processors, at best 1.250 s: rate of @api; one after another 0.750 s
hocket.resource @api rate 2.0
hocket.tool @ask(n: i64) -> i64 effects [reads @api] cost #hocket.cost<0.25>
func.func @rate(%n: i64) {
  %0 = hocket.call @ask(%n) : (i64) -> i64
  %1 = hocket.call @ask(%n) : (i64) -> i64
  %2 = hocket.call @ask(%n) : (i64) -> i64
  return
}

// -----

// A loop takes as long as its iterations; its body is annotated with what
// follows it.

// CHECK-LABEL: func.func @loop
// CHECK: scf.for
// CHECK: hocket.call @think{{.*}}hocket.priority = 3.500000e+01 : f64
// CHECK: } {hocket.cost_s = 3.000000e+01 : f64, hocket.id = 0 : i64, hocket.priority = 3.500000e+01 : f64, hocket.queue = "inline"}
// CHECK: hocket.call @report{{.*}}hocket.priority = 5.000000e+00 : f64
hocket.resource @log
hocket.tool @think(n: i64) -> i64 effects [writes @log] compute cost #hocket.cost<3.0>
hocket.tool @report() -> i64 effects [writes @log] cost #hocket.cost<5.0>
func.func @loop(%n: i64) {
  %zero = arith.constant 0 : index
  %ten = arith.constant 10 : index
  %one = arith.constant 1 : index
  scf.for %i = %zero to %ten step %one {
    %0 = hocket.call @think(%n) : (i64) -> i64
  }
  %1 = hocket.call @report() : () -> i64
  return
}
