// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strict reader of JSON texts. LLVM's own forgets the order of members.
#include "hocket/Dialect/Plan/IR/JsonText.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"

#include <charconv>

namespace mlir::hocket::plan {
namespace {

class Reader {
public:
  Reader(StringRef text, JsonVisitor &visitor) : text(text), visitor(visitor) {}

  std::optional<std::string> read() {
    size_t bad = 0;
    if (!llvm::json::isUTF8(text, &bad)) {
      position = bad;
      fail("invalid UTF-8");
      return error;
    }
    if (value(0)) {
      skipBlanks();
      if (position != text.size())
        fail("expected the end of the text");
    }
    return error;
  }

private:
  bool fail(const Twine &message) {
    if (!error)
      error = (message + " at offset " + Twine(position)).str();
    return false;
  }
  char peek() const { return position < text.size() ? text[position] : '\0'; }
  bool consume(char c) {
    if (position >= text.size() || text[position] != c)
      return false;
    ++position;
    return true;
  }
  void skipBlanks() {
    while (position < text.size() && StringRef(" \t\r\n").contains(text[position]))
      ++position;
  }
  bool word(StringRef expected) {
    if (!text.substr(position).starts_with(expected))
      return fail("expected a JSON value");
    position += expected.size();
    return true;
  }

  bool value(unsigned depth) {
    if (depth > maxJsonDepth)
      return fail("lists and objects nest deeper than " + Twine(maxJsonDepth));
    skipBlanks();
    switch (peek()) {
    case 'n':
      return word("null") && (visitor.null(), true);
    case 't':
      return word("true") && (visitor.boolean(true), true);
    case 'f':
      return word("false") && (visitor.boolean(false), true);
    case '"': {
      std::string content;
      if (!string(content))
        return false;
      visitor.string(content);
      return true;
    }
    case '[':
      return list(depth);
    case '{':
      return object(depth);
    default:
      return number();
    }
  }

  bool list(unsigned depth) {
    ++position;
    visitor.beginList();
    skipBlanks();
    if (!consume(']')) {
      do {
        if (!value(depth + 1))
          return false;
        skipBlanks();
      } while (consume(','));
      if (!consume(']'))
        return fail("expected ',' or ']'");
    }
    visitor.endList();
    return true;
  }

  bool object(unsigned depth) {
    ++position;
    visitor.beginObject();
    skipBlanks();
    if (!consume('}')) {
      llvm::StringSet<> names;
      do {
        skipBlanks();
        std::string name;
        if (peek() != '"')
          return fail("expected a member name");
        if (!string(name))
          return false;
        if (!names.insert(name).second)
          return fail("second member \"" + name + "\"");
        visitor.key(name);
        skipBlanks();
        if (!consume(':'))
          return fail("expected ':'");
        if (!value(depth + 1))
          return false;
        skipBlanks();
      } while (consume(','));
      if (!consume('}'))
        return fail("expected ',' or '}'");
    }
    visitor.endObject();
    return true;
  }

  bool digits() {
    if (!llvm::isDigit(peek()))
      return fail("expected a digit");
    while (llvm::isDigit(peek()))
      ++position;
    return true;
  }

  bool number() {
    size_t start = position;
    bool integral = true;
    consume('-');
    if (!llvm::isDigit(peek()))
      return fail("expected a JSON value");
    if (!consume('0') && !digits())
      return false;
    if (consume('.')) {
      integral = false;
      if (!digits())
        return false;
    }
    if (consume('e') || consume('E')) {
      integral = false;
      if (!consume('+'))
        consume('-');
      if (!digits())
        return false;
    }
    const char *first = text.data() + start, *last = text.data() + position;
    if (integral) {
      int64_t result;
      if (std::from_chars(first, last, result).ec != std::errc()) {
        position = start;
        return fail("integer does not fit in 64 bits");
      }
      visitor.integer(result);
      return true;
    }
    double result;
    if (std::from_chars(first, last, result).ec != std::errc()) {
      position = start;
      return fail("number is out of the range of a double");
    }
    visitor.number(result);
    return true;
  }

  bool hexUnit(unsigned &unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++position) {
      unsigned digit = llvm::hexDigitValue(peek());
      if (digit > 15)
        return fail("expected four hexadecimal digits");
      unit = unit * 16 + digit;
    }
    return true;
  }

  /// A \u escape, with its second half if it is a surrogate pair.
  bool unicodeEscape(std::string &out) {
    unsigned unit;
    if (!hexUnit(unit))
      return false;
    if (unit >= 0xD800 && unit < 0xE000) {
      unsigned low;
      if (unit >= 0xDC00 || !consume('\\') || !consume('u') || !hexUnit(low) || low < 0xDC00 ||
          low >= 0xE000)
        return fail("unpaired surrogate");
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *end = buffer;
    llvm::ConvertCodePointToUTF8(unit, end);
    out.append(buffer, end);
    return true;
  }

  bool string(std::string &out) {
    ++position;
    while (true) {
      if (position >= text.size())
        return fail("unterminated string");
      char c = text[position];
      if (static_cast<unsigned char>(c) < 0x20)
        return fail("control character in a string");
      ++position;
      if (c == '"')
        return true;
      if (c != '\\') {
        out += c;
        continue;
      }
      char escape = peek();
      ++position;
      size_t index = StringRef("\"\\/bfnrt").find(escape);
      if (index != StringRef::npos)
        out += "\"\\/\b\f\n\r\t"[index];
      else if (escape != 'u') {
        --position;
        return fail("unknown escape");
      } else if (!unicodeEscape(out))
        return false;
    }
  }

  StringRef text;
  JsonVisitor &visitor;
  size_t position = 0;
  std::optional<std::string> error;
};

/// Notes whether the outermost value is an object.
struct ObjectCheck : JsonVisitor {
  bool first = true, object = false;
  void part(bool isObject) {
    object |= first && isObject;
    first = false;
  }
  void null() override { part(false); }
  void boolean(bool) override { part(false); }
  void integer(int64_t) override { part(false); }
  void number(double) override { part(false); }
  void string(StringRef) override { part(false); }
  void beginList() override { part(false); }
  void beginObject() override { part(true); }
};

} // namespace

std::optional<std::string> visitJson(StringRef text, JsonVisitor &visitor) {
  return Reader(text, visitor).read();
}

std::optional<std::string> checkJson(StringRef text) {
  JsonVisitor none;
  return visitJson(text, none);
}

std::optional<std::string> checkJsonObject(StringRef text) {
  ObjectCheck check;
  if (std::optional<std::string> error = visitJson(text, check))
    return error;
  if (!check.object)
    return "expected a JSON object";
  return std::nullopt;
}

} // namespace mlir::hocket::plan
