// RUN: hocket-opt %s --hocket-print-dependence-graph -o %t | FileCheck %s --check-prefix=DOT
// RUN: hocket-opt %s --hocket-print-dependence-graph=format=json -o %t | FileCheck %s --check-prefix=JSON
// RUN: hocket-opt %s --hocket-print-dependence-graph='format=json reduced=false' -o %t | FileCheck %s --check-prefix=FULL
// RUN: not hocket-opt %s --hocket-print-dependence-graph=format=svg -o %t 2>&1 | FileCheck %s --check-prefix=ERROR

hocket.resource @fs
hocket.tool @read(path: !hocket.string) -> !hocket.string effects [reads @fs[path]]
hocket.tool @write(path: !hocket.string, text: !hocket.string) -> i64 effects [writes @fs[path]]
func.func @f(%p: !hocket.string) {
  %0 = hocket.call @read(%p) : (!hocket.string) -> !hocket.string loc("plan.txt":3:1)
  %1 = hocket.call @write(%p, %0) : (!hocket.string, !hocket.string) -> i64 loc("second"("plan.txt":4:1))
  %2 = hocket.call @write(%p, %p) : (!hocket.string, !hocket.string) -> i64
  return
}

// The write uses what was read; the second write waits for the first only.
// DOT: digraph "f" {
// DOT: n0 [label="read", tooltip="plan.txt:3:1"];
// DOT: n1 [label="second: write", tooltip="plan.txt:4:1"];
// DOT: n0 -> n1;
// DOT-NEXT: n1 -> n2 [style=dashed, label="@fs", tooltip="the earlier one writes @fs[argument 0], the later one writes @fs[argument 0]"];
// DOT-NEXT: }

// JSON: "function": "f"
// JSON: "name": "second"
// JSON: "from": 0,
// JSON-NEXT: "to": 1,
// JSON-NEXT: "reason": "data",
// JSON-NEXT: "implied": false
// JSON: "from": 1,
// JSON-NEXT: "to": 2,
// JSON-NEXT: "reason": "effect",
// JSON-NEXT: "implied": false,
// JSON-NEXT: "why": "the earlier one writes @fs[argument 0], the later one writes @fs[argument 0]",
// JSON-NEXT: "resource": "fs"

// FULL: "to": 1,
// FULL: "to": 2,

// ERROR: error: expected format 'dot' or 'json', found 'svg'
