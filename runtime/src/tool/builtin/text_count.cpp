// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// text.count, text.words.
#include "base/utf8.h"
#include "tool/builtin/text_sources.h"
#include "tool/builtin/text_tools.h"

#include <algorithm>
#include <unordered_map>

namespace hocket {

static bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Result<Value> countTool(const Arguments &args, const ToolCall &call) {
  Result<TextSources> sources = TextSources::collect(args, call);
  if (!sources)
    return sources.status();
  int64_t lines = 0, words = 0, bytes = 0;
  for (size_t i = 0; i < sources->size(); ++i) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    Result<std::string> content = sources->load(i, call);
    if (!content)
      return content.status();
    bytes += static_cast<int64_t>(content->size());
    bool inWord = false;
    for (char c : *content) {
      lines += c == '\n';
      bool space = isSpace(c);
      words += !space && !inWord;
      inWord = !space;
    }
    lines += !content->empty() && content->back() != '\n';
  }
  return Value::object(
      {{"items", Value::integer(static_cast<int64_t>(sources->size()))},
       {"lines", Value::integer(lines)},
       {"words", Value::integer(words)},
       {"bytes", Value::integer(bytes)}});
}

namespace {
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using Counts =
    std::unordered_map<std::string, int64_t, TextHash, std::equal_to<>>;
} // namespace

static void countWords(std::string_view text, size_t minLength,
                       Counts &counts) {
  while (true) {
    std::string_view word = takeWord(text);
    if (word.empty())
      return;
    if (word.size() < minLength || (word[0] >= '0' && word[0] <= '9'))
      continue; // a number is no word
    auto found = counts.find(word);
    if (found != counts.end())
      ++found->second;
    else
      counts.emplace(word, 1);
  }
}

static void lowerAscii(std::string &text) {
  for (char &c : text)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
}

Result<Value> wordsTool(const Arguments &args, const ToolCall &call) {
  Result<TextSources> sources = TextSources::collect(args, call);
  if (!sources)
    return sources.status();
  Counts counts;
  for (size_t i = 0; i < sources->size(); ++i) {
    HOCKET_RETURN_IF_ERROR(call.checkCancelled());
    Result<std::string> content = sources->load(i, call);
    if (!content)
      return content.status();
    if (looksBinary(*content))
      continue;
    *content = sanitizeUtf8(std::move(*content));
    if (args.flag("ignore_case"))
      lowerAscii(*content);
    countWords(*content, args.size("min_length"), counts);
  }
  using Entry = std::pair<std::string_view, int64_t>;
  std::vector<Entry> entries(counts.begin(), counts.end());
  size_t top = std::min(args.size("top"), entries.size());
  std::partial_sort(
      entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(top),
      entries.end(), [](const Entry &a, const Entry &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      });
  Value::List result;
  for (size_t i = 0; i < top; ++i)
    result.push_back(
        Value::object({{"word", Value::string(std::string(entries[i].first))},
                       {"count", Value::integer(entries[i].second)}}));
  return Value::list(std::move(result));
}

} // namespace hocket
