// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings.

#include "apply/apply.h"

#include <algorithm>
#include <cstring>

using namespace hocket;

/// ASCII white space: what separates words in the text that tools return.
static bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static Result<Value> repeat(Inputs inputs) {
  const Value &text = inputs[0]->isString() ? *inputs[0] : *inputs[1];
  const Value &count = inputs[0]->isString() ? *inputs[1] : *inputs[0];
  if (count.kind() != Value::Kind::Int)
    return operandError(Builtin::Mul, "two numbers, or a string and an integer", count);
  size_t times = count.asInt() > 0 ? static_cast<size_t>(count.asInt()) : 0;
  const std::string &piece = text.asString();
  if (!piece.empty() && times > Value::maxTextSize / piece.size())
    return tooLong(Builtin::Mul);
  std::string result;
  result.reserve(piece.size() * times);
  for (size_t i = 0; i < times && !piece.empty(); ++i)
    result += piece;
  return Value::string(std::move(result));
}

size_t hocket::findText(std::string_view text, std::string_view piece, size_t from) {
  if (from > text.size())
    return std::string_view::npos;
  if (piece.size() == 1)
    return text.find(piece.front(), from);
  // std::string_view::find compares at every place that has the first byte.
  const void *found = memmem(text.data() + from, text.size() - from, piece.data(), piece.size());
  return found ? size_t(static_cast<const char *>(found) - text.data()) : std::string_view::npos;
}

static Value mapBytes(std::string text, char from, char to, int shift) {
  for (char &c : text)
    if (c >= from && c <= to)
      c = static_cast<char>(c + shift);
  return Value::string(std::move(text));
}

static Value strip(const std::string &text) {
  size_t begin = 0, end = text.size();
  while (begin < end && isSpace(text[begin]))
    ++begin;
  while (end > begin && isSpace(text[end - 1]))
    --end;
  return Value::string(text.substr(begin, end - begin));
}

static Result<Value> split(Inputs inputs) {
  const std::string &text = inputs[0]->asString();
  Value::List pieces;
  if (inputs.size() == 1) {
    for (size_t i = 0; i < text.size();) {
      size_t begin = i;
      while (i < text.size() && !isSpace(text[i]))
        ++i;
      if (pieces.size() == maxElements)
        return tooManyElements(Builtin::Split);
      if (i > begin)
        pieces.push_back(Value::string(text.substr(begin, i - begin)));
      while (i < text.size() && isSpace(text[i]))
        ++i;
    }
    return Value::list(std::move(pieces));
  }
  const std::string &separator = inputs[1]->asString();
  if (separator.empty())
    return Status(HOCKET_INVALID_ARGUMENT, "'split' needs a separator that is not empty");
  // Counted first: what is too much is refused before any of it is made.
  size_t count = 1;
  for (size_t at, from = 0; (at = findText(text, separator, from)) != std::string::npos;
       from = at + separator.size())
    if (++count > maxElements)
      return tooManyElements(Builtin::Split);
  pieces.reserve(count);
  size_t begin = 0;
  for (size_t at; (at = findText(text, separator, begin)) != std::string::npos;
       begin = at + separator.size())
    pieces.push_back(Value::string(text.substr(begin, at - begin)));
  pieces.push_back(Value::string(text.substr(begin)));
  return Value::list(std::move(pieces));
}

static Result<Value> join(Inputs inputs) {
  if (!inputs[0]->isString())
    return operandError(Builtin::Join, "a separator string", *inputs[0]);
  if (!inputs[1]->isList())
    return operandError(Builtin::Join, "a list of strings", *inputs[1]);
  std::string result;
  bool first = true;
  for (const Value &piece : inputs[1]->asList()) {
    if (!piece.isString())
      return operandError(Builtin::Join, "a list of strings", piece);
    if (!first)
      result += inputs[0]->asString();
    first = false;
    result += piece.asString();
    if (result.size() > Value::maxTextSize)
      return tooLong(Builtin::Join);
  }
  return Value::string(std::move(result));
}

/// The byte length of the UTF-8 sequence that starts with this byte.
static size_t sequenceLength(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static Result<Value> replace(Inputs inputs) {
  const std::string &text = inputs[0]->asString(), &from = inputs[1]->asString();
  const std::string &to = inputs[2]->asString();
  std::string result;
  size_t begin = 0;
  if (from.empty()) {
    // As in Python: around every character.
    while (begin < text.size() && result.size() <= Value::maxTextSize) {
      size_t length = sequenceLength(static_cast<unsigned char>(text[begin]));
      result += to;
      result.append(text, begin, length);
      begin += length;
    }
    result += to;
  } else {
    for (size_t at; result.size() <= Value::maxTextSize && (at = findText(text, from, begin)) != std::string::npos;
         begin = at + from.size()) {
      result.append(text, begin, at - begin);
      result += to;
    }
    result.append(text, std::min(begin, text.size()));
  }
  if (result.size() > Value::maxTextSize)
    return tooLong(Builtin::Replace);
  return Value::string(std::move(result));
}

Result<Value> hocket::applyText(Builtin builtin, Inputs inputs) {
  if (builtin == Builtin::Mul)
    return repeat(inputs);
  if (builtin == Builtin::Join)
    return join(inputs);
  for (const Value *input : inputs)
    if (!input->isString())
      return operandError(builtin, inputs.size() == 1 ? "a string" : "strings", *input);
  const std::string &text = inputs[0]->asString();
  switch (builtin) {
  case Builtin::Upper:
    return mapBytes(text, 'a', 'z', 'A' - 'a');
  case Builtin::Lower:
    return mapBytes(text, 'A', 'Z', 'a' - 'A');
  case Builtin::Strip:
    return strip(text);
  case Builtin::Split:
    return split(inputs);
  case Builtin::Replace:
    return replace(inputs);
  case Builtin::StartsWith:
    return Value::boolean(std::string_view(text).starts_with(inputs[1]->asString()));
  default:
    return Value::boolean(std::string_view(text).ends_with(inputs[1]->asString()));
  }
}
