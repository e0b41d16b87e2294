// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A line with a path or a pointer, then a document. Whatever they are, the
// evaluation ends, within its limit of results.

#include "tool/builtin/json_path.h"

#include <cstdlib>

using namespace hocket;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view input(reinterpret_cast<const char *>(data), size);
  size_t lineEnd = input.find('\n');
  if (lineEnd == std::string_view::npos)
    return 0;
  std::string_view path = input.substr(0, lineEnd);
  Result<Value> document = Value::parse(input.substr(lineEnd + 1));
  if (!document)
    return 0;
  (void)resolvePointer(*document, path);
  Result<JsonPath> compiled = JsonPath::compile(path);
  if (!compiled)
    return 0;
  constexpr size_t most = 1000;
  unsigned polls = 0;
  auto poll = [&] {
    return ++polls < 10'000
               ? Status()
               : Status(HOCKET_DEADLINE_EXCEEDED, "too many steps");
  };
  Result<Value::List> found = compiled->evaluate(*document, most, poll);
  if (found && found->size() > most)
    abort();
  return 0;
}
