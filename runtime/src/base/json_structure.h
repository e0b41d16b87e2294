// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a text stops being JSON, for messages: the parser says that it does, not
// what should have stood there.
#ifndef HOCKET_BASE_JSON_STRUCTURE_H
#define HOCKET_BASE_JSON_STRUCTURE_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hocket {

struct JsonMistake {
  size_t offset = 0;
  std::string_view expected; // "',' or ']'"
};

/// The first place at which the brackets, separators and words of `json` are not
/// those of JSON. None if the mistake is of another kind, such as a wrong escape.
std::optional<JsonMistake> findJsonMistake(std::string_view json);

/// What stands at `offset` of valid UTF-8: "'x'", "'word'" or "the end of the
/// text".
std::string describeAt(std::string_view text, size_t offset);

} // namespace hocket

#endif // HOCKET_BASE_JSON_STRUCTURE_H
