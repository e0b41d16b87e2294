// RUN: hocket-opt %s --hocket-parallelize --split-input-file | FileCheck %s

// Two reads need no order; a write waits for the read of the same key; a write
// of another key waits because the first may fail; a read of a key that nobody
// wrote waits for nothing.

// CHECK-LABEL: func.func @keys() attributes {hocket.parallel}
// CHECK: hocket.call @read({{.*}}) {hocket.id = 0 : i64}
// CHECK: hocket.call @read({{.*}}) {hocket.id = 1 : i64}
// CHECK: hocket.call @write({{.*}}) {hocket.after = array<i64: 1>, hocket.id = 2 : i64}
// CHECK: hocket.call @write({{.*}}) {hocket.after = array<i64: 2>, hocket.id = 3 : i64}
// CHECK: hocket.call @read({{.*}}) {hocket.id = 4 : i64}
hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
func.func @keys() {
  %a = hocket.constant "a" : !hocket.string
  %b = hocket.constant "b" : !hocket.string
  %c = hocket.constant "c" : !hocket.string
  %0 = hocket.call @read(%a) : (!hocket.string) -> !hocket.string
  %1 = hocket.call @read(%b) : (!hocket.string) -> !hocket.string
  %2 = hocket.call @write(%a, %0) : (!hocket.string, !hocket.string) -> i64
  %3 = hocket.call @write(%b, %a) : (!hocket.string, !hocket.string) -> i64
  %4 = hocket.call @read(%c) : (!hocket.string) -> !hocket.string
  return
}

// -----

// Where nothing may fail, only keys decide: a folder and a file in it may be the
// same thing, two files in it are not, and a key known only at run time may be
// any of them.

// CHECK-LABEL: func.func @total
// CHECK: @write({{.*}}) {hocket.id = 0 : i64}
// CHECK: @write({{.*}}) {hocket.id = 1 : i64}
// CHECK: @write({{.*}}) {hocket.after = array<i64: 0, 1>, hocket.id = 2 : i64}
// CHECK: @write({{.*}}) {hocket.after = array<i64: 2>, hocket.id = 3 : i64}
// CHECK: @write({{.*}}) {hocket.after = array<i64: 3>, hocket.id = 4 : i64}
hocket.resource @fs
hocket.tool @write(path: !hocket.string) -> i64 effects [writes @fs[path]] total
func.func @total(%p: !hocket.string) {
  %a = hocket.constant "out/a" : !hocket.string
  %b = hocket.constant "./out//b" : !hocket.string
  %out = hocket.constant "out/" : !hocket.string
  %0 = hocket.call @write(%a) : (!hocket.string) -> i64
  %1 = hocket.call @write(%b) : (!hocket.string) -> i64
  %2 = hocket.call @write(%out) : (!hocket.string) -> i64
  %3 = hocket.call @write(%p) : (!hocket.string) -> i64
  %4 = hocket.call @write(%a) : (!hocket.string) -> i64
  return
}

// -----

// Unordered calls wait for their operands only, but nothing passes a question to
// a person, in either direction, except what nobody can notice.

// CHECK-LABEL: func.func @approval
// CHECK: @post({{.*}}) unordered {hocket.id = 0 : i64}
// CHECK: @post({{.*}}) unordered {hocket.id = 1 : i64}
// CHECK: hocket.approve %{{.*}} {hocket.after = array<i64: 0, 1>, hocket.id = 2 : i64}
// CHECK: @post({{.*}}) unordered {hocket.after = array<i64: 2>, hocket.id = 3 : i64}
// CHECK: @compute({{.*}}) {hocket.after = array<i64: 2>, hocket.id = 4 : i64}
// CHECK: @known({{.*}}) {hocket.id = 5 : i64}
hocket.resource @web
hocket.tool @post(text: !hocket.string) -> !hocket.string effects [writes @web]
hocket.tool @compute(text: !hocket.string) -> !hocket.string pure
hocket.tool @known(text: !hocket.string) -> !hocket.string pure total
func.func @approval(%q: !hocket.string) {
  %0 = hocket.call @post(%q) unordered : (!hocket.string) -> !hocket.string
  %1 = hocket.call @post(%q) unordered : (!hocket.string) -> !hocket.string
  hocket.approve %q
  %2 = hocket.call @post(%q) unordered : (!hocket.string) -> !hocket.string
  %3 = hocket.call @compute(%q) : (!hocket.string) -> !hocket.string
  %4 = hocket.call @known(%q) : (!hocket.string) -> !hocket.string
  return
}

// -----

// The elements of a map that writes keep their order, and the map as a whole
// takes part in the order of the block around it.

// CHECK-LABEL: func.func @map
// CHECK: hocket.map {{.*}} width 1
// CHECK: hocket.call @append({{.*}}) {hocket.id = 0 : i64}
// CHECK: {hocket.id = 0 : i64}
// CHECK: hocket.call @list() {hocket.after = array<i64: 0>, hocket.id = 1 : i64}
hocket.resource @log
hocket.tool @append(text: !hocket.string) -> i64 effects [writes @log]
hocket.tool @list() -> !hocket.json effects [reads @log]
func.func @map(%lines: !hocket.list<!hocket.string>) -> !hocket.json {
  %0 = hocket.map (%line, %i) in %lines width 4 : !hocket.list<!hocket.string> -> !hocket.list<i64> {
    %n = hocket.call @append(%line) : (!hocket.string) -> i64
    hocket.yield %n : i64
  }
  %1 = hocket.call @list() : () -> !hocket.json
  return %1 : !hocket.json
}

// -----

// An early call has not failed the program yet; what takes its result may, and
// so the next write waits for that, also where the result comes around a loop.

// CHECK-LABEL: func.func @early
// CHECK: @read({{.*}}) early {hocket.id = 0 : i64}
// CHECK: @length({{.*}}) {hocket.id = 0 : i64}
// CHECK: @touch() {hocket.after = array<i64: 0>, hocket.id = 1 : i64}
// CHECK: @length({{.*}}) {hocket.id = 2 : i64}
// CHECK: @touch() {hocket.after = array<i64: 1, 2>, hocket.id = 3 : i64}
hocket.resource @fs
hocket.resource @log
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @length(text: !hocket.string) -> i64 pure total
hocket.tool @touch() -> i64 effects [writes @log] total
func.func @early(%p: !hocket.string, %n: index, %zero: index, %one: index) {
  %0 = hocket.call @read(%p) early : (!hocket.string) -> !hocket.string
  %1 = scf.for %i = %zero to %n step %one iter_args(%text = %0) -> !hocket.string {
    %2 = hocket.call @length(%text) : (!hocket.string) -> i64
    %3 = hocket.call @touch() : () -> i64
    scf.yield %p : !hocket.string
  }
  %4 = hocket.call @length(%0) : (!hocket.string) -> i64
  %5 = hocket.call @touch() : () -> i64
  return
}
