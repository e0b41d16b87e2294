// RUN: hocket-opt %s -split-input-file -verify-diagnostics

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a finite priority that is not negative, found -1.0}}
  %0 = plan.list [%a] priority -1.0
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a finite cost that is not negative, found -2.0}}
  %0 = plan.list [%a] cost -2.0
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a cost of at most 1.0e+09 seconds, found 2.0e+09}}
  %0 = plan.list [%a] cost 2.0e9
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected inline, cpu or io, found moon}}
  %0 = plan.list [%a] on moon
  plan.yield
}

// -----

plan.resource @r
plan.program @p(a = %a) {
  // expected-error@+1 {{expected at least one unit of @r}}
  %0 = plan.list [%a] acquires(@r : 0)
  plan.yield
}

// -----

plan.resource @r
plan.program @p(a = %a) {
  // expected-error@+1 {{acquires @r twice}}
  %0 = plan.list [%a] acquires(@r, @r)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a plan.resource to acquire, found @p}}
  %0 = plan.list [%a] acquires(@p)
  plan.yield
}

// -----

// expected-note@+1 {{the resource is declared here}}
plan.resource @r capacity 1
plan.program @p(a = %a) {
  // expected-error@+1 {{acquires 2 units of @r, whose capacity is 1}}
  %0 = plan.list [%a] acquires(@r : 2)
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{expected a plan.tool, found @missing}}
  %0 = plan.call @missing(%a)
  plan.yield
}

// -----

// expected-note@+1 {{the tool is declared here}}
plan.tool @t(x) pure provider "native" {}
plan.program @p(a = %a) {
  // expected-error@+1 {{expected at most 1 arguments, found 2}}
  %0 = plan.call @t(%a, %a)
  plan.yield
}

// -----

// expected-note@+1 {{the tool is declared here}}
plan.tool @t(x) pure provider "native" {}
plan.program @p(a = %a) {
  // expected-error@+1 {{names the argument "y", which the tool does not have}}
  %0 = plan.call @t(y = %a)
  plan.yield
}

// -----

plan.tool @t(x) pure provider "native" {}
plan.program @p(a = %a) {
  // expected-error@+1 {{has the argument "x" twice}}
  %0 = plan.call @t(x = %a, x = %a)
  plan.yield
}

// -----

plan.tool @t(x, y) pure provider "native" {}
plan.program @p(a = %a) {
  // expected-error@+1 {{expected names for all arguments or for none}}
  %0 = plan.call @t(x = %a, %a)
  plan.yield
}

// -----

"plan.program"() <{sym_name = "p", params = []}> ({
  // expected-error@+1 {{expected as many argument names as arguments, found 1 and 0}}
  %0 = "plan.call"() <{callee = @p, arg_names = ["x"], operandSegmentSizes = array<i32: 0, 0>}> : () -> !plan.value
  "plan.yield"() : () -> ()
}) : () -> ()
