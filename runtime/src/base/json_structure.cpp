// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "base/json_structure.h"

#include <algorithm>
#include <vector>

namespace hocket {

namespace {
/// Goes from token to token with a stack of open brackets.
class Scanner {
public:
  explicit Scanner(std::string_view json) : json(json) {}
  std::optional<JsonMistake> scan();

private:
  enum class Next { Value, FirstElement, FirstMember, Member, Colon, Separator };

  std::optional<JsonMistake> mistake(std::string_view expected) const {
    return JsonMistake{at, expected};
  }
  void skipString();
  bool takeValue();
  std::optional<JsonMistake> takeMember(std::string_view expected);
  std::optional<JsonMistake> takeSeparator();
  void close() {
    open.pop_back();
    ++at;
    next = Next::Separator;
  }

  std::string_view json;
  size_t at = 0;
  std::vector<char> open;
  Next next = Next::Value;
};
} // namespace

void Scanner::skipString() {
  for (++at; at < json.size() && json[at] != '"'; ++at)
    at += json[at] == '\\';
  at = std::min(at + 1, json.size());
}

/// Takes a value, or the bracket that opens it.
bool Scanner::takeValue() {
  char c = json[at];
  if (c == '[' || c == '{') {
    open.push_back(c);
    next = c == '[' ? Next::FirstElement : Next::FirstMember;
    ++at;
    return true;
  }
  next = Next::Separator;
  if (c == '"') {
    skipString();
    return true;
  }
  size_t end = std::min(json.find_first_of(" \t\r\n,:]}[{\"", at), json.size());
  std::string_view word = json.substr(at, end - at);
  // Whether a number is well formed is looked at elsewhere.
  bool isNumber = c == '-' || (c >= '0' && c <= '9');
  if (!isNumber && word != "true" && word != "false" && word != "null")
    return false;
  at = end;
  return true;
}

std::optional<JsonMistake> Scanner::takeMember(std::string_view expected) {
  if (json[at] != '"')
    return mistake(expected);
  skipString();
  next = Next::Colon;
  return std::nullopt;
}

std::optional<JsonMistake> Scanner::takeSeparator() {
  char bracket = open.back(), c = json[at];
  if (c == (bracket == '[' ? ']' : '}')) {
    close();
    return std::nullopt;
  }
  if (c != ',')
    return mistake(bracket == '[' ? "',' or ']'" : "',' or '}'");
  ++at;
  next = bracket == '[' ? Next::Value : Next::Member;
  return std::nullopt;
}

std::optional<JsonMistake> Scanner::scan() {
  constexpr std::string_view name = "a name in quotes",
                             firstName = "a name in quotes or '}'",
                             element = "a value or ']'";
  while (true) {
    at = std::min(json.find_first_not_of(" \t\r\n", at), json.size());
    bool atEnd = at == json.size();
    std::optional<JsonMistake> found;
    switch (next) {
    case Next::Value:
      if (atEnd || !takeValue())
        return mistake("a value");
      break;
    case Next::FirstElement:
      if (!atEnd && json[at] == ']')
        close();
      else if (atEnd || !takeValue())
        return mistake(element);
      break;
    case Next::FirstMember:
      if (!atEnd && json[at] == '}')
        close();
      else if (atEnd)
        return mistake(firstName);
      else
        found = takeMember(firstName);
      break;
    case Next::Member:
      if (atEnd)
        return mistake(name);
      found = takeMember(name);
      break;
    case Next::Colon:
      if (atEnd || json[at] != ':')
        return mistake("':'");
      ++at;
      next = Next::Value;
      break;
    case Next::Separator:
      if (open.empty())
        return atEnd ? std::nullopt : mistake("the end of the text");
      if (atEnd)
        return mistake(open.back() == '[' ? "',' or ']'" : "',' or '}'");
      found = takeSeparator();
      break;
    }
    if (found)
      return found;
  }
}

std::optional<JsonMistake> findJsonMistake(std::string_view json) {
  return Scanner(json).scan();
}

static bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '+';
}

std::string describeAt(std::string_view text, size_t offset) {
  if (offset >= text.size())
    return "the end of the text";
  size_t end = offset;
  while (end < text.size() && end - offset < 40 && isWordChar(text[end]))
    ++end;
  if (end == offset) // One character, however many bytes it has.
    do
      ++end;
    while (end < text.size() &&
           (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return "'" + std::string(text.substr(offset, end - offset)) + "'";
}

} // namespace hocket
