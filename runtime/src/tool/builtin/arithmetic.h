// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic on integers and floating-point numbers as Python does it, with
// integers that are exact or an error.
#ifndef HOCKET_TOOL_BUILTIN_ARITHMETIC_H
#define HOCKET_TOOL_BUILTIN_ARITHMETIC_H

#include "base/value.h"

#include <string_view>

namespace hocket {

/// Operators: + - * / // % **. The operands are numbers.
Result<Value> applyOperator(std::string_view op, const Value &a,
                            const Value &b);
Result<Value> negate(const Value &a);

/// Functions of math.eval. The arguments are numbers, or lists of numbers
/// where the function takes those.
Result<Value> applyFunction(std::string_view name, const Value::List &args);
bool isFunction(std::string_view name);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_ARITHMETIC_H
