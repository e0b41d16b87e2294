// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values as JSON text.
#include "base/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hocket {

namespace {
class JsonWriter {
public:
  JsonWriter(std::string &out, unsigned indent) : out(out), indent(indent) {}
  void write(const Value &value, unsigned level);

private:
  void newLine(unsigned level) {
    if (!indent)
      return;
    // Deeper levels are not indented further: the text of what is nested deep
    // would consist of spaces.
    constexpr unsigned deepest = 32;
    out += '\n';
    out.append(size_t(indent) * std::min(level, deepest), ' ');
  }
  void writeFloat(double number);
  void writeString(std::string_view text);

  std::string &out;
  unsigned indent;
};
} // namespace

void JsonWriter::writeFloat(double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  char buffer[32];
  char *end = std::to_chars(buffer, buffer + sizeof(buffer), number).ptr;
  std::string_view digits(buffer, size_t(end - buffer));
  out += digits;
  // Without a point or an exponent it would be read back as an integer.
  if (digits.find_first_of(".e") == std::string_view::npos)
    out += ".0";
}

void JsonWriter::writeString(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  size_t plain = 0; // start of the bytes not yet copied
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    out += '\\';
    switch (c) {
    case '"':
    case '\\':
      out += static_cast<char>(c);
      break;
    case '\n':
      out += 'n';
      break;
    case '\r':
      out += 'r';
      break;
    case '\t':
      out += 't';
      break;
    case '\b':
      out += 'b';
      break;
    case '\f':
      out += 'f';
      break;
    default:
      out += "u00";
      out += hex[c >> 4];
      out += hex[c & 15];
    }
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

void JsonWriter::write(const Value &value, unsigned level) {
  switch (value.kind()) {
  case Value::Kind::Null:
    out += "null";
    return;
  case Value::Kind::Bool:
    out += value.asBool() ? "true" : "false";
    return;
  case Value::Kind::Int:
    out += std::to_string(value.asInt());
    return;
  case Value::Kind::Float:
    writeFloat(value.asFloat());
    return;
  case Value::Kind::String:
    writeString(value.asString());
    return;
  case Value::Kind::List: {
    out += '[';
    bool first = true;
    for (const Value &element : value.asList()) {
      if (!first)
        out += ',';
      first = false;
      newLine(level + 1);
      write(element, level + 1);
    }
    if (!first)
      newLine(level);
    out += ']';
    return;
  }
  case Value::Kind::Object: {
    out += '{';
    bool first = true;
    for (const auto &[key, member] : value.asObject()) {
      if (!first)
        out += ',';
      first = false;
      newLine(level + 1);
      writeString(key);
      out += indent ? ": " : ":";
      write(member, level + 1);
    }
    if (!first)
      newLine(level);
    out += '}';
    return;
  }
  }
}

void Value::appendJson(std::string &out, unsigned indent) const {
  JsonWriter(out, indent).write(*this, 0);
}

std::string Value::toJson(unsigned indent) const {
  std::string out;
  appendJson(out, indent);
  return out;
}

} // namespace hocket
