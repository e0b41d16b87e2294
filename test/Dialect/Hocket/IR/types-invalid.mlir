// What types cannot be made of.
// RUN: hocket-opt %s -verify-diagnostics -split-input-file

// A list's elements are values.
// expected-error @below {{elements of a list must have a value type, found 'index'}}
func.func private @f(!hocket.list<index>)

// -----

// Integers are signless, as JSON's have no sign bit to drop.
// expected-error @below {{elements of a list must have a value type, found 'ui64'}}
func.func private @f(!hocket.list<ui64>)

// -----

// A field's type is a value type.
// expected-error @below {{field "a" must have a value type, found 'f32'}}
func.func private @f(!hocket.record<{a: f32}>)

// -----

// A name stands for one field.
// expected-error @below {{duplicate field "a"}}
func.func private @f(!hocket.record<{a: i64, "a"?: i64}>)

// -----

// A field's name goes into JSON text.
// expected-error @below {{field name "\FF" is not UTF-8}}
func.func private @f(!hocket.record<{"\FF": i64}>)

// -----

// A field has a type.
// expected-error @below {{expected ':'}}
func.func private @f(!hocket.record<{a}>)

// -----

// Fields are separated by commas.
// expected-error @below {{expected '}' in the fields of a record}}
func.func private @f(!hocket.record<{a: i64 b: i64}>)

// -----

// The dialect has these types and no others.
// expected-error @below {{unknown  type `integer` in dialect `hocket`}}
func.func private @f(!hocket.integer)
