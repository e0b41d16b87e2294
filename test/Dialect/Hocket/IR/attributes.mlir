// Every attribute reads back as it was printed, from text, generic text and bytecode.
// RUN: hocket-opt %s --allow-unregistered-dialect | hocket-opt --allow-unregistered-dialect | FileCheck %s
// RUN: hocket-opt %s --allow-unregistered-dialect --mlir-print-op-generic | hocket-opt --allow-unregistered-dialect | FileCheck %s
// RUN: hocket-opt %s --allow-unregistered-dialect --emit-bytecode | hocket-opt --allow-unregistered-dialect | FileCheck %s

// Null, and objects that keep the order of their members.
// CHECK: #hocket.null
"test.op"() {a = #hocket.null} : () -> ()
// CHECK: #hocket.object<{}>
"test.op"() {a = #hocket.object<{}>} : () -> ()
// CHECK: #hocket.object<{z = "text", a = 150 : i64, "b c" = [true, 2.500000e+00, #hocket.null], o = #hocket.object<{x = 1 : i64}>}>
"test.op"() {a = #hocket.object<{z = "text", a = 150, "b c" = [true, 2.5, #hocket.null], o = #hocket.object<{x = 1}>}>} : () -> ()

// Effects with and without a key.
// CHECK: #hocket.effect<reads @web>
"test.op"() {a = #hocket.effect<reads @web>} : () -> ()
// CHECK: #hocket.effect<writes @"my fs"[path]>
"test.op"() {a = #hocket.effect<writes @"my fs"[path]>} : () -> ()
// CHECK: #hocket.effect<writes @fs["the path"]>
"test.op"() {a = #hocket.effect<writes @fs["the path"]>} : () -> ()

// Parameters: required, optional, limited to some values.
// CHECK: #hocket.param<query: !hocket.string>
"test.op"() {a = #hocket.param<query: !hocket.string>} : () -> ()
// CHECK: #hocket.param<limit?: i64>
"test.op"() {a = #hocket.param<limit?: i64>} : () -> ()
// CHECK: #hocket.param<"max size"?: i64 in [1, 2]>
"test.op"() {a = #hocket.param<"max size"?: i64 in [1, 2]>} : () -> ()

// Policies: every item, in any order, printed in one.
// CHECK: #hocket.policy<>
"test.op"() {a = #hocket.policy<>} : () -> ()
// CHECK: #hocket.policy<timeout = "5s", retry = 3, idempotent>
"test.op"() {a = #hocket.policy<retry = 3, idempotent, timeout = "5s">} : () -> ()
// CHECK: #hocket.policy<idempotent>
"test.op"() {a = #hocket.policy<idempotent>} : () -> ()

// Durations are printed in the largest unit that divides them.
// CHECK: timeout = "2h"
"test.op"() {a = #hocket.policy<timeout = "7200s">} : () -> ()
// CHECK: timeout = "90s"
"test.op"() {a = #hocket.policy<timeout = "90000ms">} : () -> ()
// CHECK: timeout = "3m"
"test.op"() {a = #hocket.policy<timeout = "180s">} : () -> ()
// CHECK: timeout = "1500us"
"test.op"() {a = #hocket.policy<timeout = "1500us">} : () -> ()
// CHECK: timeout = "7ns"
"test.op"() {a = #hocket.policy<timeout = "7ns">} : () -> ()

// Costs: one duration, or one for each processor.
// CHECK: #hocket.cost<6.100000e-01>
"test.op"() {a = #hocket.cost<0.61>} : () -> ()
// CHECK: #hocket.cost<6.100000e-01>
"test.op"() {a = #hocket.cost<[0.61]>} : () -> ()
// CHECK: #hocket.cost<[1.400000e+01, 1.600000e+01, 9.000000e+00]>
"test.op"() {a = #hocket.cost<[14.0, 16.0, 9.0]>} : () -> ()

// Providers.
// CHECK: #hocket.builtin<"fs.read">
"test.op"() {a = #hocket.builtin<"fs.read">} : () -> ()
// CHECK: #hocket.native<"lookup_customer">
"test.op"() {a = #hocket.native<"lookup_customer">} : () -> ()
// CHECK: #hocket.process<command = ["python3", "tool.py"]>
"test.op"() {a = #hocket.process<command = ["python3", "tool.py"]>} : () -> ()
// CHECK: #hocket.process<command = ["./tool"], cwd = "work">
"test.op"() {a = #hocket.process<command = ["./tool"], cwd = "work">} : () -> ()
// CHECK: #hocket.process<command = ["t"], env = {"A-B" = "x", C = ""}, inherit_env = ["D"], max_output_bytes = 10, kill_grace_ms = 0>
"test.op"() {a = #hocket.process<command = ["t"], env = {C = "", "A-B" = "x"}, inherit_env = ["D"], max_output_bytes = 10, kill_grace_ms = 0>} : () -> ()
// CHECK: #hocket.python<file = "tools.py", function = "f">
"test.op"() {a = #hocket.python<function = "f", file = "tools.py">} : () -> ()
// CHECK: #hocket.python<module = "a.b", function = "f", python = "python3.9", cwd = "c", env = {E = "x"}, inherit_env = ["D"], max_output_bytes = 10, kill_grace_ms = 0>
"test.op"() {a = #hocket.python<module = "a.b", function = "f", python = "python3.9", cwd = "c", env = {E = "x"}, inherit_env = ["D"], max_output_bytes = 10, kill_grace_ms = 0>} : () -> ()
// CHECK: #hocket.mcp<server = "wiki", tool = "search">
"test.op"() {a = #hocket.mcp<server = "wiki", tool = "search">} : () -> ()
