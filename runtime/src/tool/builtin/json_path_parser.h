// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parser of JsonPath.
#ifndef HOCKET_TOOL_BUILTIN_JSON_PATH_PARSER_H
#define HOCKET_TOOL_BUILTIN_JSON_PATH_PARSER_H

#include "tool/builtin/json_path.h"

namespace hocket {

class JsonPath::Parser {
public:
  explicit Parser(std::string_view text) : text(text) {}
  Result<std::vector<Segment>> parse();

private:
  Status error(const std::string &what) const;
  bool atEnd() const { return at == text.size(); }
  bool accept(char c);
  void skipBlanks();
  Status dotSegment(Segment &segment);
  Status bracketSegment(Segment &segment);
  Status selector(Segment &segment);
  Status indexOrSlice(Segment &segment);
  Result<int64_t> integer();
  Result<std::string> quoted();
  Status escape(char quote, std::string &out);
  Result<char32_t> hexUnit();

  std::string_view text;
  size_t at = 0;
};

} // namespace hocket

#endif // HOCKET_TOOL_BUILTIN_JSON_PATH_PARSER_H
