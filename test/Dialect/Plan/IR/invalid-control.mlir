// RUN: hocket-opt %s -split-input-file -verify-diagnostics

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a width from 1 to 4294967295, found 0}}
  %0 = plan.map (%e, %i) in %a width 0 {
    plan.yield %e
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected the body to take 2 values, found 1}}
  %0 = plan.map (%e) in %a {
    plan.yield %e
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  %0 = plan.map (%e, %i) in %a {
    // expected-error@+1 {{expected 1 values, the element of the result, found 2}}
    plan.yield %e, %i
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  %0 = plan.if %a captures(%a) {
    plan.yield %a
  } else {
    // expected-error@+1 {{expected 1 values, the results of the if, found 0}}
    plan.yield
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected as many results as carried values, found 0 and 1}}
  plan.for %i = %a to %a step %a carry(%x = %a) {
    plan.yield
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected as many results as carried values, found 2 and 1}}
  %0:2 = plan.for %i = %a to %a step %a carry(%x = %a) {
    plan.yield %x, %x
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  plan.while {
    // expected-error@+1 {{expected 1 values, the condition and the results of the while, found 0}}
    plan.yield
  } do () {
    plan.yield
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected the second region to take 1 values, found 0}}
  %0 = plan.while carry(%x = %a) {
    plan.yield %x, %x
  } do () {
    plan.yield
  }
  plan.yield
}

// -----

plan.program @p(a = %a) {
  %0 = plan.while carry(%x = %a) {
    plan.yield %x, %x
  } do (%y) {
    // expected-error@+1 {{expected 1 values, the carried values, found 0}}
    plan.yield
  }
  plan.yield
}

// -----

"plan.program"() <{sym_name = "p", params = ["a"]}> ({
^bb0(%a: !plan.value):
  // expected-error@+1 {{captures the same value twice, the second time as capture 1}}
  "plan.if"(%a, %a, %a) <{operandSegmentSizes = array<i32: 1, 2, 0>, resultSegmentSizes = array<i32: 0, 0>}> ({
  ^bb0(%x: !plan.value, %y: !plan.value):
    "plan.yield"() : () -> ()
  }, {
  ^bb0(%x: !plan.value, %y: !plan.value):
    "plan.yield"() : () -> ()
  }) : (!plan.value, !plan.value, !plan.value) -> ()
  "plan.yield"() : () -> ()
}) : () -> ()
