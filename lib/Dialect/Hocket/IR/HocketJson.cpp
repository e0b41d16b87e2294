// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants as JSON text. The runtime writes the same bytes for the same value,
// so that folding a template with a constant in it changes nothing.

#include "hocket/Dialect/Hocket/IR/Hocket.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <charconv>

using namespace mlir;
using namespace mlir::hocket;

static void writeText(raw_ostream &out, StringRef text) {
  out << '"';
  for (char c : text) {
    switch (c) {
    case '"':
    case '\\':
      out << '\\' << c;
      break;
    case '\n':
      out << "\\n";
      break;
    case '\r':
      out << "\\r";
      break;
    case '\t':
      out << "\\t";
      break;
    case '\b':
      out << "\\b";
      break;
    case '\f':
      out << "\\f";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20)
        out << "\\u00" << llvm::hexdigit(c >> 4) << llvm::hexdigit(c & 15, /*LowerCase=*/true);
      else
        out << c;
    }
  }
  out << '"';
}

/// The shortest text that reads back as the same number, and never an integer's.
static void writeFloat(raw_ostream &out, double number) {
  char buffer[32];
  char *end = std::to_chars(buffer, buffer + sizeof(buffer), number).ptr;
  StringRef digits(buffer, end - buffer);
  out << digits;
  if (digits.find_first_of(".e") == StringRef::npos)
    out << ".0";
}

static void write(raw_ostream &out, Attribute value) {
  llvm::TypeSwitch<Attribute>(value)
      .Case<StringAttr>([&](StringAttr text) { writeText(out, text); })
      .Case<IntegerAttr>([&](IntegerAttr number) {
        if (number.getType().isSignlessInteger(1))
          out << (number.getValue().isOne() ? "true" : "false");
        else
          out << number.getInt();
      })
      .Case<FloatAttr>([&](FloatAttr number) { writeFloat(out, number.getValueAsDouble()); })
      .Case<ArrayAttr>([&](ArrayAttr array) {
        out << '[';
        llvm::interleave(
            array, out, [&](Attribute item) { write(out, item); }, ",");
        out << ']';
      })
      .Case<ObjectAttr>([&](ObjectAttr object) {
        out << '{';
        llvm::interleave(
            object.getMembers(), out,
            [&](const ObjectMember &member) {
              writeText(out, member.name);
              out << ':';
              write(out, member.value);
            },
            ",");
        out << '}';
      })
      .Case<NullAttr>([&](NullAttr) { out << "null"; })
      .Default([](Attribute) { llvm_unreachable("not a JSON value"); });
}

std::string mlir::hocket::constantToJson(Attribute value) {
  assert(inferConstantType(value) && "expected a JSON value");
  std::string text;
  llvm::raw_string_ostream stream(text);
  write(stream, value);
  return text;
}
