// RUN: hocket-opt %s -split-input-file -verify-diagnostics

// The types that a cast can name.

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected json, string, bool, int, float or null, found "text"}}
  %0 = plan.cast %a to "text"
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected a type, found a number}}
  %0 = plan.cast %a to {"list": 3}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected a type, found a list}}
  %0 = plan.cast %a to ["int"]
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected an object of fields, found a string}}
  %0 = plan.cast %a to {"record": "int"}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected a list of values, found an object}}
  %0 = plan.cast %a to {"enum": {"a": 1}}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected a value in the enumeration}}
  %0 = plan.cast %a to {"enum": []}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected list, record, optional or enum, found "set"}}
  %0 = plan.cast %a to {"set": "int"}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected list, record, optional or enum}}
  %0 = plan.cast %a to {}
  plan.yield
}

// -----

plan.program @p(a = %a) {
  // expected-error@+1 {{malformed type: expected one member, found "optional" after it}}
  %0 = plan.cast %a to {"list": "int", "optional": "int"}
  plan.yield
}
