// RUN: hocket-opt %s --hocket-parallelize --hocket-place --remarks-filter=hocket-place 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t

// The worked example of HEFT (Topcuoglu, Hariri, Wu, IEEE TPDS 13(3), 2002,
// figure 2 and tables 1 and 2): ten tasks, three processors that differ, and
// what it costs to move a value. The published ranks and makespan come out.

// REMARK: predicted 80.000 s on 3 processors, at best 41.000 s: critical path

// CHECK: func.func @heft() -> i64 attributes {hocket.lower_bound_s = 4.100000e+01 : f64, hocket.makespan_s = 8.000000e+01 : f64
// CHECK: @t0() {{.*}}hocket.priority = 1.080000e+02 : f64, hocket.processor = 2 : i64, hocket.queue = "cpu"
// CHECK: @t1({{.*}}hocket.priority = 7.700000e+01 : f64, hocket.processor = 0 : i64
// CHECK: @t1({{.*}}hocket.priority = 8.000000e+01 : f64, hocket.processor = 2 : i64
// CHECK: @t1({{.*}}hocket.priority = 8.000000e+01 : f64, hocket.processor = 1 : i64
// CHECK: @t1({{.*}}hocket.priority = 6.900000e+01 : f64, hocket.processor = 2 : i64
// CHECK: @t1({{.*}}hocket.priority = 63.333333333333336 : f64, hocket.processor = 1 : i64
// CHECK: @t1({{.*}}hocket.priority = 42.666666666666664 : f64, hocket.processor = 2 : i64
// CHECK: @t3({{.*}}hocket.priority = 35.666666666666664 : f64, hocket.processor = 0 : i64
// CHECK: @t3({{.*}}hocket.priority = 44.333333333333336 : f64, hocket.processor = 1 : i64
// CHECK: @t3({{.*}}hocket.priority = 14.666666666666666 : f64, hocket.processor = 1 : i64
hocket.tool @t0() -> i64 pure compute
hocket.tool @t1(a: i64) -> i64 pure compute
hocket.tool @t3(a: i64, b: i64, c: i64) -> i64 pure compute
func.func @heft() -> i64 {
  %1 = hocket.call @t0() {cost = #hocket.cost<[14.0, 16.0, 9.0]>} : () -> i64
  %2 = hocket.call @t1(%1) {cost = #hocket.cost<[13.0, 19.0, 18.0]>, transfer = array<f64: 18.0>} : (i64) -> i64
  %3 = hocket.call @t1(%1) {cost = #hocket.cost<[11.0, 13.0, 19.0]>, transfer = array<f64: 12.0>} : (i64) -> i64
  %4 = hocket.call @t1(%1) {cost = #hocket.cost<[13.0, 8.0, 17.0]>, transfer = array<f64: 9.0>} : (i64) -> i64
  %5 = hocket.call @t1(%1) {cost = #hocket.cost<[12.0, 13.0, 10.0]>, transfer = array<f64: 11.0>} : (i64) -> i64
  %6 = hocket.call @t1(%1) {cost = #hocket.cost<[13.0, 16.0, 9.0]>, transfer = array<f64: 14.0>} : (i64) -> i64
  %7 = hocket.call @t1(%3) {cost = #hocket.cost<[7.0, 15.0, 11.0]>, transfer = array<f64: 23.0>} : (i64) -> i64
  %8 = hocket.call @t3(%2, %4, %6) {cost = #hocket.cost<[5.0, 11.0, 14.0]>, transfer = array<f64: 19.0, 27.0, 15.0>} : (i64, i64, i64) -> i64
  %9 = hocket.call @t3(%2, %4, %5) {cost = #hocket.cost<[18.0, 12.0, 20.0]>, transfer = array<f64: 16.0, 23.0, 13.0>} : (i64, i64, i64) -> i64
  %10 = hocket.call @t3(%7, %8, %9) {cost = #hocket.cost<[21.0, 7.0, 16.0]>, transfer = array<f64: 17.0, 11.0, 13.0>} : (i64, i64, i64) -> i64
  return %10 : i64
}
