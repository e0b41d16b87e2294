// RUN: hocket-opt %s --hocket-parallelize --hocket-place | FileCheck %s

// More iterations than an i64 can count are as many as it can; a device's numbers are of any width.
// CHECK: func.func @main() attributes {
// CHECK-SAME: hocket.makespan_s = 9.2233720368547758E+18 : f64
module attributes {dlti.target_system_spec = #dlti.target_system_spec<
    "CPU" = #dlti.target_device_spec<"processors" = 4 : ui8, "operations_per_second" = 100000000000000000000000000000 : i128>>} {
  hocket.tool @now() -> i64 cost #hocket.cost<1.0>
  func.func @main() {
    %low = arith.constant -100000000000000000000000000000 : i128
    %high = arith.constant 100000000000000000000000000000 : i128
    %one = arith.constant 1 : i128
    scf.for %i = %low to %high step %one : i128 {
      %0 = hocket.call @now() : () -> i64
    }
    return
  }
}
