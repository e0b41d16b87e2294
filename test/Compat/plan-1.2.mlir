// The golden file of format 1.2 must load for ever. It was made from this text by
// tools/dev/make-golden and is never made again; what it says is in the file beside.
// New since 1.1: what the arguments of programs must fit, with a feature bit.
// RUN: hocket-translate --plan-to-mlir --mlir-print-debuginfo %S/plan-1.2.hkt | diff %S/plan-1.2.expected -
// RUN: %if runtime %{ hocket-run %S/plan-1.2.hkt --format=json --arg "count=4.0" --arg 'cities=[{"name": "Oslo"}]' --arg any=null | FileCheck %s %}
// CHECK: "result": [4,[{"name":"Oslo"}],null]
// RUN: %if runtime %{ %exit 2 hocket-run %S/plan-1.2.hkt --arg "count=2.5" --arg "cities=[]" --arg any=1 2> %t %}
// RUN: %if runtime %{ FileCheck %s --check-prefix=MISFIT --input-file=%t %}
// MISFIT: argument 'count' does not fit its declared type: $: expected int, found float 2.5

module attributes {plan.source_format = "mlir"} {

plan.program @main(count: "int" = %count, "cities": {"list": {"record": {"name": "string", "code?": "int"}}} = %cities, any = %any) {
  %0 = plan.list [%count, %cities, %any]
  plan.yield %0
}

plan.program @untyped(a = %a) {
  plan.yield %a
}

}
