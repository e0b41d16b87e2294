// Approvals and outputs read back as they were printed, from text, generic text
// and bytecode.
// RUN: hocket-opt %s | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --mlir-print-op-generic | hocket-opt | FileCheck %s
// RUN: hocket-opt %s --emit-bytecode | hocket-opt | FileCheck %s

// A question, with and without what it is about.
// CHECK-LABEL: func.func @approve
func.func @approve(%question: !hocket.string, %draft: !hocket.json) {
  // CHECK: hocket.approve %{{.*}}{{$}}
  hocket.approve %question
  // CHECK: hocket.approve %{{.*}} about %{{.*}} : !hocket.json {note = "kept"}
  hocket.approve %question about %draft : !hocket.json {note = "kept"}
  return
}

// Outputs, with and without the tool that the caller asked for.
// CHECK-LABEL: func.func @output
func.func @output(%v: !hocket.json, %i: i64) {
  // CHECK: hocket.output "call_8Xw3" %{{.*}} : !hocket.json
  hocket.output "call_8Xw3" %v : !hocket.json
  // CHECK: hocket.output "call_9Yt1" of "search" %{{.*}} : i64
  hocket.output "call_9Yt1" of "search" %i : i64
  return
}

// Another function has names of its own.
// CHECK-LABEL: func.func @again
func.func @again(%v: !hocket.json) {
  // CHECK: hocket.output "call_8Xw3"
  hocket.output "call_8Xw3" %v : !hocket.json
  return
}
