// The place where an early call's failure counts.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --canonicalize --cse --loop-invariant-code-motion | FileCheck %s --check-prefix=CANON

hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]

// What may be a failure stays where it is settled, also if nothing changes in
// the loop: the loop may not run at all.
// CHECK-LABEL: func.func @early
// CHECK: hocket.settle %{{.*}} : !hocket.string
// CANON-LABEL: func.func @early
// CANON: hocket.call @read(%arg0) early
// CANON: scf.for
// CANON-NEXT: hocket.settle
// CANON-NEXT: hocket.call @write
func.func @early(%path: !hocket.string, %n: index, %zero: index, %one: index) {
  %0 = hocket.call @read(%path) early : (!hocket.string) -> !hocket.string
  scf.for %i = %zero to %n step %one {
    %1 = hocket.settle %0 : !hocket.string
    %2 = hocket.call @write(%path, %1) : (!hocket.string, !hocket.string) -> i64
  }
  return
}

// Nothing is left to count: of a constant, of a call at its place, of what is
// settled already.
// CHECK-LABEL: func.func @settled
// CANON-LABEL: func.func @settled
// CANON: %[[READ:.*]] = hocket.call @read(%arg0) :
// CANON-NEXT: %[[EARLY:.*]] = hocket.call @read(%arg0) early
// CANON-NEXT: %[[ONCE:.*]] = hocket.settle %[[EARLY]]
// CANON-NEXT: return %{{.*}}, %[[READ]], %[[ONCE]]
func.func @settled(%path: !hocket.string) -> (i64, !hocket.string, !hocket.string) {
  %c = hocket.constant 1 : i64
  %0 = hocket.settle %c : i64
  %1 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  %2 = hocket.settle %1 : !hocket.string
  %3 = hocket.call @read(%path) early : (!hocket.string) -> !hocket.string
  %4 = hocket.settle %3 : !hocket.string
  %5 = hocket.settle %4 : !hocket.string
  return %0, %2, %5 : i64, !hocket.string, !hocket.string
}
