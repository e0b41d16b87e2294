// RUN: hocket-opt %s --hocket-hoist-reads | FileCheck %s
// RUN: hocket-opt %s --hocket-hoist-reads --remarks-filter=hocket-hoist-reads -o %t 2>&1 | FileCheck %s --check-prefix=REMARK

hocket.resource @fs
hocket.resource @log
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
hocket.tool @append(text: !hocket.string) -> i64 effects [writes @log]
hocket.tool @upper(text: !hocket.string) -> !hocket.string pure total

// Nothing in the loop writes the file, so it is read once, early. A call that
// takes the text is early too: it fails if the text is missing. A format has no
// such mark and stays.
// CHECK-LABEL: func.func @reads
// CHECK-NEXT: %[[TEXT:.*]] = hocket.call @read(%arg0) early
// CHECK-NEXT: %[[UPPER:.*]] = hocket.call @upper(%[[TEXT]]) early
// CHECK-NEXT: hocket.call @upper(%arg0) :
// CHECK-NEXT: scf.for
// CHECK-NEXT: %[[LINE:.*]] = hocket.format "{0}!"(%[[UPPER]])
// CHECK-NEXT: hocket.call @append(%[[LINE]])
// REMARK: hocket-hoist-reads.mlir:[[@LINE+3]]:10: remark: [Passed] hoisted {{.*}}read moved out of the loop at {{.*}}:[[@LINE+2]]:3
func.func @reads(%path: !hocket.string, %n: index, %zero: index, %one: index) {
  scf.for %i = %zero to %n step %one {
    %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    %1 = hocket.call @upper(%0) : (!hocket.string) -> !hocket.string
    %2 = hocket.call @upper(%path) : (!hocket.string) -> !hocket.string
    %3 = hocket.format "{0}!" (%1) : !hocket.string
    %4 = hocket.call @append(%3) : (!hocket.string) -> i64
  }
  return
}

// The loop may write the very file.
// CHECK-LABEL: func.func @writes
// CHECK: scf.for
// CHECK-NEXT: hocket.call @read
// REMARK: [Missed] stays {{.*}}it reads @fs[argument 0], and the loop writes @fs[argument 1]
func.func @writes(%a: !hocket.string, %b: !hocket.string, %n: index, %zero: index, %one: index) {
  scf.for %i = %zero to %n step %one {
    %0 = hocket.call @read(%a) : (!hocket.string) -> !hocket.string
    %1 = hocket.call @write(%b, %0) : (!hocket.string, !hocket.string) -> i64
  }
  return
}

// The loop writes another file.
// CHECK-LABEL: func.func @writes_another
// CHECK: hocket.call @read({{.*}}) early
// CHECK: hocket.map
// CHECK-NEXT: hocket.call @write
func.func @writes_another(%texts: !hocket.list<!hocket.string>) {
  %a = hocket.constant "a" : !hocket.string
  %b = hocket.constant "b" : !hocket.string
  %0 = hocket.map (%text, %i) in %texts : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    %1 = hocket.call @read(%a) : (!hocket.string) -> !hocket.string
    %2 = hocket.call @write(%b, %1) : (!hocket.string, !hocket.string) -> i64
    hocket.yield %1 : !hocket.string
  }
  return
}

// A person is asked before anything is read.
// CHECK-LABEL: func.func @asks
// CHECK: hocket.map
// CHECK-NEXT: hocket.approve
// CHECK-NEXT: hocket.call @read
// REMARK: [Missed] stays {{.*}}the loop asks a person first
func.func @asks(%texts: !hocket.list<!hocket.string>, %path: !hocket.string) {
  %0 = hocket.map (%text, %i) in %texts : !hocket.list<!hocket.string> -> !hocket.list<!hocket.string> {
    hocket.approve %text
    %1 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    hocket.yield %1 : !hocket.string
  }
  return
}

// Out of both loops, and out of the condition of a while loop.
// CHECK-LABEL: func.func @nested
// CHECK-NEXT: hocket.call @read({{.*}}) early
// CHECK: scf.while
// CHECK: scf.for
func.func @nested(%path: !hocket.string, %n: index, %zero: index, %one: index) {
  scf.while : () -> () {
    %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    %1 = hocket.apply eq(%0, %0) : (!hocket.string, !hocket.string) -> i1
    scf.condition(%1)
  } do {
    scf.for %i = %zero to %n step %one {
      %2 = hocket.call @append(%path) : (!hocket.string) -> i64
    }
    scf.yield
  }
  return
}

// Something that writes or may fail comes before the result is taken, or it is
// taken where the program may not come: the failure is settled at the call's
// place, before the write. What cannot fail does not matter.
// CHECK-LABEL: func.func @settles
// CHECK-NEXT: %[[TEXT:.*]] = hocket.call @read(%arg0) early
// CHECK-NEXT: scf.for
// CHECK-NEXT: %[[SETTLED:.*]] = hocket.settle %[[TEXT]]
// CHECK-NEXT: hocket.call @append(%arg0)
// CHECK-NEXT: hocket.call @append(%[[SETTLED]])
func.func @settles(%path: !hocket.string, %n: index, %zero: index, %one: index) {
  scf.for %i = %zero to %n step %one {
    %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    %1 = hocket.call @append(%path) : (!hocket.string) -> i64
    %2 = hocket.call @append(%0) : (!hocket.string) -> i64
  }
  return
}

// CHECK-LABEL: func.func @settles_before_a_branch
// CHECK-NEXT: %[[TEXT:.*]] = hocket.call @read(%arg0) early
// CHECK-NEXT: scf.for
// CHECK-NEXT: %[[SETTLED:.*]] = hocket.settle %[[TEXT]]
// CHECK-NEXT: scf.if
// CHECK-NEXT: hocket.call @append(%[[SETTLED]])
func.func @settles_before_a_branch(%path: !hocket.string, %c: i1, %n: index, %zero: index, %one: index) {
  scf.for %i = %zero to %n step %one {
    %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    scf.if %c {
      %1 = hocket.call @append(%0) : (!hocket.string) -> i64
    }
  }
  return
}

// CHECK-LABEL: func.func @needs_no_settling
// CHECK: %[[TEXT:.*]] = hocket.call @read(%arg0) early
// CHECK-NEXT: scf.for
// CHECK-NEXT: hocket.call @upper(%{{.*}}) :
// CHECK-NEXT: hocket.format "{0}"(%[[TEXT]])
// CHECK-NEXT: hocket.call @append
func.func @needs_no_settling(%path: !hocket.string, %texts: !hocket.list<!hocket.string>, %n: index, %zero: index, %one: index) {
  %first = hocket.constant "f" : !hocket.string
  scf.for %i = %zero to %n step %one iter_args(%t = %first) -> (!hocket.string) {
    %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
    %1 = hocket.call @upper(%t) : (!hocket.string) -> !hocket.string
    %2 = hocket.format "{0}" (%0) : !hocket.string
    %3 = hocket.call @append(%2) : (!hocket.string) -> i64
    scf.yield %1 : !hocket.string
  }
  return
}
