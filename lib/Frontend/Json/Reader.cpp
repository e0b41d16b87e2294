// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a JSON text with simdjson, once, into located values. simdjson's
// On-Demand interface checks what it is asked for; everything is asked for
// here.

#include "hocket/Frontend/Excerpt.h"
#include "hocket/Frontend/Json.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <simdjson.h>

using namespace mlir::hocket::frontend;
using namespace mlir::hocket::frontend::json;
namespace ondemand = simdjson::ondemand;

namespace mlir::hocket::frontend::json {

class Reader {
public:
  Reader(Document &document, llvm::StringRef buffer, ProblemHandler problem)
      : document(document), buffer(buffer), problem(problem) {}

  bool read(simdjson::padded_string_view input);

private:
  template <typename Source>
  bool readValue(Source &source, Value &result, unsigned depth);
  template <typename Source>
  bool readScalar(Source &source, Value &result, char first);
  template <typename Source>
  bool readNumber(Source &source, Value &result, llvm::StringRef token);
  template <typename Source>
  bool readArray(Source &source, Value &result, unsigned depth);
  template <typename Source>
  bool readObject(Source &source, Value &result, unsigned depth);

  bool fail(size_t offset, const llvm::Twine &message) {
    problem({Problem::Severity::Error,
             document.positions(offset),
             message.str(),
             "",
             {}});
    return false;
  }
  bool fail(simdjson::error_code code);
  bool failScan(simdjson::error_code code);
  bool failBrackets();
  size_t offsetOf(const char *place) const { return place - buffer.data(); }

  template <typename T> const T *keep(llvm::ArrayRef<T> elements) {
    T *copy = document.storage->Allocate<T>(elements.size());
    std::uninitialized_copy(elements.begin(), elements.end(), copy);
    return copy;
  }
  llvm::StringRef keep(std::string_view text) {
    return {keep(llvm::ArrayRef(text.data(), text.size())), text.size()};
  }

  Document &document;
  llvm::StringRef buffer;
  ProblemHandler problem;
  ondemand::document *iterator = nullptr;
  size_t lastOffset = 0;
};

} // namespace mlir::hocket::frontend::json

/// The root's token may be missing, any other value's is there.
static simdjson::error_code
getToken(simdjson::simdjson_result<std::string_view> token,
         std::string_view &result) {
  return std::move(token).get(result);
}
static simdjson::error_code getToken(std::string_view token,
                                     std::string_view &result) {
  result = token;
  return simdjson::SUCCESS;
}

/// Reports a mistake that the first pass over the text found: it has no
/// position, so it is looked for again.
bool Reader::failScan(simdjson::error_code code) {
  size_t offset = buffer.size();
  if (code == simdjson::UTF8_ERROR) {
    llvm::json::isUTF8(buffer, &offset);
    return fail(offset, "invalid UTF-8");
  }
  if (code == simdjson::EMPTY || buffer.trim(" \t\r\n").empty())
    return fail(0, "expected a JSON value, found nothing");
  size_t open = llvm::StringRef::npos;
  for (size_t i = 0; i < buffer.size(); ++i) {
    bool inside = open != llvm::StringRef::npos;
    if (buffer[i] == '"')
      open = inside ? llvm::StringRef::npos : i;
    else if (inside && buffer[i] == '\\')
      ++i;
    else if (inside && static_cast<unsigned char>(buffer[i]) < 0x20)
      return fail(i,
                  buffer[i] == '\n'
                      ? "expected the string to end before the end of the line"
                      : "control character in a string must be escaped");
  }
  if (open != llvm::StringRef::npos)
    return fail(open, "this string has no end");
  return fail(offset, simdjson::error_message(code));
}

/// Reports the first bracket that does not match, the end of the text if one is
/// open there, or what follows after the last one is closed.
bool Reader::failBrackets() {
  llvm::SmallVector<char> closers;
  for (size_t i = 0; i < buffer.size(); ++i) {
    char c = buffer[i];
    if (c == '"')
      while (++i < buffer.size() && buffer[i] != '"')
        i += buffer[i] == '\\';
    if (c == '[' || c == '{')
      closers.push_back(c == '[' ? ']' : '}');
    if (c != ']' && c != '}')
      continue;
    if (closers.empty() || closers.back() != c)
      return fail(i, llvm::Twine("expected '") +
                         llvm::Twine(closers.empty() ? ' ' : closers.back()) +
                         "', found '" + llvm::Twine(c) + "'");
    closers.pop_back();
    if (closers.empty())
      return fail(
          std::min(buffer.find_first_not_of(" \t\r\n", i + 1), buffer.size()),
          "expected nothing after the JSON value");
  }
  return fail(buffer.rtrim(" \t\r\n").size(),
              llvm::Twine("expected '") +
                  llvm::Twine(closers.empty() ? ']' : closers.back()) +
                  "', found the end of the text");
}

/// Reports a mistake of the structure at the place where the iterator stands.
bool Reader::fail(simdjson::error_code code) {
  const char *place;
  size_t offset = lastOffset;
  if (!iterator->current_location().get(place) && place >= buffer.begin() &&
      place <= buffer.end())
    offset = std::max(offset, offsetOf(place));
  offset = std::min(buffer.find_first_not_of(" \t\r\n", offset), buffer.size());
  if (code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || offset == buffer.size())
    return failBrackets();
  if (code == simdjson::TAPE_ERROR)
    return fail(offset, "unexpected '" + firstCharacter(buffer.substr(offset)) +
                            "' in the JSON text");
  return fail(offset, simdjson::error_message(code));
}

template <typename Source>
bool Reader::readNumber(Source &source, Value &result, llvm::StringRef token) {
  bool isInteger = token.find_first_of(".eE") == llvm::StringRef::npos;
  if (isInteger) {
    if (!source.get_int64().get(result.whole)) {
      result.valueKind = Value::Kind::Integer;
      return true;
    }
    llvm::StringRef digits = token;
    digits.consume_front("-");
    if (digits.size() > 18 && llvm::all_of(digits, llvm::isDigit) &&
        digits[0] != '0')
      return fail(lastOffset, "integer " + token + " does not fit in 64 bits");
  } else {
    double real;
    if (!source.get_double().get(real)) {
      result.valueKind = Value::Kind::Number;
      result.real = real;
      return true;
    }
  }
  // A number at the root is read only if nothing follows it.
  if (size_t rest =
          buffer.find_first_not_of(" \t\r\n", lastOffset + token.size());
      &result == &document.rootValue && rest != llvm::StringRef::npos)
    return fail(rest, "expected nothing after the JSON value");
  return fail(lastOffset,
              "expected a number, found '" + takeCharacters(token, 40) + "'");
}

template <typename Source>
bool Reader::readScalar(Source &source, Value &result, char first) {
  std::string_view view;
  if (auto error = getToken(source.raw_json_token(), view))
    return fail(error);
  llvm::StringRef token = llvm::StringRef(view).rtrim(" \t\r\n");
  if (first == '"') {
    if (source.get_string().get(view))
      return fail(lastOffset, "the string has an invalid escape sequence");
    llvm::StringRef kept = keep(view);
    result.valueKind = Value::Kind::String;
    result.data = kept.data();
    result.size = kept.size();
    return true;
  }
  if (first == '-' || (first >= '0' && first <= '9'))
    return readNumber(source, result, token);
  if (token == "null") {
    bool isNull;
    auto error = source.is_null().get(isNull);
    (void)error;
    return true;
  }
  if (token == "true" || token == "false") {
    result.valueKind = Value::Kind::Boolean;
    return source.get_bool().get(result.flag)
               ? fail(lastOffset, "expected a boolean")
               : true;
  }
  return fail(lastOffset,
              "expected a JSON value, found '" + takeCharacters(token, 40) + "'");
}

template <typename Source>
bool Reader::readArray(Source &source, Value &result, unsigned depth) {
  ondemand::array array;
  if (auto error = source.get_array().get(array))
    return fail(error);
  llvm::SmallVector<Value> items;
  for (auto element : array) {
    ondemand::value value;
    if (auto error = element.get(value))
      return fail(error);
    if (!readValue(value, items.emplace_back(), depth + 1))
      return false;
  }
  result.valueKind = Value::Kind::Array;
  result.data = keep(llvm::ArrayRef(items));
  result.size = items.size();
  return true;
}

template <typename Source>
bool Reader::readObject(Source &source, Value &result, unsigned depth) {
  ondemand::object object;
  if (auto error = source.get_object().get(object))
    return fail(error);
  llvm::SmallVector<Member> members;
  llvm::DenseSet<llvm::StringRef> names;
  for (auto element : object) {
    ondemand::field field;
    std::string_view name;
    if (auto error = std::move(element).get(field))
      return fail(error);
    size_t offset = offsetOf(field.key().raw()) - 1;
    if (field.unescaped_key().get(name))
      return fail(offset, "the key has an invalid escape sequence");
    llvm::StringRef kept = keep(name);
    if (!names.insert(kept).second)
      return fail(offset, "duplicate key \"" + kept + "\"");
    lastOffset = offset;
    members.push_back({kept, document.positions(offset), {}});
    if (!readValue(field.value(), members.back().value, depth + 1))
      return false;
  }
  result.valueKind = Value::Kind::Object;
  result.data = keep(llvm::ArrayRef(members));
  result.size = members.size();
  return true;
}

template <typename Source>
bool Reader::readValue(Source &source, Value &result, unsigned depth) {
  std::string_view token;
  if (auto error = getToken(source.raw_json_token(), token))
    return fail(error);
  size_t offset = offsetOf(token.data());
  if (offset >= buffer.size() || token.empty())
    return fail(simdjson::TAPE_ERROR);
  lastOffset = offset;
  result.offset = offset;
  result.start = document.positions(offset);
  if (token[0] != '[' && token[0] != '{')
    return readScalar(source, result, token[0]);
  if (depth == Document::maxDepth)
    return fail(offset, "nested deeper than " +
                            llvm::Twine(Document::maxDepth) + " levels");
  return token[0] == '[' ? readArray(source, result, depth)
                         : readObject(source, result, depth);
}

bool Reader::read(simdjson::padded_string_view input) {
  ondemand::parser parser;
  ondemand::document root;
  if (auto error = parser.iterate(input).get(root))
    return failScan(error);
  iterator = &root;
  if (!readValue(root, document.rootValue, 0))
    return false;
  const char *rest;
  if (!root.current_location().get(rest))
    return fail(offsetOf(rest), "expected nothing after the JSON value");
  return true;
}

bool Document::parse(ProblemHandler problem) {
  storage = std::make_unique<llvm::BumpPtrAllocator>();
  if (text.size() > std::numeric_limits<uint32_t>::max() / 2) {
    problem({Problem::Severity::Error,
             positions(0),
             "the JSON text is larger than 2 GiB",
             "",
             {}});
    return false;
  }
  // A byte order mark is no part of the text.
  llvm::StringRef content = text;
  size_t size = text.size();
  if (content.starts_with("\xEF\xBB\xBF"))
    std::fill_n(text.begin(), 3, ' ');
  text.resize(size + simdjson::SIMDJSON_PADDING, ' ');
  Reader reader(*this, llvm::StringRef(text.data(), size), problem);
  return reader.read(
      simdjson::padded_string_view(text.data(), size, text.size()));
}
