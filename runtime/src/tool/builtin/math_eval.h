// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic expressions. They are computed, never executed: there is no way
// from them to anything but numbers.
#ifndef HOCKET_TOOL_BUILTIN_MATH_EVAL_H
#define HOCKET_TOOL_BUILTIN_MATH_EVAL_H

#include "base/value.h"

#include <string_view>

namespace hocket {

/// The value of `expression`; `variables` is an object. The error gives the
/// column of what it is about.
Result<Value> evaluateExpression(std::string_view expression,
                                 const Value &variables);

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_MATH_EVAL_H
