// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parsing JSONPath, after the grammar of RFC 9535.
#include "tool/builtin/json_path_parser.h"

#include "base/utf8.h"
#include "tool/builtin/code_points.h"

namespace hocket {

Status JsonPath::Parser::error(const std::string &what) const {
  std::string message =
      "JSONPath, column " + std::to_string(at + 1) + ": " + what;
  if (atEnd())
    return Status(HOCKET_INVALID_ARGUMENT, message + ", found its end");
  std::string_view rest = text.substr(at);
  takeCodePoint(rest);
  return Status(
      HOCKET_INVALID_ARGUMENT,
      message + ", found '" +
          std::string(text.substr(at, rest.data() - text.data() - at)) + "'");
}

bool JsonPath::Parser::accept(char c) {
  if (atEnd() || text[at] != c)
    return false;
  ++at;
  return true;
}

void JsonPath::Parser::skipBlanks() {
  while (!atEnd() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' ||
                      text[at] == '\r'))
    ++at;
}

Result<std::vector<JsonPath::Segment>> JsonPath::Parser::parse() {
  if (!isValidUtf8(text))
    return Status(HOCKET_INVALID_ARGUMENT, "JSONPath: expected UTF-8 text");
  if (!accept('$'))
    return error("expected '$'");
  std::vector<Segment> segments;
  while (true) {
    size_t before = at;
    skipBlanks();
    if (atEnd()) {
      at = before;
      if (!atEnd())
        return error("expected no white space at the end");
      return segments;
    }
    Segment segment;
    Status status;
    if (accept('.')) {
      segment.descendants = accept('.');
      status = segment.descendants && accept('[') ? bracketSegment(segment)
                                                  : dotSegment(segment);
    } else if (accept('[')) {
      status = bracketSegment(segment);
    } else {
      status = error("expected '.' or '['");
    }
    if (!status.ok())
      return status;
    segments.push_back(std::move(segment));
  }
}

static bool isNameStart(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c >= 0x80;
}

/// "*" or a member name without quotes.
Status JsonPath::Parser::dotSegment(Segment &segment) {
  if (accept('*')) {
    segment.selectors.push_back(Wildcard());
    return Status();
  }
  size_t begin = at;
  while (!atEnd()) {
    std::string_view rest = text.substr(at);
    char32_t c = takeCodePoint(rest);
    if (!isNameStart(c) && !(at > begin && c >= '0' && c <= '9'))
      break;
    at = static_cast<size_t>(rest.data() - text.data());
  }
  if (at == begin)
    return error("expected a member name or '*' (a name with other characters "
                 "is written ['so'])");
  segment.selectors.push_back(std::string(text.substr(begin, at - begin)));
  return Status();
}

Status JsonPath::Parser::bracketSegment(Segment &segment) {
  do {
    skipBlanks();
    HOCKET_RETURN_IF_ERROR(selector(segment));
    skipBlanks();
  } while (accept(','));
  if (!accept(']'))
    return error("expected ',' or ']'");
  return Status();
}

Status JsonPath::Parser::selector(Segment &segment) {
  if (accept('*')) {
    segment.selectors.emplace_back(Wildcard());
    return Status();
  }
  if (!atEnd() && (text[at] == '\'' || text[at] == '"')) {
    Result<std::string> name = quoted();
    if (name)
      segment.selectors.emplace_back(std::move(*name));
    return name.status();
  }
  if (!atEnd() && text[at] == '?')
    return error(
        "filters are not supported: expected a name, an index, a slice "
        "or '*'");
  return indexOrSlice(segment);
}

Status JsonPath::Parser::indexOrSlice(Segment &segment) {
  auto startsNumber = [&] {
    return !atEnd() &&
           (text[at] == '-' || (text[at] >= '0' && text[at] <= '9'));
  };
  std::optional<int64_t> parts[3];
  unsigned colons = 0;
  while (true) {
    if (startsNumber()) {
      Result<int64_t> number = integer();
      if (!number)
        return number.status();
      parts[colons] = *number;
    }
    size_t before = at;
    skipBlanks();
    if (colons == 2 || !accept(':')) {
      at = before;
      break;
    }
    ++colons;
    skipBlanks();
  }
  if (colons > 0)
    segment.selectors.emplace_back(
        Slice{parts[0], parts[1], parts[2].value_or(1)});
  else if (parts[0])
    segment.selectors.emplace_back(*parts[0]);
  else
    return error("expected a quoted name, an index, a slice or '*'");
  return Status();
}

Result<int64_t> JsonPath::Parser::integer() {
  constexpr int64_t limit = (int64_t(1) << 53) - 1; // as the standard says
  size_t begin = at;
  bool negative = accept('-');
  size_t digits = at;
  int64_t number = 0;
  while (!atEnd() && text[at] >= '0' && text[at] <= '9') {
    number = number * 10 + (text[at] - '0');
    if (number > limit)
      return error("expected a number of at most 2^53 - 1");
    ++at;
  }
  bool leadingZero = text.substr(digits, 1) == "0" && at > digits + 1;
  if (at == digits)
    return error("expected a digit");
  if (leadingZero || (negative && number == 0)) {
    at = begin;
    return error("expected a number without leading zeros");
  }
  return negative ? -number : number;
}

Result<std::string> JsonPath::Parser::quoted() {
  char quote = text[at++];
  std::string name;
  while (!accept(quote)) {
    if (atEnd())
      return error(std::string("expected a closing ") + quote);
    if (static_cast<unsigned char>(text[at]) < 0x20)
      return error("expected an escape for a control character");
    if (accept('\\')) {
      HOCKET_RETURN_IF_ERROR(escape(quote, name));
      continue;
    }
    name += text[at++];
  }
  return name;
}

Result<char32_t> JsonPath::Parser::hexUnit() {
  char32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    char c = atEnd() ? '\0' : text[at];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0)
      return error("expected 4 hexadecimal digits");
    unit = unit << 4 | static_cast<char32_t>(digit);
    ++at;
  }
  return unit;
}

Status JsonPath::Parser::escape(char quote, std::string &out) {
  constexpr std::string_view letters = "bfnrt/\\", meanings = "\b\f\n\r\t/\\";
  char c = atEnd() ? '\0' : text[at];
  if (size_t i = letters.find(c); c && i != std::string_view::npos) {
    out += meanings[i];
    ++at;
    return Status();
  }
  if (c == quote) {
    out += c;
    ++at;
    return Status();
  }
  if (c != 'u')
    return error("expected an escape such as \\n or \\u00e9");
  ++at;
  Result<char32_t> unit = hexUnit();
  if (!unit)
    return unit.status();
  char32_t point = *unit;
  if (point >= 0xD800 && point < 0xDC00) {
    if (!accept('\\') || !accept('u'))
      return error("expected the second half of a surrogate pair");
    Result<char32_t> low = hexUnit();
    if (!low)
      return low.status();
    if (*low < 0xDC00 || *low > 0xDFFF)
      return error("expected the second half of a surrogate pair before this");
    point = 0x10000 + ((point - 0xD800) << 10) + (*low - 0xDC00);
  } else if (point >= 0xDC00 && point <= 0xDFFF) {
    return error("expected the first half of a surrogate pair before this");
  }
  appendCodePoint(out, point);
  return Status();
}

Result<JsonPath> JsonPath::compile(std::string_view text) {
  Result<std::vector<Segment>> segments = Parser(text).parse();
  if (!segments)
    return segments.status();
  JsonPath path;
  path.segments = std::move(*segments);
  return path;
}

} // namespace hocket
