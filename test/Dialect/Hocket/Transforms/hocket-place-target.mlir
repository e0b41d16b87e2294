// RUN: hocket-opt %s --hocket-place --remarks-filter=hocket-place -o %t 2>&1 | FileCheck %s
// RUN: hocket-opt %s --hocket-place=processors=3 --remarks-filter=hocket-place -o %t 2>&1 | FileCheck %s --check-prefix=OPTION

// The target says how many processors there are; the option overrides it.
// CHECK: predicted 2.000 s on 4 processors, at best 1.500 s: processors
// OPTION: predicted 2.000 s on 3 processors, at best 2.000 s: processors
module attributes {dlti.target_system_spec = #dlti.target_system_spec<
    "CPU" = #dlti.target_device_spec<"processors" = 4 : i64>>} {
  hocket.tool @think(n: i64) -> i64 pure compute cost #hocket.cost<1.0>
  func.func @f(%n: i64) {
    %0 = hocket.call @think(%n) : (i64) -> i64
    %1 = hocket.call @think(%n) : (i64) -> i64
    %2 = hocket.call @think(%n) : (i64) -> i64
    %3 = hocket.call @think(%n) : (i64) -> i64
    %4 = hocket.call @think(%n) : (i64) -> i64
    %5 = hocket.call @think(%n) : (i64) -> i64
    return
  }
}
