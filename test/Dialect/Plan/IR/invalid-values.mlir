// RUN: hocket-opt %s -split-input-file -verify-diagnostics

plan.program @p(a = %a) {
  // expected-error@+1 {{has 1 operands, which 'add' does not take}}
  %0 = plan.apply add(%a)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{has 4 operands, which 'range' does not take}}
  %0 = plan.apply range(%a, %a, %a, %a)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{has a malformed template: {1} at offset 4, but there are 1 values}}
  %0 = plan.format "{0} {1}"(%a)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{has a malformed template: single '}' at offset 1}}
  %0 = plan.format "a}"(%a)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{has a malformed template: expected {{, or {n} with a number n, at offset 0}}
  %0 = plan.format "{a}"(%a)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{has the member "x" twice}}
  %0 = plan.record {x = %a, x = %a}
  plan.yield
}

// -----

"plan.program"() <{sym_name = "p", params = []}> ({
  // expected-error@+1 {{expected as many names as values, found 1 and 0}}
  %0 = "plan.record"() <{names = ["x"], operandSegmentSizes = array<i32: 0, 0>}> : () -> !plan.value
  "plan.yield"() : () -> ()
}) : () -> ()

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a path or a key}}
  %0 = plan.get %a[]
  plan.yield
}

// -----

"plan.program"() <{sym_name = "p", params = ["a"]}> ({
^bb0(%a: !plan.value):
  // expected-error@+1 {{expected field names and indices in the path, found true}}
  %0 = "plan.get"(%a) <{path = [true], operandSegmentSizes = array<i32: 1, 0, 0>}> : (!plan.value) -> !plan.value
  "plan.yield"() : () -> ()
}) : () -> ()

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a JSON value, found @p}}
  %0 = plan.cast %a to @p
  plan.yield
}
