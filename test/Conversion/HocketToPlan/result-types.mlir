// RUN: hocket-opt --convert-hocket-to-plan %s | FileCheck %s

// A plan knows what the results of a tool must fit (T8). Every value is a json.
// CHECK: plan.tool @any() pure provider
hocket.tool @any() -> !hocket.json pure
// CHECK: plan.tool @text() -> "string" pure provider
hocket.tool @text() -> !hocket.string pure
// CHECK: plan.tool @yes() -> "bool" pure provider
hocket.tool @yes() -> i1 pure
// CHECK: plan.tool @count() -> "int" pure provider
hocket.tool @count() -> i64 pure total
// CHECK: plan.tool @ratio() -> "float" pure compute provider
hocket.tool @ratio() -> f64 pure compute
// CHECK: plan.tool @rows() -> {"list": {"record": {"id": "int", "name?": "string", "more": "json"}}} pure provider
hocket.tool @rows() -> !hocket.list<!hocket.record<{id: i64, name?: !hocket.string, more: !hocket.json}>> pure

// The type is the tool's, also where the call's result is used as a wider one.
// CHECK: plan.call @count()
func.func @main() {
  %0 = hocket.call @any() : () -> !hocket.json
  %1 = hocket.call @text() : () -> !hocket.string
  %2 = hocket.call @yes() : () -> i1
  %3 = hocket.call @count() : () -> f64
  %4 = hocket.call @ratio() : () -> f64
  %5 = hocket.call @rows() : () -> !hocket.json
  return
}
