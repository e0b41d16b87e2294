// A tool gives what its declaration says, or its call fails: wherever the program
// calls it, and however the program is run.
// REQUIRES: runtime
// RUN: hocket-opt --hocket-compile --mlir-print-debuginfo %s | hocket-translate --mlir-to-plan -o %t.hkt
// RUN: hocket-opt --convert-hocket-to-plan --mlir-print-debuginfo %s | hocket-translate --mlir-to-plan -o %t.text.hkt

// Processes that print their last word.
hocket.tool @number(value: !hocket.string) -> f64 pure provider #hocket.process<command = ["sh", "-c", "cat >/dev/null; echo 3"]>
hocket.tool @count(value: !hocket.string) -> i64 pure provider #hocket.process<command = ["sh", "-c", "cat >/dev/null; echo 4.0"]>
hocket.tool @page() -> !hocket.record<{title: !hocket.string, year?: i64}> pure
    provider #hocket.process<command = ["sh", "-c", "cat >/dev/null; echo '{\"title\": \"A\", \"year\": 1999.0, \"more\": []}'"]>
hocket.tool @liar(value: !hocket.string) -> !hocket.list<!hocket.record<{price: f64}>> pure
    provider #hocket.process<command = ["sh", "-c", "cat >/dev/null; echo '[{\"price\": 1}, {\"price\": \"n/a\"}]'"]>
    policy #hocket.policy<retry = 3, idempotent>
hocket.tool @promised() -> i64 pure total provider #hocket.process<command = ["sh", "-c", "cat >/dev/null; echo null"]>

// RUN: hocket-run %t.hkt --allow-run=sh --format=json > %t.1
// RUN: hocket-run %t.hkt --allow-run=sh --format=json --sequential > %t.2
// RUN: hocket-run %t.text.hkt --allow-run=sh --format=json > %t.3
// RUN: FileCheck %s --check-prefix=FITS --input-file=%t.1
// RUN: FileCheck %s --check-prefix=FITS --input-file=%t.2
// RUN: FileCheck %s --check-prefix=FITS --input-file=%t.3
// FITS: "status": "OK"
// FITS: "result": [3.0,4,{"title":"A","year":1999,"more":[]}]
func.func @main() -> !hocket.list<!hocket.json> {
  %text = hocket.constant "x" : !hocket.string
  %0 = hocket.call @number(%text) : (!hocket.string) -> f64
  %1 = hocket.call @count(%text) : (!hocket.string) -> i64
  %2 = hocket.call @page() : () -> !hocket.record<{title: !hocket.string, year?: i64}>
  %3 = hocket.list [%0, %1, %2] : f64, i64, !hocket.record<{title: !hocket.string, year?: i64}>
  return %3 : !hocket.list<!hocket.json>
}

// The first in the order of the text, at its call.
// RUN: %exit 1 hocket-run %t.hkt --allow-run=sh --program lies --format=json > %t.4
// RUN: %exit 1 hocket-run %t.hkt --allow-run=sh --program lies --format=json --sequential > %t.5
// RUN: %exit 1 hocket-run %t.text.hkt --allow-run=sh --program lies --format=json > %t.6
// RUN: FileCheck %s --check-prefix=LIES --input-file=%t.4
// RUN: FileCheck %s --check-prefix=LIES --input-file=%t.5
// RUN: FileCheck %s --check-prefix=LIES --input-file=%t.6
// LIES: "status": "TYPE_ERROR"
// LIES: "error": {"code": "TYPE_ERROR", "message": "tool 'liar' returned a value that does not fit its declared type: $[1].price: expected float, found string \"n/a\"", "file": "lies.txt", "line": 2, "column": 3
func.func @lies() -> !hocket.list<!hocket.json> {
  %text = hocket.constant "x" : !hocket.string
  %0 = hocket.call @number(%text) : (!hocket.string) -> f64 loc("lies.txt":1:3)
  %1 = hocket.call @liar(%text) : (!hocket.string) -> !hocket.list<!hocket.record<{price: f64}>> loc("lies.txt":2:3)
  %2 = hocket.call @promised() : () -> i64 loc("lies.txt":3:3)
  %3 = hocket.list [%0, %1, %2] : f64, !hocket.list<!hocket.record<{price: f64}>>, i64
  return %3 : !hocket.list<!hocket.json>
}

// In a map, the first element that fails; a total tool that breaks its promise fails, too.
// RUN: %exit 1 hocket-run %t.hkt --allow-run=sh --program each --format=json --arg 'texts=["x", "y"]' > %t.7
// RUN: %exit 1 hocket-run %t.text.hkt --allow-run=sh --program each --sequential --format=json --arg 'texts=["x", "y"]' > %t.8
// RUN: FileCheck %s --check-prefix=EACH --input-file=%t.7
// RUN: FileCheck %s --check-prefix=EACH --input-file=%t.8
// EACH: "status": "TYPE_ERROR"
// EACH: {"name": "map", "state": "failed", "error": {"code": "TYPE_ERROR", "message": "tool 'liar' returned {{.*}}", "file": "each.txt", "line": 2, "column": 5
// EACH: {"name": "total", "state": "failed", "error": {"code": "TYPE_ERROR", "message": "tool 'promised' returned a value that does not fit its declared type: $: expected int, found null", "file": "each.txt", "line": 4, "column": 1
func.func @each(%texts: !hocket.list<!hocket.string> {hocket.name = "texts"}) {
  %0 = hocket.map (%text, %index) in %texts : !hocket.list<!hocket.string> -> !hocket.list<!hocket.json> {
    %1 = hocket.call @liar(%text) unordered : (!hocket.string) -> !hocket.json loc("each.txt":2:5)
    hocket.yield %1 : !hocket.json
  } loc("each.txt":1:1)
  %2 = hocket.call @promised() unordered : () -> i64 loc("each.txt":4:1)
  hocket.output "map" %0 : !hocket.list<!hocket.json>
  hocket.output "total" %2 : i64
  return
}
