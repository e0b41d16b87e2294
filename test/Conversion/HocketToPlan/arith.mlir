// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

// CHECK-LABEL: plan.program @integers
// CHECK-NEXT: %[[ZERO:.*]] = plan.constant 0
// CHECK-NEXT: plan.apply add(%arg0, %arg1)
// CHECK-NEXT: plan.apply sub(%arg0, %arg1)
// CHECK-NEXT: plan.apply mul(%arg0, %arg1)
// CHECK-NEXT: plan.apply floordiv(%arg0, %arg1){{$}}
// CHECK-NEXT: plan.apply max(%arg0, %arg1)
// CHECK-NEXT: plan.apply min(%arg0, %arg1)
func.func @integers(%a: i64, %b: i64) attributes {hocket.parallel} {
  %0 = arith.addi %a, %b : i64
  %1 = arith.subi %a, %b : i64
  %2 = arith.muli %a, %b : i64
  %3 = arith.floordivsi %a, %b : i64
  %4 = arith.maxsi %a, %b : i64
  %5 = arith.minsi %a, %b : i64
  // Division towards zero and up, from division down. MLIR holds some divisions
  // to be free of effects and some not; so a failure counts at once or where used.
  // CHECK-NEXT: %[[A:.*]] = plan.apply abs(%arg0) ordered
  // CHECK-NEXT: %[[B:.*]] = plan.apply abs(%arg1) ordered
  // CHECK-NEXT: %[[Q:.*]] = plan.apply floordiv(%[[A]], %[[B]]) ordered
  // CHECK-NEXT: %[[X:.*]] = plan.apply lt(%arg0, %[[ZERO]]) ordered
  // CHECK-NEXT: %[[Y:.*]] = plan.apply lt(%arg1, %[[ZERO]]) ordered
  // CHECK-NEXT: %[[D:.*]] = plan.apply ne(%[[X]], %[[Y]]) ordered
  // CHECK-NEXT: %[[N:.*]] = plan.apply neg(%[[Q]]) ordered
  // CHECK-NEXT: plan.apply select(%[[D]], %[[N]], %[[Q]]) ordered
  %6 = arith.divsi %a, %b : i64
  // CHECK-NEXT: %[[A:.*]] = plan.apply abs(%arg0)
  // CHECK-NEXT: %[[B:.*]] = plan.apply abs(%arg1)
  // CHECK-NEXT: %[[R:.*]] = plan.apply mod(%[[A]], %[[B]])
  // CHECK-NEXT: %[[X:.*]] = plan.apply lt(%arg0, %[[ZERO]])
  // CHECK-NEXT: %[[N:.*]] = plan.apply neg(%[[R]])
  // CHECK-NEXT: plan.apply select(%[[X]], %[[N]], %[[R]])
  %7 = arith.remsi %a, %b : i64
  // CHECK-NEXT: %[[M:.*]] = plan.apply neg(%arg0) ordered
  // CHECK-NEXT: %[[Q:.*]] = plan.apply floordiv(%[[M]], %arg1) ordered
  // CHECK-NEXT: plan.apply neg(%[[Q]]) ordered
  %8 = arith.ceildivsi %a, %b : i64
  return
}

// CHECK-LABEL: plan.program @floats
// CHECK-NEXT: plan.apply add(%arg0, %arg1)
// CHECK-NEXT: plan.apply sub(%arg0, %arg1)
// CHECK-NEXT: plan.apply mul(%arg0, %arg1)
// CHECK-NEXT: plan.apply div(%arg0, %arg1)
// CHECK-NEXT: plan.apply neg(%arg0)
// CHECK-NEXT: plan.apply max(%arg0, %arg1)
// CHECK-NEXT: plan.apply min(%arg0, %arg1)
func.func @floats(%a: f64, %b: f64) attributes {hocket.parallel} {
  %0 = arith.addf %a, %b : f64
  %1 = arith.subf %a, %b : f64
  %2 = arith.mulf %a, %b : f64
  %3 = arith.divf %a, %b : f64
  %4 = arith.negf %a : f64
  %5 = arith.maximumf %a, %b : f64
  %6 = arith.minnumf %a, %b : f64
  return
}

// CHECK-LABEL: plan.program @comparisons
// CHECK-NEXT: plan.constant true
// CHECK-NEXT: plan.constant false
// CHECK-NEXT: plan.apply eq(%arg0, %arg1)
// CHECK-NEXT: plan.apply lt(%arg0, %arg1)
// CHECK-NEXT: plan.apply ge(%arg0, %arg1)
// CHECK-NEXT: plan.apply ne(%arg2, %arg3)
// CHECK-NEXT: plan.apply le(%arg2, %arg3)
// CHECK-NEXT: plan.apply gt(%arg2, %arg3)
func.func @comparisons(%a: i64, %b: i64, %x: f64, %y: f64) attributes {hocket.parallel} {
  %0 = arith.cmpi eq, %a, %b : i64
  %1 = arith.cmpi slt, %a, %b : i64
  %2 = arith.cmpi sge, %a, %b : i64
  %3 = arith.cmpf une, %x, %y : f64
  %4 = arith.cmpf ole, %x, %y : f64
  %5 = arith.cmpf ugt, %x, %y : f64
  // There is no NaN: any two numbers are ordered.
  %6 = arith.cmpf ord, %x, %y : f64
  %7 = arith.cmpf uno, %x, %y : f64
  hocket.output "1" %6 : i1
  hocket.output "2" %7 : i1
  return
}

// CHECK-LABEL: plan.program @conversions
// CHECK: plan.apply and(%arg0, %arg1)
// CHECK-NEXT: plan.apply or(%arg0, %arg1)
// CHECK-NEXT: plan.apply ne(%arg0, %arg1)
// CHECK-NEXT: plan.apply select(%arg0, %arg2, %arg2)
// CHECK-NEXT: plan.apply float(%arg2)
// CHECK-NEXT: plan.apply int(%arg3)
// CHECK-NEXT: plan.apply select(%arg0, %[[ONE:.*]], %[[ZERO:.*]])
// CHECK-NEXT: plan.apply select(%arg0, %{{.*}}, %[[ZERO]])
// CHECK-NEXT: plan.apply select(%arg0, %{{.*}}, %{{.*}})
// CHECK-NEXT: plan.apply add(%arg2, %arg2)
func.func @conversions(%p: i1, %q: i1, %n: i64, %x: f64) attributes {hocket.parallel} {
  %0 = arith.andi %p, %q : i1
  %1 = arith.ori %p, %q : i1
  %2 = arith.xori %p, %q : i1
  %3 = arith.select %p, %n, %n : i64
  %4 = arith.sitofp %n : i64 to f64
  %5 = arith.fptosi %x : f64 to i64
  %6 = arith.extui %p : i1 to i64
  %7 = arith.extsi %p : i1 to i64
  %8 = arith.uitofp %p : i1 to f64
  %9 = arith.index_cast %n : i64 to index
  %10 = arith.addi %9, %9 : index
  return
}
