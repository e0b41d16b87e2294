// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The template of a FORMAT node, split into text and placeholders once, at
// load.
#ifndef HOCKET_PLAN_TEXT_TEMPLATE_H
#define HOCKET_PLAN_TEXT_TEMPLATE_H

#include "base/value.h"

#include <string>
#include <vector>

namespace hocket {

class TextTemplate {
public:
  /// `{0}`, `{1}` … are placeholders; `{{` and `}}` are braces.
  static Result<TextTemplate> parse(std::string_view text);
  /// That every placeholder has a value.
  Status check(size_t numValues) const;

  /// A string value stands by itself, any other by its JSON text. What a value
  /// contains is never looked at: it cannot bring in another placeholder.
  template <typename ValueAt> std::string fill(ValueAt valueAt) const {
    std::string out;
    for (const Part &part : parts) {
      out += part.text;
      if (part.placeholder == none)
        continue;
      const Value &value = valueAt(part.placeholder);
      if (value.isString())
        out += value.asString();
      else
        value.appendJson(out);
    }
    return out;
  }

  /// About how long the filled text is, quotes around strings counted.
  template <typename ValueAt> uint64_t expectedSize(ValueAt valueAt) const {
    uint64_t size = 0;
    for (const Part &part : parts) {
      size += part.text.size();
      if (part.placeholder != none)
        size += valueAt(part.placeholder).jsonSize();
      if (size > Value::maxTextSize)
        break; // or the sum of many might overflow
    }
    return size;
  }

private:
  static constexpr uint32_t none = UINT32_MAX;
  /// Text, then a value.
  struct Part {
    std::string text;
    uint32_t placeholder = none;
  };
  std::vector<Part> parts;
  uint64_t numNeeded = 0;   // one more than the greatest placeholder
  size_t greatestAt = 0; // where that stands
};

} // namespace hocket

#endif // HOCKET_PLAN_TEXT_TEMPLATE_H
