// RUN: hocket-opt %s --hocket-simplify --hocket-schedule=processors=4 | FileCheck %s
// RUN: hocket-opt %s --hocket-simplify=optimize=false | FileCheck %s --check-prefix=PLAIN

hocket.resource @fs
hocket.tool private @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool private @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
hocket.tool private @unused() -> i64 pure

// The helper is inlined and gone, as is the tool that nobody calls.
// CHECK-NOT: @unused
// CHECK-NOT: func.func private
func.func private @load(%path: !hocket.string) -> !hocket.string {
  %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  return %0 : !hocket.string
}

// The same file is read once, and both writes follow from it; the second waits
// for the first, which may fail.
// CHECK: func.func @main
// CHECK-SAME: hocket.effects = [#hocket.effect<reads @fs>, #hocket.effect<writes @fs>]
// CHECK-SAME: hocket.parallel
// CHECK: %[[TEXT:.*]] = hocket.call @read({{.*}}hocket.id = 0
// CHECK-NOT: @read
// CHECK: @write(%{{.*}}, %[[TEXT]]){{.*}}hocket.id = 1
// CHECK: @write(%{{.*}}, %[[TEXT]]) {{.*}}hocket.after = array<i64: 1>

// PLAIN: func.func @main
// PLAIN-COUNT-2: hocket.call @read
func.func @main() {
  %a = hocket.constant "a" : !hocket.string
  %b = hocket.constant "b" : !hocket.string
  %c = hocket.constant "c" : !hocket.string
  %0 = call @load(%a) : (!hocket.string) -> !hocket.string
  %1 = call @load(%a) : (!hocket.string) -> !hocket.string
  %2 = hocket.call @write(%b, %0) : (!hocket.string, !hocket.string) -> i64
  %3 = hocket.call @write(%c, %1) : (!hocket.string, !hocket.string) -> i64
  return
}
