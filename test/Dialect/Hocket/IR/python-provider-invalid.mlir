// What the provider of Python functions refuses.
// RUN: hocket-opt %s --allow-unregistered-dialect -verify-diagnostics -split-input-file

// A function is in a file or in a module.
// expected-error @below {{expected either a file or a module, found neither}}
"test.op"() {a = #hocket.python<function = "f">} : () -> ()

// -----

// expected-error @below {{expected either a file or a module, found both}}
"test.op"() {a = #hocket.python<file = "f.py", module = "m", function = "f">} : () -> ()

// -----

// expected-error @below {{function must not be empty}}
"test.op"() {a = #hocket.python<file = "f.py", function = "">} : () -> ()

// -----

// expected-error @below {{module "\FF" is not UTF-8}}
"test.op"() {a = #hocket.python<module = "\FF", function = "f">} : () -> ()

// -----

// expected-error @below {{max_output_bytes must be at least 0, found -1}}
"test.op"() {a = #hocket.python<file = "f.py", function = "f", max_output_bytes = -1>} : () -> ()
