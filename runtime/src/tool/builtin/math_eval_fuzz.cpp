// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any text is an expression or an error, and its value is a finite number.

#include "tool/builtin/math_eval.h"

#include <cmath>
#include <cstdlib>

using namespace hocket;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const Value variables = Value::object({{"x", Value::integer(7)},
                                                {"y", Value::number(0.5)},
                                                {"z", Value::string("3")}});
  Result<Value> value = evaluateExpression(
      {reinterpret_cast<const char *>(data), size}, variables);
  if (value && value->kind() == Value::Kind::Float &&
      !std::isfinite(value->asFloat()))
    abort();
  return 0;
}
