// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

// CHECK-LABEL: plan.program @values
// CHECK-NEXT: plan.constant {"city": "Oslo", "zip": 150, "x": 1.0, "none": null}
// CHECK-NEXT: plan.constant true
// CHECK-NEXT: plan.record {name = %arg0, "unit price" = %0}
// CHECK-NEXT: plan.list [%arg0, %1]
// CHECK-NEXT: plan.format "{0} and {1}"(%arg0, %arg1)
// CHECK-NEXT: plan.get %arg0["items", -1]
// CHECK-NEXT: plan.get %arg0["items"] at %arg1
// CHECK-NEXT: plan.apply upper
// CHECK-NEXT: plan.output
func.func @values(%v: !hocket.json, %i: i64) attributes {hocket.parallel} {
  %0 = hocket.constant {city = "Oslo", zip = 150, x = 1.0, none = #hocket.null} : !hocket.json
  %1 = hocket.constant true : i1
  %2 = hocket.record {name = %v, "unit price" = %0} : !hocket.json, !hocket.json
  %3 = hocket.list [%v, %1] : !hocket.json, i1
  %4 = hocket.format "{0} and {1}" (%v, %i) : !hocket.json, i64
  %5 = hocket.get %v["items", -1] : !hocket.json -> !hocket.json
  %6 = hocket.get %v["items"] at %i : !hocket.json, i64 -> !hocket.json
  %7 = hocket.apply upper(%4) : (!hocket.string) -> !hocket.string
  hocket.output "1" %7 : !hocket.string
  return
}

// A cast that only forgets needs no task; one that makes an integer a
// floating-point number does.
// CHECK-LABEL: plan.program @casts
// CHECK-NEXT: %0 = plan.cast %arg0 to "int" ordered
// CHECK-NEXT: %1 = plan.cast %0 to "float"{{$}}
// CHECK-NEXT: %2 = plan.cast %arg1 to {"list": "float"}{{$}}
// CHECK-NEXT: %3 = plan.cast %arg0 to {"record": {"id": "int", "tags?": {"list": "string"}}} ordered
// CHECK-NEXT: plan.list [%0, %1, %2, %arg1, %3]
func.func @casts(%v: !hocket.json, %l: !hocket.list<i64>) attributes {hocket.parallel} {
  %0 = hocket.cast %v : !hocket.json -> i64
  %1 = hocket.cast %0 : i64 -> f64
  %2 = hocket.cast %l : !hocket.list<i64> -> !hocket.list<f64>
  %3 = hocket.cast %l : !hocket.list<i64> -> !hocket.list<!hocket.json>
  %4 = hocket.cast %v : !hocket.json -> !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}>
  %5 = hocket.cast %4 : !hocket.record<{id: i64, tags?: !hocket.list<!hocket.string>}> -> !hocket.record<{id: i64}>
  %6 = hocket.list [%0, %1, %2, %3, %5] : i64, f64, !hocket.list<f64>, !hocket.list<!hocket.json>, !hocket.record<{id: i64}>
  return
}

// Locations of the user's files survive.
// RUN: hocket-opt --convert-hocket-to-plan --mlir-print-debuginfo %s | FileCheck %s --check-prefix=LOC
// LOC-LABEL: plan.program @locations
// LOC-NEXT: plan.list [%arg0] loc(#[[CALL:.*]])
// LOC: #[[FILE:.*]] = loc("plan.txt":3:4)
// LOC: #[[CALL]] = loc("call_1"(#[[FILE]]))
func.func @locations(%v: !hocket.json) {
  %0 = hocket.list [%v] : !hocket.json loc("call_1"("plan.txt":3:4))
  return
}

// An f64 may be an integer as it stands (T1): a cast to f64 is one even from f64.
// CHECK-LABEL: plan.program @floats
// CHECK-NEXT: plan.cast %arg0 to "float"
// CHECK-NEXT: plan.cast %arg1 to {"list": "float"}
// CHECK-NEXT: plan.list
func.func @floats(%x: f64, %l: !hocket.list<f64>, %n: i64) -> !hocket.json {
  %0 = hocket.cast %x : f64 -> f64
  %1 = hocket.cast %l : !hocket.list<f64> -> !hocket.list<f64>
  %2 = hocket.cast %n : i64 -> i64
  %3 = hocket.list [%0, %1, %2] : f64, !hocket.list<f64>, i64
  %4 = hocket.cast %3 : !hocket.list<!hocket.json> -> !hocket.json
  return %4 : !hocket.json
}
