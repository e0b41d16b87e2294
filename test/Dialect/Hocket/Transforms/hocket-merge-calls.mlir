// RUN: hocket-opt %s --hocket-merge-calls | FileCheck %s
// RUN: hocket-opt %s --hocket-merge-calls --remarks-filter=hocket-merge-calls -o %t 2>&1 | FileCheck %s --check-prefix=REMARK

hocket.resource @fs
hocket.resource @log
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @list() -> !hocket.string effects [reads @fs]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
hocket.tool @append(text: !hocket.string) -> i64 effects [writes @log]
hocket.tool @upper(text: !hocket.string) -> !hocket.string pure
hocket.tool @world() -> !hocket.string

// Equal pure calls are one, and so are calls that take their results.
// CHECK-LABEL: func.func @pure
// CHECK: %[[UPPER:.*]] = hocket.call @upper(%arg0)
// CHECK-NEXT: %[[TEXT:.*]] = hocket.format "{0}!"(%[[UPPER]])
// CHECK-NEXT: hocket.output "a" %[[TEXT]]
// CHECK-NEXT: hocket.output "b" %[[TEXT]]
// REMARK: hocket-merge-calls.mlir:[[@LINE+3]]:8: remark: [Passed] merged {{.*}}upper takes the result of the equal call at {{.*}}:[[@LINE+2]]:8
func.func @pure(%a: !hocket.string) {
  %0 = hocket.call @upper(%a) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @upper(%a) : (!hocket.string) -> !hocket.string
  %2 = hocket.format "{0}!" (%0) : !hocket.string
  %3 = hocket.format "{0}!" (%1) : !hocket.string
  hocket.output "a" %2 : !hocket.string
  hocket.output "b" %3 : !hocket.string
  return
}

// A write of another file or of another resource leaves a read as it is.
// CHECK-LABEL: func.func @other_key
// CHECK-COUNT-1: hocket.call @read
// CHECK: hocket.call @write
// CHECK-NOT: hocket.call @read
// CHECK: return
func.func @other_key(%text: !hocket.string) -> !hocket.string {
  %a = hocket.constant "a" : !hocket.string
  %b = hocket.constant "b" : !hocket.string
  %0 = hocket.call @read(%a) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @write(%b, %0) : (!hocket.string, !hocket.string) -> i64
  %2 = hocket.call @append(%0) : (!hocket.string) -> i64
  %3 = hocket.call @read(%a) : (!hocket.string) -> !hocket.string
  return %3 : !hocket.string
}

// A write of the same file, of a folder above it, or of what only the run knows
// makes the second read another one.
// CHECK-LABEL: func.func @written
// CHECK-COUNT-4: hocket.call @read
// CHECK: return
func.func @written(%any: !hocket.string) {
  %a = hocket.constant "a" : !hocket.string
  %ab = hocket.constant "a/b" : !hocket.string
  %0 = hocket.call @read(%ab) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @write(%ab, %0) : (!hocket.string, !hocket.string) -> i64
  %2 = hocket.call @read(%ab) : (!hocket.string) -> !hocket.string
  %3 = hocket.call @write(%a, %0) : (!hocket.string, !hocket.string) -> i64
  %4 = hocket.call @read(%ab) : (!hocket.string) -> !hocket.string
  %5 = hocket.call @write(%any, %4) : (!hocket.string, !hocket.string) -> i64
  %6 = hocket.call @read(%ab) : (!hocket.string) -> !hocket.string
  return
}

// Tools without declared effects are never merged, and end what is known; so do
// a person's answer and a loop that writes.
// CHECK-LABEL: func.func @barriers
// CHECK-COUNT-2: hocket.call @world
// CHECK-COUNT-3: hocket.call @list
// CHECK: return
func.func @barriers(%text: !hocket.string, %n: index, %zero: index, %one: index) {
  %0 = hocket.call @world() : () -> !hocket.string
  %1 = hocket.call @world() : () -> !hocket.string
  %2 = hocket.call @list() : () -> !hocket.string
  hocket.approve %text
  %3 = hocket.call @list() : () -> !hocket.string
  scf.for %i = %zero to %n step %one {
    %4 = hocket.call @write(%text, %text) : (!hocket.string, !hocket.string) -> i64
  }
  %5 = hocket.call @list() : () -> !hocket.string
  return
}

// An unordered call is not the ordered one.
// CHECK-LABEL: func.func @unordered
// CHECK: hocket.call @upper(%arg0) :
// CHECK-NEXT: hocket.call @upper(%arg0) unordered
// CHECK-NEXT: return
func.func @unordered(%a: !hocket.string) {
  %0 = hocket.call @upper(%a) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @upper(%a) unordered : (!hocket.string) -> !hocket.string
  %2 = hocket.call @upper(%a) unordered : (!hocket.string) -> !hocket.string
  return
}
