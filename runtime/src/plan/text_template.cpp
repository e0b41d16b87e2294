// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The template of a FORMAT node.
#include "plan/text_template.h"

#include <charconv>

namespace hocket {

static Status badTemplate(size_t offset, std::string problem) {
  return {HOCKET_CORRUPT,
          "template, byte " + std::to_string(offset) + ": " + problem};
}

Status TextTemplate::check(size_t numValues) const {
  if (numNeeded <= numValues)
    return {};
  return badTemplate(greatestAt,
                     "placeholder {" + std::to_string(numNeeded - 1) +
                         "}, but there are " + std::to_string(numValues) +
                         " values");
}

Result<TextTemplate> TextTemplate::parse(std::string_view text) {
  TextTemplate result;
  Part part;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool doubled = i + 1 < text.size() && text[i + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      part.text += c;
      ++i;
      continue;
    }
    if (c == '}')
      return badTemplate(i, "expected '}}', found a single '}'");
    if (c != '{') {
      part.text += c;
      continue;
    }
    const char *begin = text.data() + i + 1;
    const char *end = text.data() + text.size();
    uint32_t index = 0;
    auto [next, error] = std::from_chars(begin, end, index);
    if (error != std::errc() || next == end || *next != '}')
      return badTemplate(i, "expected a number and '}' after '{'");
    if (index == none)
      return badTemplate(i, "expected a number below 2^32 - 1 after '{'");
    part.placeholder = index;
    if (index >= result.numNeeded) {
      result.numNeeded = uint64_t(index) + 1;
      result.greatestAt = i;
    }
    result.parts.push_back(std::move(part));
    part = Part();
    i = size_t(next - text.data());
  }
  if (!part.text.empty())
    result.parts.push_back(std::move(part));
  return result;
}

} // namespace hocket
