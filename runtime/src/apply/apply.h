// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pure functions of APPLY nodes. Their meaning is that of the schema
// (runtime/schema/README.md, "built-ins"), which follows Python.
#ifndef HOCKET_APPLY_APPLY_H
#define HOCKET_APPLY_APPLY_H

#include "base/status.h"
#include "base/value.h"
#include "plan/builtin.h"

#include <span>

namespace hocket {

/// The operands of one application. The loader has checked their number.
using Inputs = std::span<const Value *const>;

/// Computes `builtin`. TYPE_ERROR for an operand of the wrong kind, OVERFLOW for
/// an integer beyond 64 bits, DIVISION_BY_ZERO, INVALID_ARGUMENT for a value that
/// the function is not defined for. Thread-safe.
Result<Value> applyBuiltin(Builtin builtin, Inputs inputs);

// By theme; each takes the functions that its name says and no others.
Result<Value> applyNumeric(Builtin builtin, Inputs inputs);
Result<Value> applyCompare(Builtin builtin, Inputs inputs);
Result<Value> applyText(Builtin builtin, Inputs inputs);
Result<Value> applyCollection(Builtin builtin, Inputs inputs);
Result<Value> applyConvert(Builtin builtin, Inputs inputs);

/// A built-in must not be a way to fill the memory: a list that it makes has at
/// most this many elements. What a text may have is Value::maxTextSize.
inline constexpr size_t maxElements = size_t(1) << 24;
/// "the result of 'concat' exceeds 16777216 elements".
Status tooManyElements(Builtin builtin);
/// "the result of 'add' exceeds 256 MiB".
Status tooLong(Builtin builtin);

/// Where `piece` stands in `text` from `from` on, or npos. In linear time, whatever
/// the texts are.
size_t findText(std::string_view text, std::string_view piece, size_t from = 0);

/// "'len' expects a string, list or object, found int".
Status operandError(Builtin builtin, std::string_view expected, const Value &found);

/// Python's `sum`, `max` … over numbers use these.
Result<Value> addNumbers(const Value &a, const Value &b);

/// Order of two numbers or two strings: negative, zero or positive; `unordered`
/// if one is NaN; an error for other kinds.
enum class Order { Less, Equal, Greater, Unordered };
Result<Order> compareValues(Builtin builtin, const Value &a, const Value &b);

/// Python's `bool()`.
bool isTruthy(const Value &value);

} // namespace hocket

#endif // HOCKET_APPLY_APPLY_H
