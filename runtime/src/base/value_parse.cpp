// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON text as values: simdjson finds the structure, this builds the tree.
#include "base/json_structure.h"
#include "base/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>
#include <simdjson.h>

namespace hocket {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

namespace {
/// Builds one document. simdjson treats a scalar at the root as a special case
/// and checks lazily what follows the root, so the text is read as the only
/// element of an array: `buffer` is "[" + text + "]".
class JsonBuilder {
public:
  explicit JsonBuilder(std::string_view text)
      : text(text), buffer(text.size() + 2) {
    if (!buffer.data()) // simdjson does not throw
      throw std::bad_alloc();
    buffer.data()[0] = '[';
    std::copy(text.begin(), text.end(), buffer.data() + 1);
    buffer.data()[text.size() + 1] = ']';
  }
  Result<Value> build();

private:
  Status fail(std::string_view expected, const char *where);
  Status fail(error_code error);
  Status failStructure(const char *where);
  Status build(ondemand::value in, unsigned depth, Value &out);
  Status buildNumber(ondemand::value in, Value &out);
  Status buildList(ondemand::value in, unsigned depth, Value &out);
  Status buildObject(ondemand::value in, unsigned depth, Value &out);

  std::string_view text;
  simdjson::padded_string buffer;
  ondemand::parser parser;
  ondemand::document document;
  bool structured = false; // the document's tokens have been found
};
} // namespace

Status JsonBuilder::fail(std::string_view problem, const char *where) {
  size_t offset = text.size();
  const char *begin = buffer.data() + 1;
  if (where && where >= begin && where < begin + text.size())
    offset = size_t(where - begin);
  // At the end of the text nothing was found; point just behind it.
  std::string_view before = text.substr(0, offset);
  size_t line = size_t(std::count(before.begin(), before.end(), '\n')) + 1;
  size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
  std::string message = "invalid JSON at line " + std::to_string(line) +
                        ", column " + std::to_string(offset - lineStart + 1) +
                        ": " + std::string(problem);
  return {HOCKET_INVALID_ARGUMENT, std::move(message)};
}

Status JsonBuilder::fail(error_code error) {
  const char *where = nullptr;
  if (!structured ||
      document.current_location().get(where) != simdjson::SUCCESS)
    where = nullptr;
  switch (error) {
  case simdjson::CAPACITY:
  case simdjson::MEMALLOC:
    return {HOCKET_RESOURCE_EXHAUSTED, "JSON text of " +
                                           std::to_string(text.size()) +
                                           " bytes is too large"};
  case simdjson::UTF8_ERROR: {
    const char *byte = buffer.data() + 1;
    size_t valid = 0;
    // The longest valid prefix ends where the first bad byte is.
    size_t high = text.size();
    while (valid < high) {
      size_t middle = valid + (high - valid + 1) / 2;
      if (simdjson::validate_utf8(byte, middle))
        valid = middle;
      else
        high = middle - 1;
    }
    return fail("expected UTF-8, found an invalid byte", byte + valid);
  }
  case simdjson::UNCLOSED_STRING:
    return fail("a string is not closed", nullptr);
  case simdjson::UNESCAPED_CHARS:
    return fail("a control character in a string must be escaped", where);
  case simdjson::STRING_ERROR:
    return fail("a string has an invalid escape", where);
  default:
    return failStructure(where);
  }
}

/// Says what should have stood at the first mistake, and what does.
Status JsonBuilder::failStructure(const char *where) {
  std::optional<JsonMistake> mistake = findJsonMistake(text);
  if (!mistake)
    return fail("this is no JSON value", where);
  return fail("expected " + std::string(mistake->expected) + ", found " +
                  describeAt(text, mistake->offset),
              buffer.data() + 1 + mistake->offset);
}

/// simdjson's tokens end where the next one begins.
static std::string_view trimmedToken(ondemand::value in) {
  std::string_view token = in.raw_json_token();
  return token.substr(0, token.find_last_not_of(" \n\r\t") + 1);
}

/// The grammar of RFC 8259, section 6.
static bool isJsonNumber(std::string_view token, bool &isInteger) {
  size_t i = 0;
  auto digits = [&] {
    size_t start = i;
    while (i < token.size() && token[i] >= '0' && token[i] <= '9')
      ++i;
    return i - start;
  };
  isInteger = true;
  if (i < token.size() && token[i] == '-')
    ++i;
  bool leadingZero = i < token.size() && token[i] == '0';
  size_t whole = digits();
  if (whole == 0 || (leadingZero && whole > 1))
    return false;
  if (i < token.size() && token[i] == '.') {
    isInteger = false;
    ++i;
    if (digits() == 0)
      return false;
  }
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    isInteger = false;
    ++i;
    if (i < token.size() && (token[i] == '+' || token[i] == '-'))
      ++i;
    if (digits() == 0)
      return false;
  }
  return i == token.size();
}

/// Of a valid number that is not in the range of a double: whether it is below
/// it. Not with strtod(), which reads the decimal point of the locale.
static bool isTooSmall(std::string_view token) {
  size_t e = token.find_first_of("eE");
  std::string_view digits = token.substr(0, e);
  // The power of ten of the first digit that is not zero.
  size_t first = digits.find_first_of("123456789");
  size_t point = std::min(digits.find('.'), digits.size());
  if (first == std::string_view::npos)
    return true;
  long power = first < point ? static_cast<long>(point - first) - 1
                             : static_cast<long>(point) -
                                   static_cast<long>(first);
  if (e == std::string_view::npos)
    return power < 0;
  std::string_view exponent = token.substr(e + 1);
  bool negative = exponent.front() == '-';
  exponent.remove_prefix(exponent.find_first_of("0123456789"));
  exponent.remove_prefix(
      std::min(exponent.find_first_not_of('0'), exponent.size()));
  // Longer than any text that could make up for it.
  if (exponent.size() > 15)
    return negative;
  long value = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
  return power + (negative ? -value : value) < 0;
}

Status JsonBuilder::buildNumber(ondemand::value in, Value &out) {
  std::string_view token = trimmedToken(in);
  bool isInteger = false;
  if (!isJsonNumber(token, isInteger))
    return fail("'" + std::string(token.substr(0, 40)) + "' is not a number",
                token.data());
  const char *end = token.data() + token.size();
  if (isInteger) {
    int64_t value = 0;
    if (std::from_chars(token.data(), end, value).ec == std::errc()) {
      out = Value::integer(value);
      return {};
    }
  }
  // An integer beyond 64 bits becomes the nearest floating-point number.
  double value = 0;
  if (std::from_chars(token.data(), end, value).ec != std::errc()) {
    // Out of range: too small rounds to zero, too large has no value.
    if (!isTooSmall(token))
      return fail("number '" + std::string(token.substr(0, 40)) +
                      "' is out of range",
                  token.data());
  }
  out = Value::number(value);
  return {};
}

Status JsonBuilder::buildList(ondemand::value in, unsigned depth, Value &out) {
  ondemand::array array;
  if (error_code error = in.get_array().get(array))
    return fail(error);
  Value::List elements;
  for (auto item : array) {
    ondemand::value element;
    if (error_code error = item.get(element))
      return fail(error);
    HOCKET_RETURN_IF_ERROR(build(element, depth + 1, elements.emplace_back()));
  }
  out = Value::list(std::move(elements));
  return {};
}

Status JsonBuilder::buildObject(ondemand::value in, unsigned depth,
                                Value &out) {
  ondemand::object object;
  if (error_code error = in.get_object().get(object))
    return fail(error);
  Value::Object members;
  for (auto item : object) {
    ondemand::field field;
    if (error_code error = std::move(item).get(field))
      return fail(error);
    std::string_view key;
    if (error_code error = field.unescaped_key().get(key))
      return fail(error);
    auto &member = members.emplace_back(std::string(key), Value());
    HOCKET_RETURN_IF_ERROR(build(field.value(), depth + 1, member.second));
  }
  out = Value::object(std::move(members));
  return {};
}

Status JsonBuilder::build(ondemand::value in, unsigned depth, Value &out) {
  ondemand::json_type type;
  if (error_code error = in.type().get(type))
    return fail(error);
  bool nests =
      type == ondemand::json_type::array || type == ondemand::json_type::object;
  if (nests && depth == Value::maxDepth)
    return fail("nested deeper than " + std::to_string(Value::maxDepth),
                in.raw_json_token().data());
  switch (type) {
  case ondemand::json_type::array:
    return buildList(in, depth, out);
  case ondemand::json_type::object:
    return buildObject(in, depth, out);
  case ondemand::json_type::number:
    return buildNumber(in, out);
  case ondemand::json_type::string: {
    std::string_view unescaped;
    if (error_code error = in.get_string().get(unescaped))
      return fail(error);
    out = Value::string(std::string(unescaped));
    return {};
  }
  case ondemand::json_type::boolean: {
    bool value = false;
    if (error_code error = in.get_bool().get(value))
      return fail(error);
    out = Value::boolean(value);
    return {};
  }
  case ondemand::json_type::null: {
    std::string_view token = trimmedToken(in);
    if (token != "null")
      return failStructure(token.data());
    out = Value();
    return {};
  }
  }
  return fail(simdjson::TAPE_ERROR);
}

Result<Value> JsonBuilder::build() {
  if (error_code error = parser.iterate(buffer).get(document))
    return fail(error);
  structured = true;
  ondemand::array root;
  if (error_code error = document.get_array().get(root))
    return fail(error);
  Value result;
  size_t count = 0;
  for (auto item : root) {
    ondemand::value element;
    if (error_code error = item.get(element))
      return fail(error);
    if (count++)
      return failStructure(element.raw_json_token().data());
    // The array added around the text is not part of its depth.
    HOCKET_RETURN_IF_ERROR(build(element, 0, result));
  }
  if (count == 0)
    return failStructure(buffer.data() + 1);
  const char *rest = nullptr;
  if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
    return failStructure(rest);
  return result;
}

Result<Value> Value::parse(std::string_view json) {
  return JsonBuilder(json).build();
}

} // namespace hocket
