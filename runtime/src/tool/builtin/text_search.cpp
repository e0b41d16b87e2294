// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// text.search.
#include "base/utf8.h"
#include "tool/builtin/text_sources.h"
#include "tool/builtin/text_tools.h"

#include <algorithm>
#include <cstring>
#include <re2/re2.h>

namespace hocket {

/// The line around a match, not more of it than a reader wants to see.
static std::string lineAround(std::string_view content, size_t lineStart) {
  constexpr size_t limit = 1024;
  size_t end = content.find('\n', lineStart);
  if (end == std::string_view::npos)
    end = content.size();
  if (end > lineStart && content[end - 1] == '\r')
    --end;
  size_t length = std::min(end - lineStart, limit);
  // Cut between characters.
  while (length < end - lineStart && length > 0 &&
         (content[lineStart + length] & 0xC0) == 0x80)
    --length;
  return sanitizeUtf8(std::string(content.substr(lineStart, length)));
}

static Status searchFile(const RE2 &pattern, const std::string &name,
                         std::string_view content, size_t maxMatches,
                         Value::List &matches, const ToolCall &call) {
  size_t at = 0, lineStart = 0, scanned = 0;
  int64_t line = 1;
  re2::StringPiece text(content.data(), content.size()), match;
  while (at <= content.size() &&
         pattern.Match(text, at, content.size(), RE2::UNANCHORED, &match, 1)) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    size_t begin = static_cast<size_t>(match.data() - content.data());
    // After the last line end there is no line to match in.
    if (begin == content.size() && begin > 0 && content[begin - 1] == '\n')
      break;
    while (const void *end =
               memchr(content.data() + scanned, '\n', begin - scanned)) {
      scanned = static_cast<const char *>(end) - content.data() + 1;
      lineStart = scanned;
      ++line;
    }
    scanned = begin;
    if (matches.size() == maxMatches)
      return Status(HOCKET_RESOURCE_EXHAUSTED,
                    "more than " + std::to_string(maxMatches) +
                        " matches of '" + pattern.pattern() + "'");
    matches.push_back(Value::object(
        {{"file", Value::string(name)},
         {"line", Value::integer(line)},
         {"column",
          Value::integer(static_cast<int64_t>(begin - lineStart) + 1)},
         {"match", Value::string(sanitizeUtf8(std::string(match)))},
         {"text", Value::string(lineAround(content, lineStart))}}));
    // An empty match must not be found again.
    at = begin + std::max<size_t>(match.size(), 1);
  }
  return Status();
}

Result<Value> searchTool(const Arguments &args, const ToolCall &call) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!args.flag("ignore_case"));
  const std::string &written = args.text("pattern");
  RE2 bare(written, options); // for messages about what the user wrote
  if (!bare.ok())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "regular expression '" + written + "': " + bare.error());
  RE2 pattern("(?m:" + written + ")", options);
  if (!pattern.ok())
    return Status(HOCKET_INVALID_ARGUMENT,
                  "regular expression '" + written + "': " + pattern.error());
  Result<TextSources> sources = TextSources::collect(args, call);
  if (!sources)
    return sources.status();
  Value::List matches;
  for (size_t i = 0; i < sources->size(); ++i) {
    Result<std::string> content = sources->load(i, call);
    if (!content)
      return content.status();
    if (!looksBinary(*content))
      HOCKET_RETURN_IF_ERROR(searchFile(pattern, sources->name(i), *content,
                                        args.size("max_matches"), matches,
                                        call));
  }
  return Value::list(std::move(matches));
}

} // namespace hocket
