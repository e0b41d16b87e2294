// RUN: hocket-opt %s -split-input-file -verify-diagnostics

// expected-error@+1 {{expected a capacity from 1 to 4294967295, found 0}}
plan.resource @r capacity 0

// -----

// expected-error@+1 {{expected a finite rate greater than 0, found -1.0}}
plan.resource @r rate -1.0

// -----

// expected-error@+1 {{expected pure, reads or writes, found burns}}
plan.tool @t() burns provider "native" {}

// -----

// expected-error@+1 {{expected the name of a provider}}
plan.tool @t() pure provider "" {}

// -----

// expected-error@+1 {{has a malformed provider configuration: expected a JSON object}}
plan.tool @t() pure provider "native" [1]

// -----

// expected-error@+1 {{has a malformed result type: expected json, string, bool, int, float or null, found "number"}}
plan.tool @t() -> {"optional": "number"} pure provider "native" {}

// -----

// expected-error@+1 {{has the parameter "a" twice}}
plan.tool @t(a, a) pure provider "native" {}

// -----

// expected-error@+1 {{has a parameter without a name}}
plan.tool @t("") pure provider "native" {}

// -----

// expected-error@+1 {{expected a finite makespan that is not negative, found -1.0}}
plan.program @p() makespan -1.0 {
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected at most one value of a program, found 2}}
  plan.yield %a, %a
}

// -----

// expected-error@+1 {{expected the program to take 1 values, found 0}}
"plan.program"() <{sym_name = "p", params = ["a"]}> ({
  "plan.yield"() : () -> ()
}) : () -> ()

// -----

// expected-error@+1 {{expected the program to take values, found 'i32'}}
"plan.program"() <{sym_name = "p", params = ["a"]}> ({
^bb0(%a: i32):
  "plan.yield"() : () -> ()
}) : () -> ()

// -----

// expected-error@+1 {{expected tasks, constants, outputs and a yield, found arith.constant}}
plan.program @p() {
  // expected-note@+1 {{this operation}}
  %0 = arith.constant 1 : i64
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-note@+1 {{the first is here}}
  plan.output "1" %a
  // expected-error@+1 {{second output "1"}}
  plan.output "1" %a
  plan.yield
}

// -----

"plan.program"() <{sym_name = "p", params = []}> ({
  // expected-error@+1 {{is no JSON value: expected ',' or ']' at offset 2}}
  %0 = "plan.constant"() <{json = "[1"}> : () -> !plan.value
  "plan.yield"() : () -> ()
}) : () -> ()

// -----

// expected-error@+1 {{has the attribute "plan.other", which the plan dialect does not know}}
module attributes {plan.other} {}

// -----

// expected-error@+1 {{expected 'plan.source_format' to be a string of a module}}
module attributes {plan.source_format = 1} {}
