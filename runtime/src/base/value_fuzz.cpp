// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes are JSON text or an error; a value survives its own text.

#include "base/value.h"

#include <cstdlib>

using namespace hocket;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Result<Value> value =
      Value::parse({reinterpret_cast<const char *>(data), size});
  if (!value)
    return 0;
  for (unsigned indent : {0u, 2u}) {
    Result<Value> again = Value::parse(value->toJson(indent));
    if (!again || !(*again == *value))
      abort();
  }
  return 0;
}
