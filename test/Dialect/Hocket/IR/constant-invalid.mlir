// What constants refuse.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// A tensor is no JSON value.
// expected-error @below {{expected a JSON value, found dense<1> : tensor<1xi64>}}
%0 = hocket.constant dense<1> : tensor<1xi64>

// -----

// Integers are i64.
// expected-error @below {{expected a JSON value, found 3 : i32}}
%0 = hocket.constant 3 : i32

// -----

// They have no sign of their own.
// expected-error @below {{expected a JSON value, found 3 : ui64}}
%0 = hocket.constant 3 : ui64

// -----

// Floating-point numbers are f64.
// expected-error @below {{expected a JSON value, found 3.000000e+00 : f32}}
%0 = hocket.constant 3.0 : f32

// -----

// JSON has no infinity.
// expected-error @below {{expected a JSON value, found 0x7FF0000000000000 : f64}}
%0 = hocket.constant 0x7FF0000000000000 : f64

// -----

// Text is UTF-8.
// expected-error @below {{expected a JSON value, found "\FF"}}
%0 = hocket.constant "\FF"

// -----

// With a type, too, a constant is a JSON value.
// expected-error @below {{'hocket.constant' op expected a JSON value, found unit}}
%0 = hocket.constant unit : !hocket.json

// -----

// The value has the type that it claims.
// expected-error @below {{'hocket.constant' op value "x" does not fit type 'i64'}}
%0 = hocket.constant "x" : i64

// -----

// A floating-point number is no integer without a cast (T3).
// expected-error @below {{'hocket.constant' op value 3.000000e+00 : f64 does not fit type 'i64'}}
%0 = hocket.constant 3.0 : f64 : i64

// -----

// Every element fits.
// expected-error @below {{'hocket.constant' op value [1, "a"] does not fit type '!hocket.list<i64>'}}
%0 = hocket.constant [1, "a"] : !hocket.list<i64>

// -----

// Required members are there.
// expected-error @below {{does not fit type '!hocket.record<{a: i64}>'}}
%0 = hocket.constant {b = 1} : !hocket.record<{a: i64}>

// -----

// Optional members have their type, if they are there.
// expected-error @below {{does not fit type '!hocket.record<{a?: i64}>'}}
%0 = hocket.constant {a = "x"} : !hocket.record<{a?: i64}>

// -----

// Null is no string.
// expected-error @below {{does not fit type '!hocket.string'}}
%0 = hocket.constant null : !hocket.string

// -----

// A name stands once.
// expected-error @below {{duplicate member "a"}}
%0 = hocket.constant {a = 1, a = 2}

// -----

// A constant is something.
// expected-error @below {{expected attribute value}}
%0 = hocket.constant : i64

// -----

// Strings are untyped, or their type could not be told from the constant's.
// expected-error @below {{'hocket.constant' op expected a JSON value, found "x" : i64}}
%0 = "hocket.constant"() <{value = "x" : i64}> : () -> !hocket.string

// -----

// The result is a value.
// expected-error @below {{'hocket.constant' op result #0 must be json, string, list, record, i1, i64 or f64, but got 'index'}}
%0 = "hocket.constant"() <{value = 3}> : () -> index

// -----

// An integer that takes 64 bits without a sign is none of i64.
// expected-error @below {{expected an integer that fits i64, found 9223372036854775808}}
%0 = hocket.constant 9223372036854775808 : i64

// -----

// Its place is inside the constant; what stands in strings is text.
%0 = hocket.constant {a = ["\"9223372036854775808", -9223372036854775808, 9223372036854775807],
  // expected-error @below {{expected an integer that fits i64, found 18446744073709551615}}
  b = [18446744073709551615]}

// -----

// expected-error @below {{expected an integer that fits i64, found 0x8000000000000000}}
%0 = hocket.constant 0x8000000000000000 : i64

// -----

// expected-error @below {{integer constant out of range for attribute}}
%0 = hocket.constant -9223372036854775809 : i64
