// Which failure is reported, where it is, and what the other outputs say. The
// error is the same however the program is run.
// REQUIRES: runtime
// RUN: hocket-opt --hocket-compile --mlir-print-debuginfo %s | hocket-translate --mlir-to-plan -o %t.hkt
// RUN: hocket-opt --convert-hocket-to-plan --mlir-print-debuginfo %s | hocket-translate --mlir-to-plan -o %t.text.hkt

hocket.tool @parse(text: !hocket.string) -> !hocket.json pure provider #hocket.builtin<"json.parse">

// In ordered code, the first in the order of the text: not the one that was found
// first, and not the one of the last cast, which needs no call.
// RUN: %exit 1 hocket-run %t.hkt --format=json --arg 'text="[{\"id\": \"x\"}]"' > %t.1
// RUN: %exit 1 hocket-run %t.hkt --sequential --format=json --arg 'text="[{\"id\": \"x\"}]"' > %t.2
// RUN: %exit 1 hocket-run %t.text.hkt --format=json --arg 'text="[{\"id\": \"x\"}]"' > %t.3
// RUN: FileCheck %s --check-prefix=ORDERED --input-file=%t.1
// RUN: FileCheck %s --check-prefix=ORDERED --input-file=%t.2
// RUN: FileCheck %s --check-prefix=ORDERED --input-file=%t.3
// ORDERED: "status": "TYPE_ERROR"
// ORDERED: "error": {"code": "TYPE_ERROR", "message": "$[0].id: expected int, found string \"x\"", "file": "orders.txt", "line": 3, "column": 7
// ORDERED: {"name": "parsed", "tool": "parse", "value": [{"id":"x"}]}
func.func @main(%text: !hocket.string {hocket.name = "text"}) -> !hocket.json {
  %0 = hocket.call @parse(%text) : (!hocket.string) -> !hocket.json loc("call_1"("orders.txt":1:1))
  hocket.output "parsed" of "parse" %0 : !hocket.json
  %1 = hocket.cast %0 : !hocket.json -> !hocket.list<!hocket.record<{id: i64}>> loc("orders.txt":3:7)
  %2 = hocket.get %0["missing"] : !hocket.json -> !hocket.json loc("orders.txt":4:1)
  %3 = hocket.apply int(%text) : (!hocket.string) -> i64 loc("orders.txt":5:1)
  %4 = hocket.list [%1, %2, %3] : !hocket.list<!hocket.record<{id: i64}>>, !hocket.json, i64
  %5 = hocket.cast %4 : !hocket.list<!hocket.json> -> !hocket.json
  return %5 : !hocket.json
}

// Between unordered calls, each failure fails what needs it, and no more.
// RUN: %exit 1 hocket-run %t.hkt --program each --format=json --arg 'text="[{\"id\": 7}]"' > %t.4
// RUN: %exit 1 hocket-run %t.text.hkt --program each --format=json --arg 'text="[{\"id\": 7}]"' > %t.5
// RUN: FileCheck %s --check-prefix=EACH --input-file=%t.4
// RUN: FileCheck %s --check-prefix=EACH --input-file=%t.5
// EACH: "status": "NOT_FOUND"
// EACH: {"name": "1", "value": 7}
// EACH: {"name": "2", "state": "failed", "error": {"code": "NOT_FOUND", "message": "{{.*}}", "file": "each.txt", "line": 2, "column": 5
// EACH: {"name": "3", "state": "failed", "error": {"code": "NOT_FOUND", "message": "{{.*}}", "file": "each.txt", "line": 2, "column": 5
// EACH: {"name": "4", "state": "failed", "error": {"code": "TYPE_ERROR", "message": "{{.*}}", "file": "each.txt", "line": 4, "column": 5
func.func @each(%text: !hocket.string {hocket.name = "text"}) {
  %0 = hocket.call @parse(%text) unordered : (!hocket.string) -> !hocket.json
  %1 = hocket.get %0[0, "id"] : !hocket.json -> !hocket.json loc("each.txt":1:5)
  %2 = hocket.get %0[0, "name"] : !hocket.json -> !hocket.json loc("each.txt":2:5)
  // Fails with what it was to take.
  %3 = hocket.format "Hello {0}" (%2) : !hocket.json loc("each.txt":3:5)
  %4 = hocket.cast %1 : !hocket.json -> !hocket.string loc("each.txt":4:5)
  hocket.output "1" %1 : !hocket.json
  hocket.output "2" %2 : !hocket.json
  hocket.output "3" %3 : !hocket.string
  hocket.output "4" %4 : !hocket.string
  return
}

// A failure in a region is the failure of what owns it; of a map's elements the
// first counts.
// RUN: %exit 1 hocket-run %t.hkt --program regions --format=json --arg 'list=[3, 0, "x", 0]' > %t.6
// RUN: %exit 1 hocket-run %t.text.hkt --program regions --format=json --arg 'list=[3, 0, "x", 0]' > %t.7
// RUN: FileCheck %s --check-prefix=REGIONS --input-file=%t.6
// RUN: FileCheck %s --check-prefix=REGIONS --input-file=%t.7
// REGIONS: "status": "DIVISION_BY_ZERO"
// REGIONS: "error": {"code": "DIVISION_BY_ZERO", "message": "{{.*}}", "file": "regions.txt", "line": 9, "column": 9
func.func @regions(%list: !hocket.list<!hocket.json> {hocket.name = "list"}) -> !hocket.list<!hocket.json> {
  %twelve = hocket.constant 12 : i64
  %0 = hocket.map (%e, %i) in %list : !hocket.list<!hocket.json> -> !hocket.list<!hocket.json> {
    %1 = hocket.apply div(%twelve, %e) : (i64, !hocket.json) -> !hocket.json loc("regions.txt":9:9)
    hocket.yield %1 : !hocket.json
  }
  return %0 : !hocket.list<!hocket.json>
}
