// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "PythonReader.h"

#include "hocket/Frontend/Excerpt.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

using namespace mlir::hocket::frontend;

static constexpr unsigned maxDepth = 128;

bool PythonReader::fail(size_t offset, const llvm::Twine &message,
                        bool isCertain) {
  why = {offset, message.str(), isCertain, /*isOpen=*/false, /*isLater=*/false};
  return false;
}

bool PythonReader::needMore(llvm::StringRef awaited) {
  wantsMore = true;
  awaitedText = awaited.str();
  return false;
}

bool PythonReader::failBracket(char close, size_t open) {
  SourcePos from = source.pos(open);
  std::string found = at < source.text.size() && !atStop
                          ? "'" + firstCharacter(source.text.substr(at)).str() + "'"
                          : "the end of the line";
  bool isCloser = atStop || llvm::StringRef(")]}").contains(source.at(at));
  fail(atStop ? lastToken : at,
       "expected '" + std::string(1, close) + "' to match line " +
           llvm::Twine(from.line) + ", column " + llvm::Twine(from.column) +
           ", found " + found,
       /*isCertain=*/isCloser);
  why.isOpen = atStop;
  return false;
}

bool PythonReader::skip() {
  lastToken = at;
  while (true) {
    at = source.skipBlanks(at);
    if (source.at(at) == '#')
      at = source.lineEnd(at);
    if (source.at(at) == '\f') {
      ++at;
      continue;
    }
    if (at >= source.text.size()) {
      if (!source.isFinal)
        return needMore(")");
      atStop = true;
      return false;
    }
    if (source.text[at] != '\n')
      return true;
    // What comes on the next line decides.
    if (at + 1 >= source.text.size() && !source.isFinal)
      return needMore(")");
    ++at;
    if (at >= source.text.size() || startsStatement(source, at)) {
      atStop = true;
      return false;
    }
  }
}

PythonReader::Result
PythonReader::readArguments(std::vector<ProgramArgument> &arguments) {
  auto stop = [&]() {
    if (wantsMore)
      return Result::NeedMore;
    if (!atStop)
      return Result::Failed;
    missing = lastToken;
    at = lastToken;
    return Result::Done;
  };
  while (true) {
    if (!skip())
      return stop();
    if (source.at(at) == ')') {
      ++at;
      // "true" alone is a text as good as any; beside other literals it is
      // JSON's.
      if (hasJsonWord && arguments.size() == 1 && arguments[0].name.empty() &&
          arguments[0].value.items.empty()) {
        fail(at, "expected a Python literal");
        return Result::Failed;
      }
      return Result::Done;
    }
    ProgramArgument argument;
    if (!readArgument(argument)) {
      why.isLater = !arguments.empty();
      return wantsMore ? Result::NeedMore : Result::Failed;
    }
    if (argument.name.empty() && !arguments.empty() &&
        !arguments.back().name.empty()) {
      fail(lastToken, "an argument by position cannot follow one by name",
           /*isCertain=*/true);
      return Result::Failed;
    }
    arguments.push_back(std::move(argument));
    if (!skip())
      return stop();
    if (source.at(at) == ',') {
      ++at;
    } else if (source.at(at) != ')') {
      llvm::StringRef found = firstCharacter(source.text.substr(at));
      fail(at, "expected ',' or ')', found '" + found + "'",
           /*isCertain=*/found == "]" || found == "}");
      return Result::Failed;
    }
  }
}

bool PythonReader::readArgument(ProgramArgument &argument) {
  size_t end = at;
  if (isIdentifierStart(source.at(at)))
    while (llvm::isAlnum(source.at(end)) || source.at(end) == '_')
      ++end;
  size_t equals = source.skipBlanks(end);
  if (end > at && source.at(equals) == '=' && source.at(equals + 1) != '=') {
    argument.name = source.text.slice(at, end).str();
    argument.namePos = source.pos(at);
    at = equals + 1;
    if (!skip())
      return wantsMore ? false
                       : fail(lastToken, "expected a value after '='",
                              /*isCertain=*/true);
  }
  size_t start = at;
  if (!readValue(argument.value, 0))
    return false;
  using Kind = Literal::Kind;
  if (Kind kind = argument.value.kind;
      kind == Kind::Integer || kind == Kind::Number || kind == Kind::Boolean ||
      kind == Kind::Null)
    argument.spelling = source.text.slice(start, at).str();
  return true;
}

bool PythonReader::readValue(Literal &result, unsigned depth) {
  if (depth > maxDepth)
    return fail(at, "nested deeper than " + llvm::Twine(maxDepth) + " levels",
                /*isCertain=*/true);
  char c = source.at(at);
  if (atString())
    return readStrings(result);
  if (c == '[')
    return readSequence(result, ']', depth);
  if (c == '(')
    return readSequence(result, ')', depth);
  if (c == '{')
    return readDict(result, depth);
  if (llvm::isDigit(c) || c == '.' || c == '-' || c == '+')
    return readNumber(result);
  if (c == '$') {
    if (auto reference = findReference(source, at)) {
      result = Literal(Literal::Kind::Reference, source.pos(at));
      result.text = reference->first;
      at = reference->second;
      return true;
    }
  }
  return readWord(result, depth);
}

bool PythonReader::readWord(Literal &result, unsigned depth) {
  size_t end = at;
  while (llvm::isAlnum(source.at(end)) || source.at(end) == '_')
    ++end;
  llvm::StringRef word = source.text.slice(at, end);
  bool isTrue = word == "True" || word == "true",
       isFalse = word == "False" || word == "false";
  if (isTrue || isFalse) {
    result = Literal(Literal::Kind::Boolean, source.pos(at));
    result.boolean = isTrue;
  } else if (word == "None" || word == "null") {
    result = Literal(Literal::Kind::Null, source.pos(at));
  } else {
    return fail(at, "expected a Python literal");
  }
  hasJsonWord |= depth == 0 && llvm::isLower(word[0]);
  at = end;
  return true;
}

bool PythonReader::readSequence(Literal &result, char close, unsigned depth) {
  size_t open = at++;
  result = Literal(Literal::Kind::List, source.pos(open));
  bool hasComma = false;
  while (true) {
    if (!skip())
      return wantsMore ? false : failBracket(close, open);
    if (source.at(at) == close) {
      ++at;
      break;
    }
    if (!result.items.empty() && !hasComma)
      return failBracket(close, open);
    if (!readValue(result.items.emplace_back(), depth + 1)) {
      // At another bracket it is this one that is at fault.
      bool isCloser = !wantsMore && why.offset == at &&
                      llvm::StringRef(")]}").contains(source.at(at));
      return isCloser ? failBracket(close, open) : false;
    }
    if (!skip())
      return wantsMore ? false : failBracket(close, open);
    hasComma = source.at(at) == ',';
    at += hasComma;
  }
  // Parentheses around one value are no tuple.
  if (close == ')' && result.items.size() == 1 && !hasComma) {
    Literal inner = std::move(result.items[0]);
    result = std::move(inner);
  }
  return true;
}

bool PythonReader::readDict(Literal &result, unsigned depth) {
  size_t open = at++;
  result = Literal(Literal::Kind::Object, source.pos(open));
  bool hasComma = true;
  while (true) {
    if (!skip())
      return wantsMore ? false : failBracket('}', open);
    if (source.at(at) == '}') {
      ++at;
      return true;
    }
    if (!hasComma)
      return failBracket('}', open);
    size_t keyStart = at;
    Literal key;
    if (!readValue(key, depth + 1)) {
      bool isCloser = !wantsMore && why.offset == at &&
                      llvm::StringRef(")]").contains(source.at(at));
      return isCloser ? failBracket('}', open) : false;
    }
    if (!skip())
      return wantsMore ? false : failBracket('}', open);
    if (source.at(at) != ':')
      return fail(at, "expected ':' after the key");
    if (key.kind != Literal::Kind::String)
      return fail(keyStart,
                  "a key must be a string without references, found " +
                      key.toJson(),
                  /*isCertain=*/true);
    if (result.member(key.text))
      return fail(keyStart, "duplicate key \"" + key.text + "\"",
                  /*isCertain=*/true);
    ++at;
    if (!skip())
      return wantsMore ? false : failBracket('}', open);
    Literal value;
    if (!readValue(value, depth + 1))
      return false;
    result.keys.push_back({std::move(key.text), key.pos});
    result.items.push_back(std::move(value));
    if (!skip())
      return wantsMore ? false : failBracket('}', open);
    hasComma = source.at(at) == ',';
    at += hasComma;
  }
}

bool PythonReader::readInteger(llvm::StringRef digits, unsigned radix,
                               bool negative, Literal &result) {
  uint64_t magnitude;
  if (digits.getAsInteger(radix, magnitude) ||
      magnitude > static_cast<uint64_t>(INT64_MAX) + negative)
    return fail(at, "integer " + digits + " does not fit in 64 bits",
                /*isCertain=*/true);
  result.kind = Literal::Kind::Integer;
  result.integer = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

bool PythonReader::readNumber(Literal &result) {
  size_t start = at, end = at;
  bool negative = source.at(end) == '-';
  end += source.at(end) == '-' || source.at(end) == '+';
  end = source.skipBlanks(end);
  size_t first = end;
  bool isHex =
      source.at(end) == '0' && llvm::toLower(source.at(end + 1)) == 'x';
  while (llvm::isAlnum(source.at(end)) || source.at(end) == '_' ||
         source.at(end) == '.' ||
         (!isHex && end > first &&
          (source.at(end) == '-' || source.at(end) == '+') &&
          llvm::toLower(source.at(end - 1)) == 'e'))
    ++end;
  llvm::StringRef spelling = source.text.slice(first, end);
  result = Literal(Literal::Kind::Number, source.pos(start));
  // An underscore stands between two digits, or behind the prefix of a radix.
  std::string digits;
  for (size_t i = 0; i < spelling.size(); ++i) {
    if (spelling[i] != '_')
      digits += spelling[i];
    else if (i == 0 || i + 1 == spelling.size() ||
             !llvm::isAlnum(spelling[i - 1]) ||
             !llvm::isHexDigit(spelling[i + 1]))
      return fail(start, "expected a number");
  }
  llvm::StringRef number = digits;
  unsigned radix = 10;
  if (number.size() > 2 && number[0] == '0') {
    char prefix = llvm::toLower(number[1]);
    radix = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 10;
  }
  if (radix != 10) {
    number = number.drop_front(2);
    if (!llvm::all_of(number,
                      [&](char c) { return llvm::hexDigitValue(c) < radix; }))
      return fail(start, "expected a number");
    if (!readInteger(number, radix, negative, result))
      return false;
  } else if (llvm::all_of(number, [](char c) { return llvm::isDigit(c); })) {
    // 007 is no number in Python, but 000 is.
    if (number.empty() ||
        (number.size() > 1 && number[0] == '0' && number.ltrim('0').size()))
      return fail(start, "expected a number");
    if (!readInteger(number, 10, negative, result))
      return false;
  } else {
    // Digits with a point or an exponent; APFloat itself would take more than
    // that.
    auto [mantissa, exponent] = std::pair(number, llvm::StringRef("0"));
    if (size_t e = number.find_insensitive('e'); e != llvm::StringRef::npos)
      std::tie(mantissa, exponent) =
          std::pair(number.take_front(e), number.drop_front(e + 1));
    if (exponent.starts_with("+") || exponent.starts_with("-"))
      exponent = exponent.drop_front();
    auto isDigits = [](llvm::StringRef text) {
      return llvm::all_of(text, [](char c) { return llvm::isDigit(c); });
    };
    auto [whole, fraction] = mantissa.split('.');
    if ((whole.empty() && fraction.empty()) || !isDigits(whole) ||
        !isDigits(fraction) || exponent.empty() || !isDigits(exponent))
      return fail(start, "expected a number");
    llvm::APFloat value(llvm::APFloat::IEEEdouble());
    auto status =
        value.convertFromString(number, llvm::APFloat::rmNearestTiesToEven);
    if (!status || !value.isFinite()) {
      llvm::consumeError(status.takeError());
      return fail(start, "number " + spelling + " is too large",
                  /*isCertain=*/true);
    }
    result.number =
        negative ? -value.convertToDouble() : value.convertToDouble();
  }
  at = end;
  return true;
}
