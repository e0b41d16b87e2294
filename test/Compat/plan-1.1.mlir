// The golden file of format 1.1 must load for ever. It was made from this text by
// tools/dev/make-golden and is never made again; what it says is in the file beside.
// New since 1.0: what the results of tools must fit, with a feature bit.
// RUN: hocket-translate --plan-to-mlir --mlir-print-debuginfo %S/plan-1.1.hkt | diff %S/plan-1.1.expected -
// RUN: %if runtime %{ hocket-run %S/plan-1.1.hkt --format=json --arg "n=4" | FileCheck %s %}
// CHECK: "status": "OK"
// CHECK: "result": {"ratio":4.0,"exact":4,"parsed":{"id":7,"unit":"km","more":[]},"again":"7"}
// RUN: %if runtime %{ %exit 1 hocket-run %S/plan-1.1.hkt --program misfit --format=json > %t %}
// RUN: %if runtime %{ FileCheck %s --check-prefix=MISFIT --input-file=%t %}
// MISFIT: "error": {"code": "TYPE_ERROR", "message": "tool 'rows' returned a value that does not fit its declared type: $.unit: expected one of [\"km\",\"mi\"], found string \"parsec\"", "file": "plan.json", "line": 9, "column": 2

module attributes {plan.source_format = "mlir"} {

plan.tool @ratio(expression, variables) -> "float" pure compute provider "builtin" {"name": "math.eval"} loc("tools.json":3:5)
plan.tool @exact(expression, variables) -> "int" pure compute provider "builtin" {"name": "math.eval"}
plan.tool @any(text) -> "json" pure provider "builtin" {"name": "json.parse"}
plan.tool @plain(text) pure provider "builtin" {"name": "json.parse"}
plan.tool @rows(text) -> {"record": {"id": "int", "unit": {"enum": ["km", "mi"]}, "name?": {"optional": "string"}, "tags?": {"list": "string"}}} pure
    provider "builtin" {"name": "json.parse"} policy #hocket.policy<retry = 2, idempotent>

plan.program @main(n = %n) {
  %half = plan.constant "n / 1"
  %whole = plan.constant "n * 1.0"
  %variables = plan.record {n = %n}
  %row = plan.constant "{\"id\": 7.0, \"unit\": \"km\", \"more\": []}"
  %seven = plan.constant "\"7\""
  %0 = plan.call @ratio(%half, %variables)
  %1 = plan.call @exact(%whole, %variables)
  %2 = plan.call @rows(%row)
  %3 = plan.call @any(%seven)
  %4 = plan.call @plain(%seven) ordered
  %5 = plan.record {ratio = %0, exact = %1, parsed = %2, again = %3}
  plan.output "rows" of "rows" %2
  plan.yield %5
}

plan.program @misfit() {
  %row = plan.constant "{\"id\": 7, \"unit\": \"parsec\"}"
  %0 = plan.call @rows(%row) ordered loc("plan.json":9:2)
  plan.yield %0
}
}
