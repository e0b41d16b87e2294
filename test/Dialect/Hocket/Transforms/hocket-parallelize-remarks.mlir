// RUN: hocket-opt %s --hocket-parallelize --remarks-filter=hocket-parallelize -o %t 2>&1 | FileCheck %s

// Every pair of calls that stays in order is explained, at the later one.

hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
hocket.tool @undeclared() -> i64
hocket.resource @web
hocket.tool @search(query: !hocket.string) -> !hocket.string effects [reads @web]
func.func @f(%p: !hocket.string) {
  %a = hocket.constant "a" : !hocket.string
  %b = hocket.constant "b" : !hocket.string
  %0 = hocket.call @write(%a, %b) : (!hocket.string, !hocket.string) -> i64
  // CHECK: hocket-parallelize-remarks.mlir:[[@LINE+1]]:8: remark: [Missed] effect {{.*}}read ({{.*}}:[[@LINE+1]]:8) waits for write ({{.*}}:[[@LINE-1]]:8): the earlier one writes @fs["a"], the later one reads @fs[argument 0]
  %1 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string
  %found = hocket.call @search(%p) : (!hocket.string) -> !hocket.string
  // CHECK: remarks.mlir:[[@LINE+2]]:8: remark: [Missed] effect {{.*}}the earlier one reads @fs[argument 0], the later one writes @fs["b"]
  // CHECK: remarks.mlir:[[@LINE+1]]:8: remark: [Missed] error-order {{.*}}write ({{.*}}) waits for search ({{.*}}:[[@LINE-2]]:12): the earlier one may fail
  %2 = hocket.call @write(%b, %a) : (!hocket.string, !hocket.string) -> i64
  // CHECK: remarks.mlir:[[@LINE+1]]:8: remark: [Missed] effect {{.*}}the later one writes everything
  %3 = hocket.call @undeclared() : () -> i64
  // CHECK: remarks.mlir:[[@LINE+1]]:3: remark: [Missed] approval {{.*}}a person is asked
  hocket.approve %1
  return
}
// CHECK: remarks.mlir:11:1: remark: [Analysis] graph {{.*}}Function=f {{.*}}dataEdges=1, operations=6, orderEdges=5
