// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expansion of {a,b} in patterns.
#include "tool/builtin/glob_braces.h"

namespace hocket {

namespace {
using Texts = std::vector<std::string>;

class Expander {
public:
  explicit Expander(std::string_view pattern) : pattern(pattern) {}

  Result<Texts> expandAll() {
    Result<Texts> result = sequence(0);
    if (result && at < pattern.size())
      return error("a '}' without a '{'", at);
    return result;
  }

private:
  static constexpr size_t maxPatterns = 256;
  static constexpr unsigned maxDepth = 32;

  Status error(const std::string &what, size_t where) const {
    return Status(HOCKET_INVALID_ARGUMENT,
                  "pattern, column " + std::to_string(where + 1) + ": " + what);
  }

  /// Up to a closing brace or, inside braces, a comma.
  Result<Texts> sequence(unsigned depth) {
    Texts result = {""};
    while (at < pattern.size()) {
      char c = pattern[at];
      if (c == '}' || (c == ',' && depth > 0))
        break;
      if (c != '{') {
        size_t length = literalLength();
        for (std::string &text : result)
          text += pattern.substr(at, length);
        at += length;
        continue;
      }
      Result<Texts> choices = braces(depth + 1);
      if (!choices)
        return choices;
      if (result.size() * choices->size() > maxPatterns)
        return Status(HOCKET_RESOURCE_EXHAUSTED,
                      "the braces of the pattern stand for more than " +
                          std::to_string(maxPatterns) + " patterns");
      Texts combined;
      for (const std::string &text : result)
        for (const std::string &choice : *choices)
          combined.push_back(text + choice);
      result = std::move(combined);
    }
    return result;
  }

  /// An escaped character or a [class] is copied whole: a brace or comma in it
  /// means nothing here.
  size_t literalLength() const {
    if (pattern[at] == '\\' && at + 1 < pattern.size())
      return 2;
    if (pattern[at] != '[')
      return 1;
    size_t end = at + 1;
    if (end < pattern.size() && (pattern[end] == '!' || pattern[end] == '^'))
      ++end;
    if (end < pattern.size() && pattern[end] == ']')
      ++end;
    while (end < pattern.size() && pattern[end] != ']')
      end += pattern[end] == '\\' && end + 1 < pattern.size() ? 2 : 1;
    return end < pattern.size() ? end + 1 - at : 1;
  }

  Result<Texts> braces(unsigned depth) {
    size_t open = at++;
    if (depth > maxDepth)
      return error("braces are nested too deeply", open);
    Texts result;
    while (true) {
      Result<Texts> choices = sequence(depth);
      if (!choices)
        return choices;
      if (result.size() + choices->size() > maxPatterns)
        return error("too many choices in braces", open);
      result.insert(result.end(), choices->begin(), choices->end());
      if (at == pattern.size())
        return error("a '{' without a '}'", open);
      if (pattern[at++] == '}')
        return result;
    }
  }

  std::string_view pattern;
  size_t at = 0;
};
} // namespace

Result<Texts> expandBraces(std::string_view pattern) {
  return Expander(pattern).expandAll();
}

} // namespace hocket
