// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Patterns for relative paths: * ? [a-z] [!a] {a,b} ** and \ before a special
// character.
//
// * and ? match within a name; ** as a whole component matches any number of
// folders, at the end everything below. A name that starts with a dot matches
// only a component that does so, too; ** does not enter such a folder.
#ifndef HOCKET_TOOL_BUILTIN_GLOB_H
#define HOCKET_TOOL_BUILTIN_GLOB_H

#include "base/status.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hocket {

class Glob {
public:
  /// The error gives the column.
  static Result<Glob> compile(std::string_view pattern);

  /// Whether a relative path, "a/b.txt", matches.
  bool matches(std::string_view path) const;

  /// How far a path has come in the pattern. A walker steps into a folder only
  /// if something below it can still match.
  using State = std::vector<std::pair<unsigned, unsigned>>;
  State start() const;
  State step(const State &state, std::string_view name) const;
  bool accepts(const State &state) const;
  bool canContinue(const State &state) const;

private:
  struct Element {
    enum Kind { Char, Any, Star, Class } kind;
    char32_t character = 0;
    bool negated = false;
    std::vector<std::pair<char32_t, char32_t>> ranges;
    bool matches(char32_t c) const;
  };
  struct Component {
    bool anyFolders = false; // **
    std::vector<Element> elements;
    bool matches(std::string_view name) const;
  };
  using Alternative = std::vector<Component>;

  Status addAlternative(std::string_view pattern);
  static Result<Component> compileComponent(std::string_view text);
  void addWithSkips(State &state, unsigned alternative,
                    unsigned position) const;

  std::vector<Alternative> alternatives;
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_GLOB_H
