// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Python's strings: prefixes, triple quotes, escapes, concatenation; and the
// references that stand in them.

#include "PythonReader.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

using namespace mlir::hocket::frontend;

std::optional<std::pair<std::string, size_t>>
mlir::hocket::frontend::findReference(const PlanSource &source, size_t offset) {
  if (source.at(offset) != '$')
    return std::nullopt;
  bool hasBrace = source.at(offset + 1) == '{';
  size_t first = offset + 1 + hasBrace, end = first;
  while (llvm::isDigit(source.at(end)))
    ++end;
  if (end == first || (hasBrace && source.at(end) != '}'))
    return std::nullopt;
  // Ids are numbers: $01 is $1.
  llvm::StringRef digits = source.text.slice(first, end).ltrim('0');
  return std::pair(digits.empty() ? "0" : digits.str(), end + hasBrace);
}

bool TextPieces::takeReference(size_t &offset) {
  auto found = findReference(source, offset);
  if (!found)
    return false;
  auto &[id, end] = *found;
  // An amount of money looks just the same.
  bool isAmount = source.at(end - 1) != '}' && source.at(end) == '.' &&
                  llvm::isDigit(source.at(end + 1));
  if (isAmount ||
      (source.at(end) == ',' && llvm::isDigit(source.at(end + 1)) &&
       llvm::isDigit(source.at(end + 2)) && llvm::isDigit(source.at(end + 3)) &&
       !llvm::isDigit(source.at(end + 4))))
    problem({Problem::Severity::Warning,
             source.pos(offset),
             "'$" + id + source.text.substr(end, 2).str() +
                 "...' is read as the result of task " + id +
                 " and text after it",
             "for an amount of money, write the dollar sign as \\x24 in a "
             "quoted string",
             {}});
  Literal &reference =
      references.emplace_back(Literal::Kind::Reference, source.pos(offset));
  reference.text = id;
  texts.emplace_back();
  offset = end;
  return true;
}

Literal TextPieces::finish(SourcePos pos) {
  return Literal::pieces(std::move(texts), std::move(references), pos);
}

static bool isQuote(char c) { return c == '"' || c == '\''; }

bool PythonReader::atString() const {
  char c = llvm::toLower(source.at(at));
  return isQuote(c) || ((c == 'r' || c == 'u') && isQuote(source.at(at + 1)));
}

bool PythonReader::readStrings(Literal &result) {
  SourcePos pos = source.pos(at);
  TextPieces pieces(source, problem);
  while (true) {
    if (!readString(pieces))
      return false;
    // Adjacent strings are one string.
    size_t end = at;
    if (!skip()) {
      if (wantsMore)
        return false;
      // The end, or a new statement: the caller meets it again.
      at = end;
      atStop = false;
      break;
    }
    if (!atString()) {
      at = end;
      break;
    }
  }
  result = pieces.finish(pos);
  return true;
}

bool PythonReader::readString(TextPieces &pieces) {
  size_t open = at;
  bool isRaw = llvm::toLower(source.at(at)) == 'r';
  at += !isQuote(source.at(at));
  char quote = source.at(at);
  bool isTriple = source.at(at + 1) == quote && source.at(at + 2) == quote;
  std::string terminator(isTriple ? 3 : 1, quote);
  at += terminator.size();
  auto failOpen = [&] {
    fail(open, "this string has no end");
    why.isOpen = true;
    return false;
  };
  bool hasEnd = source.text.find(terminator, at) != llvm::StringRef::npos;
  while (true) {
    if (at >= source.text.size() || (isTriple && !hasEnd)) {
      insideTriple = isTriple;
      return source.isFinal ? failOpen() : needMore(terminator);
    }
    if (source.text.substr(at).starts_with(terminator)) {
      at += terminator.size();
      return true;
    }
    char c = source.text[at];
    if (c == '\n' && !isTriple) {
      // Python has no line ends here, but planners do. A new task, however,
      // says that the quote has been forgotten.
      if (at + 1 >= source.text.size() && !source.isFinal)
        return needMore(terminator);
      if (startsStatement(source, at + 1))
        return failOpen();
    }
    if (c == '\r' && source.at(at + 1) == '\n') {
      ++at;
    } else if (c == '$' && pieces.takeReference(at)) {
      continue;
    } else if (c == '\\' && isRaw && at + 1 < source.text.size() &&
               source.text[at + 1] != '\n') {
      pieces.add(source.text.substr(at, 2));
      at += 2;
    } else if (c == '\\' && !isRaw) {
      if (!readEscape(pieces))
        return false;
    } else {
      pieces.add(c);
      ++at;
    }
  }
}

/// Appends a character in UTF-8.
static void addCodePoint(TextPieces &pieces, unsigned codePoint) {
  char buffer[4];
  char *end = buffer;
  llvm::ConvertCodePointToUTF8(codePoint, end);
  pieces.add(llvm::StringRef(buffer, end - buffer));
}

bool PythonReader::readCodePoint(TextPieces &pieces, unsigned digits) {
  unsigned codePoint;
  llvm::StringRef spelling = source.text.substr(at + 2, digits);
  if (spelling.size() != digits || !llvm::all_of(spelling, llvm::isHexDigit) ||
      spelling.getAsInteger(16, codePoint) || codePoint > 0x10FFFF)
    return fail(at,
                "expected " + llvm::Twine(digits) +
                    " hexadecimal digits of a character after '\\" +
                    llvm::Twine(source.at(at + 1)) + "'",
                /*isCertain=*/true);
  size_t taken = 2 + digits;
  // As in JSON, two halves make one character.
  unsigned low;
  llvm::StringRef second = source.text.substr(at + taken, 6);
  if (codePoint >= 0xD800 && codePoint < 0xDC00 &&
      second.consume_front("\\u") && second.size() == 4 &&
      !second.getAsInteger(16, low) && low >= 0xDC00 && low < 0xE000) {
    codePoint = 0x10000 + ((codePoint - 0xD800) << 10) + (low - 0xDC00);
    taken += 6;
  }
  if (codePoint >= 0xD800 && codePoint < 0xE000)
    return fail(at, "half of a surrogate pair is no character",
                /*isCertain=*/true);
  addCodePoint(pieces, codePoint);
  at += taken;
  return true;
}

bool PythonReader::readEscape(TextPieces &pieces) {
  char c = source.at(at + 1);
  switch (c) {
  case '\0':
    // The text ends behind the backslash; the caller sees that.
    if (at + 1 >= source.text.size()) {
      ++at;
      return true;
    }
    break;
  case '\r':
    if (source.at(at + 2) != '\n')
      break;
    at += 3;
    return true;
  case '\n':
    at += 2; // The line continues.
    return true;
  case 'x':
    return readCodePoint(pieces, 2);
  case 'u':
    return readCodePoint(pieces, 4);
  case 'U':
    return readCodePoint(pieces, 8);
  case 'N': {
    size_t close = source.text.find('}', at);
    if (source.at(at + 2) != '{' || close == llvm::StringRef::npos ||
        close > source.lineEnd(at))
      return fail(at, "expected the name of a character in braces after '\\N'",
                  /*isCertain=*/true);
    llvm::StringRef name = source.text.slice(at + 3, close);
    std::optional<char32_t> codePoint =
        llvm::sys::unicode::nameToCodepointStrict(name.upper());
    if (!codePoint)
      return fail(at, "there is no character named '" + name + "'",
                  /*isCertain=*/true);
    addCodePoint(pieces, *codePoint);
    at = close + 1;
    return true;
  }
  default:
    break;
  }
  if (c >= '0' && c <= '7') {
    unsigned value = 0, count = 0;
    for (; count < 3 && source.at(at + 1 + count) >= '0' &&
           source.at(at + 1 + count) <= '7';
         ++count)
      value = value * 8 + (source.at(at + 1 + count) - '0');
    addCodePoint(pieces, value);
    at += 1 + count;
    return true;
  }
  static constexpr llvm::StringLiteral names = "\\'\"abfnrtv",
                                       values = "\\'\"\a\b\f\n\r\t\v";
  if (size_t index = names.find(c); index != llvm::StringRef::npos)
    pieces.add(values[index]);
  else // Python keeps the backslash of an escape that it does not know.
    pieces.add(source.text.substr(at, 2));
  at += 2;
  return true;
}
