// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writing JSON texts, and their form in assembly files.
#include "hocket/Dialect/Plan/IR/JsonText.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringExtras.h"

#include <charconv>
#include <cmath>

namespace mlir::hocket::plan {

std::string formatNumber(double value) {
  char buffer[40];
  std::to_chars_result end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  std::string text(buffer, end.ptr);
  // MLIR takes digits without a point for an integer, even before an exponent.
  if (std::isfinite(value) && text.find('.') == std::string::npos) {
    size_t exponent = text.find('e');
    text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  }
  return text;
}

void JsonPrinter::separate() {
  if (!first)
    os << (style == Style::Mlir ? ", " : ",");
  first = false;
}

void JsonPrinter::quote(StringRef text) {
  os << '"';
  for (char c : text) {
    if (c == '"' || c == '\\')
      os << '\\' << c;
    else if (c == '\n')
      os << "\\n";
    else if (c == '\t')
      os << "\\t";
    else if (static_cast<unsigned char>(c) < 0x20)
      os << (style == Style::Mlir ? "\\" : "\\u00") << llvm::hexdigit(c >> 4) << llvm::hexdigit(c & 15);
    else
      os << c;
  }
  os << '"';
}

void JsonPrinter::null() {
  separate();
  os << "null";
}
void JsonPrinter::boolean(bool value) {
  separate();
  os << (value ? "true" : "false");
}
void JsonPrinter::integer(int64_t value) {
  separate();
  os << value;
}
void JsonPrinter::number(double value) {
  separate();
  os << formatNumber(value);
}
void JsonPrinter::string(StringRef value) {
  separate();
  quote(value);
}
void JsonPrinter::key(StringRef name) {
  separate();
  quote(name);
  os << (style == Style::Mlir ? ": " : ":");
  first = true;
}
void JsonPrinter::beginList() {
  separate();
  os << '[';
  first = true;
}
void JsonPrinter::endList() {
  os << ']';
  first = false;
}
void JsonPrinter::beginObject() {
  separate();
  os << '{';
  first = true;
}
void JsonPrinter::endObject() {
  os << '}';
  first = false;
}

static ParseResult parseScalar(AsmParser &parser, JsonPrinter &out) {
  SMLoc loc = parser.getCurrentLocation();
  Attribute attr;
  if (parser.parseAttribute(attr))
    return failure();
  if (auto text = dyn_cast<StringAttr>(attr))
    return out.string(text), success();
  if (auto flag = dyn_cast<BoolAttr>(attr))
    return out.boolean(flag.getValue()), success();
  if (auto integer = dyn_cast<IntegerAttr>(attr); integer && integer.getType().isInteger(64))
    return out.integer(integer.getInt()), success();
  if (auto number = dyn_cast<FloatAttr>(attr); number && number.getType().isF64() &&
                                               number.getValue().isFinite())
    return out.number(number.getValueAsDouble()), success();
  return parser.emitError(loc, "expected a JSON value, found ") << attr;
}

static ParseResult parseValue(AsmParser &parser, JsonPrinter &out, unsigned depth) {
  if (depth > maxJsonDepth)
    return parser.emitError(parser.getCurrentLocation(), "lists and objects nest deeper than ")
           << maxJsonDepth;
  if (succeeded(parser.parseOptionalKeyword("null")))
    return out.null(), success();
  if (succeeded(parser.parseOptionalLSquare())) {
    out.beginList();
    if (failed(parser.parseOptionalRSquare())) {
      auto element = [&] { return parseValue(parser, out, depth + 1); };
      if (parser.parseCommaSeparatedList(element) || parser.parseRSquare())
        return failure();
    }
    return out.endList(), success();
  }
  if (failed(parser.parseOptionalLBrace()))
    return parseScalar(parser, out);
  out.beginObject();
  if (failed(parser.parseOptionalRBrace())) {
    auto member = [&]() -> ParseResult {
      std::string name;
      if (parser.parseString(&name))
        return failure();
      out.key(name);
      return failure(parser.parseColon() || parseValue(parser, out, depth + 1));
    };
    if (parser.parseCommaSeparatedList(member) || parser.parseRBrace())
      return failure();
  }
  return out.endObject(), success();
}

ParseResult parseJson(AsmParser &parser, StringAttr &json) {
  std::string text;
  llvm::raw_string_ostream os(text);
  JsonPrinter out(os, JsonPrinter::Style::Json);
  if (parseValue(parser, out, 0))
    return failure();
  json = parser.getBuilder().getStringAttr(text);
  return success();
}

void printJson(AsmPrinter &printer, StringRef json) {
  JsonPrinter out(printer.getStream(), JsonPrinter::Style::Mlir);
  std::optional<std::string> error = visitJson(json, out);
  assert(!error && "the verifier lets no other text through");
  (void)error;
}

} // namespace mlir::hocket::plan
