// RUN: hocket-opt %s --hocket-compile=processors=2 | FileCheck %s
// RUN: hocket-opt %s --hocket-compile='processors=2 optimize=false check=false' | FileCheck %s --check-prefix=PLAIN

// The whole way: the helper is inlined, the two equal reads are one, the read in
// the loop is early and before it, and the plan has the order, the queues and
// the prediction.

hocket.resource @fs
hocket.resource @log
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]] provider #hocket.builtin<"fs.read"> cost #hocket.cost<1.0>
hocket.tool @think(text: !hocket.string) -> !hocket.string pure compute provider #hocket.native<"think"> cost #hocket.cost<2.0>
hocket.tool @append(text: !hocket.string) -> i64 effects [writes @log] provider #hocket.native<"append"> cost #hocket.cost<0.5>

func.func private @load(%path: !hocket.string) -> !hocket.string {
  %0 = hocket.call @read(%path) : (!hocket.string) -> !hocket.string
  return %0 : !hocket.string
}

// CHECK-NOT: @load
// CHECK: plan.program @main
// CHECK-SAME: makespan
// CHECK: %[[TEXT:.*]] = plan.call @read(%arg0) ordered priority
// CHECK: %[[BOTH:.*]] = plan.format "{0}{1}"(%[[TEXT]], %[[TEXT]])
// CHECK: , %[[DONE:.*]] = plan.call @think(%[[BOTH]]) on cpu
// CHECK: %[[EARLY:.*]] = plan.call @read(%arg1) ordered early
// CHECK: plan.for {{.*}} after(%[[DONE]]) {{.*}} captures(%[[EARLY]])
// CHECK-NOT: plan.call @read
// CHECK: plan.call @append{{.*}}ordered

// PLAIN-COUNT-3: plan.call @read
func.func @main(%a: !hocket.string, %b: !hocket.string) -> !hocket.string {
  %zero = arith.constant 0 : index
  %three = arith.constant 3 : index
  %one = arith.constant 1 : index
  %0 = func.call @load(%a) : (!hocket.string) -> !hocket.string
  %1 = func.call @load(%a) : (!hocket.string) -> !hocket.string
  %2 = hocket.format "{0}{1}"(%0, %1) : !hocket.string, !hocket.string
  %3 = hocket.call @think(%2) : (!hocket.string) -> !hocket.string
  scf.for %i = %zero to %three step %one {
    %4 = hocket.call @read(%b) : (!hocket.string) -> !hocket.string
    %5 = hocket.call @append(%4) : (!hocket.string) -> i64
  }
  return %3 : !hocket.string
}
